"""Draws states through time into the world graph: one node each, with its parties, its days and the claims of either end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.consolidate.state_evidence import Standing
from kg.consolidate.states import State
from kg.edtf import bounds
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, day, iri
from kg.identifiers import situation_iri
from kg.namespaces import DATA, ORG, PROV

__all__ = ["PARTIES", "STANDINGS", "add_state", "edtf_interval"]

PARTY: Final = ckg("situationParty")
# A membership is an org:Membership, and says so with ORG's own properties; between allies or enemies none comes first.
PARTIES: Final[Mapping[str, tuple[NamedNode, NamedNode]]] = {
    "Affiliation": (ckg("branch"), ckg("branchOf")),
    "Alliance": (PARTY, PARTY),
    "Control": (ckg("controller"), ckg("controlledPlace")),
    "Hostility": (PARTY, PARTY),
    "Leadership": (ckg("leadingActor"), ckg("ledActor")),
    "Membership": (iri(ORG + "member"), iri(ORG + "organization")),
    "Participation": (ckg("attendee"), ckg("attendedTalks")),
}
STANDINGS: Final[Mapping[Standing, NamedNode]] = {
    Standing.STATED: ckg("StatedStanding"),
    Standing.OWN_WORD: ckg("OwnWordStanding"),
    Standing.HEDGED: ckg("HedgedStanding"),
}


def add_state(graph: GraphBuilder, state: State, base: str = DATA) -> None:
    """Add one state; its name comes from its parties, its standing and the claim that opens it, so new claims keep it."""
    parties = [party.iri for party in state.parties]
    name = situation_iri(state.kind, *parties, state.standing.name, state.office, *state.origin, base=base)
    node = iri(name)
    graph.add(node, TYPE, ckg(state.kind))
    graph.add(node, LABEL, f"{state.kind}: {' – '.join(party.label for party in state.parties)}")
    for role, party in zip(PARTIES[state.kind], parties, strict=True):
        graph.add(node, role, iri(party))
        if state.kind == "Membership":
            graph.add(node, PARTY, iri(party))
    graph.add(node, ckg("standing"), STANDINGS[state.standing])
    graph.add(node, ckg("office"), state.office or None)
    _add_days(graph, node, state)
    _add_evidence(graph, node, state)


def _add_days(graph: GraphBuilder, node: NamedNode, state: State) -> None:
    names = ("beganNotBefore", "beganNotAfter", "endedNotBefore", "endedNotAfter")
    for name, when in zip(names, (*state.began, *state.ended), strict=True):
        graph.add(node, ckg(name), day(when) if when else None)
    for when in state.attested:
        graph.add(node, ckg("attestedOn"), day(when))
    graph.add(node, ckg("edtf"), edtf_interval(state))


def _add_evidence(graph: GraphBuilder, node: NamedNode, state: State) -> None:
    ends = {"beganBy": state.begun_by, "endedBy": state.ended_by, "attestedBy": state.attested_by}
    for name, found in ends.items():
        for evidence in found:
            graph.add(node, ckg(name), iri(evidence))
            graph.add(node, iri(PROV + "wasDerivedFrom"), iri(evidence))
    for evidence in state.disputed_by:
        graph.add(node, ckg("disputedBy"), iri(evidence))


def edtf_interval(state: State) -> str | None:
    """Return the state's extent as an EDTF interval, an unknown end left empty; None where neither end is known.

    Each end is the shortest EDTF date that has its window in it, so it may be wider than the window.
    """
    began, ended = (_covering(*window) for window in (state.began, state.ended))
    return f"{began}/{ended}" if began or ended else None


def _covering(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return ""
    return next((text for text in _shapes(first) if _covers(text, first, last)), "")


def _shapes(first: str) -> Iterator[str]:
    """Yield the day, month, year, decade and century of an ISO day."""
    yield from (first, first[:7], first[:4], f"{first[:3]}X", f"{first[:2]}XX")


def _covers(text: str, first: str, last: str) -> bool:
    low, high = bounds(text)
    return low is not None and high is not None and low <= first and last <= high
