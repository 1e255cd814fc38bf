"""Gathers the claims that report one happening into incidents, and tells of each report why it is in.

Reports of one happening have types that can mean one deed, dates and places that allow each other, no identified party against
another, and at least two things in common of: actor, recipient, place, exact day (`lexicon/incidents.toml`, with reasons).
How reports are compared is in `kg.consolidate.matching`, how they are found in `kg.consolidate.gathering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.consolidate.differences import Difference, differences
from kg.consolidate.gathering import Membership
from kg.consolidate.independence import Word, independent
from kg.consolidate.keyed import grouped
from kg.consolidate.matching import Gathering, Match, Sign
from kg.consolidate.reports import Report
from kg.consolidate.rules import IncidentRules, incident_rules
from kg.consolidate.speakers import Origin
from kg.consolidate.windows import FIRST_DAY, Window
from kg.identifiers import short_hash
from kg.model import Entity, Interval, LinkedClaim

__all__ = ["Incident", "IncidentReport", "Member", "Part", "incidents_of", "joined"]


class Part(StrEnum):
    """What a report does in its incident."""

    FOUNDS = "founds"
    JOINS = "joins"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """One claim in an incident: its part, what matched ("place: Ner"), and whose word it is."""

    item: LinkedClaim
    part: Part
    matched: tuple[str, ...]
    word: Word


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening with its reports, the most precise first; denials last.

    `type` is the most exact event type that a report uses, or the neutral one where reports tell of opposite outcomes. `sides`
    are the parties of a fight whose doer is not told. `time` holds the days that all reports allow; what no report dates has
    only the day of the earliest document at its end. `origins` are those of the reports that do not hang together. `doubts` is
    the number of other incidents that the founding report fitted as well, and joined none for that.
    """

    id: str
    type: str
    reports: tuple[IncidentReport, ...]
    doers: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    sides: tuple[Entity, ...]
    places: tuple[Entity, ...]
    time: Interval
    origins: tuple[Origin, ...]
    differences: tuple[Difference, ...]
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A report, and to which happening it belongs."""

    report: Report
    membership: Membership


def joined(reports: Iterable[Report], found: Iterable[Membership]) -> Iterator[Member]:
    """Yield *reports*, each with the membership *found* of it; one without belongs to no happening, and is left out."""
    by_name = {membership.report: membership for membership in found}
    return (Member(report, by_name[report.name]) for report in reports if report.name in by_name)


def incidents_of(members: Iterable[Member]) -> Iterator[Incident]:
    """Yield the incidents that *members*, in any order, make up: all of a happening together or none."""
    rules = incident_rules()
    for gathered in grouped((member.membership.happening, member) for member in members).values():
        founder = next(member for member in gathered if member.membership.match is None)
        gathering = Gathering.founded_by(founder.report)
        for member in sorted(gathered, key=lambda member: member.report.precision()):
            if (match := member.membership.match) is not None:
                gathering.take(member.report, match)
        yield _incident(gathering, founder.membership.doubts, rules)


def _incident(gathering: Gathering[Report], doubts: int, rules: IncidentRules) -> Incident:
    labels = {e.iri: e for report, _ in gathering.members for e in report.item.entities}
    told = [report for report, _ in gathering.members if not report.denied]
    doers, targets, sides = _roles(report for report, match in gathering.members if _adds(report, match))
    event_type = _type(told, rules)
    if mirrored := event_type in rules.mirrored:
        doers, targets = targets, doers
    return Incident(
        id=short_hash(*gathering.founder.name),
        type=event_type,
        reports=tuple(_report(report, match, labels, mirrored) for report, match in gathering.members),
        doers=_entities(doers, labels),
        targets=_entities(targets, labels),
        sides=_entities(sides, labels),
        places=_entities({spot.iri for spot in gathering.spots}, labels),
        time=_time(gathering),
        origins=independent(report.word for report in told),
        differences=differences(gathering, rules),
        doubts=doubts,
    )


def _adds(report: Report, match: Match | None) -> bool:
    """Whether *report* names parties of its own: no denial, nor another publication of what is told already."""
    return not report.denied and (match is None or Sign.TEXT not in match.signs)


def _report(report: Report, match: Match | None, labels: dict[str, Entity], mirrored: bool) -> IncidentReport:
    part = Part.DENIES if report.denied else Part.JOINS if match else Part.FOUNDS
    matched = _matched(report, match, labels, mirrored) if match else ()
    return IncidentReport(report.item, part, matched, report.word)


def _matched(report: Report, match: Match, labels: dict[str, Entity], mirrored: bool) -> tuple[str, ...]:
    """Say in words what *report* has in common with the rest: "actor: Red Front", "date: 2014-02-03".

    *mirrored*: the incident is told from the side that suffers it, as its reports are.
    """
    actor, recipient = (Sign.RECIPIENT, Sign.ACTOR) if mirrored else (Sign.ACTOR, Sign.RECIPIENT)
    shared = sorted(labels[iri].label for iri in match.shared if iri in labels)
    places = sorted(labels[spot.iri].label for spot in match.spots if spot.iri in labels)
    words = {
        actor: " and ".join(_named(report.doers, match, labels) or shared),
        recipient: " and ".join(_named(report.targets, match, labels) or shared),
        Sign.PARTY: " and ".join(shared),
        Sign.PLACE: " and ".join(places),
        Sign.DATE: str(match.window.interval().edtf),
        Sign.TEXT: "the same passage",
    }
    turned = {Sign.ACTOR: actor, Sign.RECIPIENT: recipient}
    signs = (turned.get(sign, sign) for sign in match.signs)
    return tuple(f"{sign}: {words[sign]}" if sign in words else f"but {sign}" for sign in signs)


def _named(iris: frozenset[str], match: Match, labels: dict[str, Entity]) -> list[str]:
    return sorted(labels[iri].label for iri in iris & match.shared if iri in labels)


def _type(reports: Sequence[Report], rules: IncidentRules) -> str:
    types = {report.type for report in reports}
    for pair, neutral in rules.opposites:
        if pair <= types:
            return neutral
    return next((report.type for report in reports if report.type not in rules.general), reports[0].type)


def _roles(reports: Iterable[Report]) -> tuple[set[str], set[str], set[str]]:
    """Return who did it, to whom, and who fought without being told apart; nobody is in the last and in another."""
    doers, targets, sides = set[str](), set[str](), set[str]()
    for report in reports:
        if report.sided:
            sides |= report.parties
        else:
            doers |= report.doers
            targets |= report.targets
    return doers, targets, sides - doers - targets


def _entities(iris: Iterable[str], labels: dict[str, Entity]) -> tuple[Entity, ...]:
    return tuple(labels[iri] for iri in sorted(iris) if iri in labels)


def _time(gathering: Gathering[Report]) -> Interval:
    if gathering.told:
        return gathering.window.interval()
    return Window(FIRST_DAY, gathering.window.last).interval()
