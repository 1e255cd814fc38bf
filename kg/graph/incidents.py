"""An incident, drawn: what it is, by whom, where and when; each report with what put it in; in what the reports differ."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.consolidate.differences import Difference, Matter
from kg.consolidate.incidents import Incident, IncidentReport, Part
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, day, iri, natural
from kg.identifiers import claim_iri, incident_iri, short_hash
from kg.model import Entity
from kg.namespaces import DATA, EVENT_TYPE

__all__ = ["MATTERS", "add_incident"]

MATTERS: Final = {
    Matter.NUMBERS: "DiffersOnNumbers",
    Matter.SIDES: "DiffersOnSides",
    Matter.OUTCOME: "DiffersOnOutcome",
    Matter.OCCURRENCE: "DiffersOnOccurrence",
    Matter.DATE: "DiffersOnDate",
}


def add_incident(graph: GraphBuilder, incident: Incident, base: str = DATA) -> None:
    """Add the quads of *incident*."""
    node = iri(incident_iri(incident.id, base=base))
    graph.add(node, TYPE, ckg("Incident"))
    graph.add(node, LABEL, _label(incident))
    graph.add(node, ckg("incidentType"), iri(EVENT_TYPE + incident.type))
    for name, entities in _roles(incident):
        for entity in entities:
            graph.add(node, ckg(name), iri(entity.iri))
    _add_time(graph, node, incident)
    told = [report for report in incident.reports if report.part is not Part.DENIES]
    graph.add(node, ckg("reportCount"), natural(len({report.item.claim.id for report in told})))
    graph.add(node, ckg("independentSources"), natural(len(incident.origins)))
    graph.add(node, ckg("otherFits"), natural(incident.doubts) if incident.doubts else None)
    for report in incident.reports:
        _add_report(graph, node, incident, report, base)
    for difference in incident.differences:
        _add_difference(graph, node, incident, difference, base)


def _roles(incident: Incident) -> tuple[tuple[str, tuple[Entity, ...]], ...]:
    return (
        ("doneBy", incident.doers),
        ("doneTo", incident.targets),
        ("involves", incident.sides),
        ("happenedAt", incident.places),
    )


def _label(incident: Incident) -> str:
    """Say what happened in one line: "Attack: Red Front → Blue Army, Ner, 2014-02-03"."""
    doers, targets, sides, places = (", ".join(sorted(e.label for e in part)) for _, part in _roles(incident))
    who = f"{doers or 'somebody'} → {targets}" if targets else doers
    parts = [part for part in (who, sides, places, incident.time.edtf) if part]
    return f"{incident.type}: {', '.join(parts)}"


def _add_time(graph: GraphBuilder, node: NamedNode, incident: Incident) -> None:
    time = incident.time
    graph.add(node, ckg("edtf"), time.edtf)
    graph.add(node, ckg("notBefore"), day(time.not_before) if time.not_before else None)
    graph.add(node, ckg("notAfter"), day(time.not_after) if time.not_after else None)


def _add_report(graph: GraphBuilder, node: NamedNode, incident: Incident, report: IncidentReport, base: str) -> None:
    claim = iri(claim_iri(report.item.claim.id, base))
    graph.add(node, ckg("dissent" if report.part is Part.DENIES else "report"), claim)
    entry = iri(incident_iri(incident.id, "report", report.item.claim.id, base=base))
    graph.add(entry, TYPE, ckg("IncidentReport"))
    graph.add(entry, ckg("reportOf"), node)
    graph.add(entry, ckg("reportedClaim"), claim)
    graph.add(entry, ckg("origin"), iri(report.word.origin.iri))
    for sign in report.matched:
        graph.add(entry, ckg("matched"), sign)


def _add_difference(
    graph: GraphBuilder, node: NamedNode, incident: Incident, difference: Difference, base: str
) -> None:
    claims = [item.claim.id for position in difference.positions for item in position.claims]
    key = short_hash(difference.matter, difference.about, *claims)
    matter = iri(incident_iri(incident.id, "disagreement", key, base=base))
    graph.add(node, ckg("disagreement"), matter)
    graph.add(matter, TYPE, ckg("Disagreement"))
    graph.add(matter, LABEL, f"{difference.about}: {' / '.join(position.label for position in difference.positions)}")
    graph.add(matter, ckg("matter"), ckg(MATTERS[difference.matter]))
    for position in difference.positions:
        place = short_hash(position.label, *(item.claim.id for item in position.claims))
        side = iri(incident_iri(incident.id, "disagreement", key, place, base=base))
        graph.add(matter, ckg("position"), side)
        graph.add(side, TYPE, ckg("Position"))
        graph.add(side, LABEL, position.label)
        for item in position.claims:
            graph.add(side, ckg("positionClaim"), iri(claim_iri(item.claim.id, base)))
