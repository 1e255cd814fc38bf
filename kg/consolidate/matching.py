"""Tells whether a report fits a happening, and by what: the rules of `kg.consolidate.incidents`, one report at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from kg.consolidate.outlines import Outline
from kg.consolidate.rules import IncidentRules
from kg.consolidate.spots import Spot, meet
from kg.consolidate.windows import Window

__all__ = ["Gathering", "Match", "Sign", "fit"]

OutlineT = TypeVar("OutlineT", bound=Outline)


class Sign(StrEnum):
    """What two reports have in common, or in which they differ and are one happening for all that."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PARTY = "party"
    PLACE = "place"
    DATE = "date"
    TEXT = "text"
    OTHER_ACTOR = "another actor"
    OTHER_DATE = "a neighbouring date"


EVIDENCE = frozenset({Sign.ACTOR, Sign.RECIPIENT, Sign.PARTY, Sign.PLACE, Sign.DATE})


@dataclass(frozen=True, slots=True)
class Match:
    """By what a report fits: its signs, the parties in common, and the places and days that are left."""

    signs: tuple[Sign, ...]
    shared: frozenset[str]
    spots: frozenset[Spot]
    window: Window

    @property
    def score(self) -> int:
        """Return how many things speak for it."""
        return sum(sign in EVIDENCE for sign in self.signs) + (len(self.shared) > 1)


@dataclass(slots=True, eq=False)
class Gathering(Generic[OutlineT]):
    """A happening while its reports are gathered.

    The parties are those of the first report that names any; places and days are what all its reports allow. So a report is
    held against the whole, and a chain of reports, each like the last, does not wander off.
    """

    founder: OutlineT
    number: int
    doers: frozenset[str]
    targets: frozenset[str]
    known: frozenset[str]
    spots: frozenset[Spot]
    window: Window
    told: bool
    sided: bool
    types: set[str]
    documents: set[str]
    claims: set[str]
    tellings: set[int]
    members: list[tuple[OutlineT, Match | None]] = field(default_factory=list)

    @classmethod
    def founded_by(cls, report: OutlineT, number: int = 0) -> Gathering[OutlineT]:
        """Return the happening that *report* alone tells of."""
        return cls(
            report,
            number,
            report.doers,
            report.targets,
            report.known,
            report.spots,
            report.window,
            report.told,
            report.sided,
            {report.type},
            {report.document},
            {report.claim},
            {report.telling} - {0},
            [(report, None)],
        )

    def take(self, report: OutlineT, match: Match) -> None:
        """Take in *report*; a denial is kept, and changes nothing but that its copies are found; nor does a copy."""
        self.members.append((report, match))
        self.claims.add(report.claim)
        self.tellings |= {report.telling} - {0}
        if report.denied or Sign.TEXT in match.signs:
            return
        if not self.doers:
            self.doers, self.known = report.doers, self.known | (report.known & report.doers)
        if not self.targets:
            self.targets, self.known = report.targets, self.known | (report.known & report.targets)
        self.spots, self.window = match.spots, match.window
        self.types.add(report.type)
        self.documents.add(report.document)


def fit(report: Outline, gathering: Gathering[Any], rules: IncidentRules) -> Match | None:
    """Return by what *report* fits *gathering*; None where it does not, or where too little speaks for it."""
    if report.telling in gathering.tellings:
        return Match((Sign.TEXT,), frozenset(), gathering.spots, gathering.window)
    same_place = _types_allow(report, gathering, rules)
    if same_place is None or _is_another_part(report, gathering):
        return None
    holding = bool({report.type, *gathering.types} & rules.holding)
    where = meet(gathering.spots, report.spots, holding=holding)
    if where is None or ((same_place or (report.place and gathering.founder.place)) and where[0] < 2):
        return None
    days = _days(report, gathering, rules)
    if days is None:
        return None
    place = [Sign.PLACE] if where[0] == 2 else []
    exact = bool(place) and days[0] == [Sign.DATE]
    who = _parties(report, gathering, placed=bool(place), disputable=exact and report.type in rules.blamed)
    if who is None:
        return None
    signs, shared = who
    if days[0] == [Sign.OTHER_DATE] and not (place and {Sign.ACTOR, Sign.RECIPIENT} <= set(signs)):
        return None
    if _timeless(report, gathering) and not place:
        return None
    if report.type in rules.busy and days[0] != [Sign.DATE]:
        return None
    match = Match((*signs, *place, *days[0]), shared, where[1], days[1])
    identified = bool(shared & (report.known | gathering.known)) or bool(place)
    return match if identified and sum(s in EVIDENCE for s in match.signs) >= rules.least else None


def _is_another_part(report: Outline, gathering: Gathering[Any]) -> bool:
    """Tell whether the claim has a report of another of its places there: who takes two places has two happenings."""
    return bool(report.place) and report.claim in gathering.claims


def _types_allow(report: Outline, gathering: Gathering[Any], rules: IncidentRules) -> bool | None:
    """Return whether the very place must be shared; None where a type there is never one with the report's."""
    same_place = False
    for other in gathering.types:
        likeness = rules.likeness(report.type, other)
        if likeness is None:
            return None
        same_place = same_place or likeness.same_place
    return same_place


def _days(report: Outline, gathering: Gathering[Any], rules: IncidentRules) -> tuple[list[Sign], Window] | None:
    """Return what the dates show, and the days left; a guessed window narrows none that the words give."""
    mine, core = report.window, gathering.window
    narrows = report.told or not gathering.told
    precise = report.told and gathering.told and max(mine.width, core.width) <= rules.precise
    if mine.overlaps(core):
        return ([Sign.DATE] if precise else []), (core.meet(mine) if narrows else core)
    if not report.told and report.document in gathering.documents:
        return [], core
    if precise and core.gap(mine) <= rules.slack:
        return [Sign.OTHER_DATE], core
    return None


def _timeless(report: Outline, gathering: Gathering[Any]) -> bool:
    """Tell whether nothing says when the report's event was, not even the day of its document, and another document tells."""
    return not report.told and not report.window.bounded and report.document not in gathering.documents


def _parties(
    report: Outline, gathering: Gathering[Any], *, placed: bool, disputable: bool
) -> tuple[list[Sign], frozenset[str]] | None:
    """Return which roles are shared, and by whom; None where an identified party stands against another.

    *placed*: the place is shared. *disputable*: place and day are so exact that another doer is another account of the same
    happening.
    """
    known = report.known | gathering.known
    if report.sided or gathering.sided:
        others = gathering.doers | gathering.targets
        if report.mutual and report.parties & known != others & known:
            return None
        return _sides(report.parties, others, known, placed=placed)
    actors, targets = report.doers & gathering.doers, report.targets & gathering.targets
    swapped = bool(report.doers & gathering.targets) and bool(report.targets & gathering.doers)
    if swapped and not actors and not targets:
        shared = (report.doers | report.targets) & (gathering.doers | gathering.targets)
        return ([Sign.PARTY, Sign.OTHER_ACTOR], shared) if disputable else None
    if not targets and report.targets & known and gathering.targets & known:
        return None
    signs = [*([Sign.ACTOR] if actors else []), *([Sign.RECIPIENT] if targets else [])]
    if not actors and report.doers & known and gathering.doers & known:
        if not (disputable and targets):
            return None
        signs.append(Sign.OTHER_ACTOR)
    return signs, actors | targets


def _sides(
    ones: frozenset[str], others: frozenset[str], known: frozenset[str], *, placed: bool
) -> tuple[list[Sign], frozenset[str]] | None:
    """Compare the parties of a fight or an agreement, whichever side they are on.

    Two who fight are not one of them and a third: one report may name more of them, but not others, unless the place is one.
    """
    shared, mine, theirs = ones & others, ones & known, others & known
    if len(shared & known) < min(len(mine), len(theirs), 2):
        return None
    if not placed and not (mine <= theirs or theirs <= mine):
        return None
    return [Sign.ACTOR, Sign.RECIPIENT][: len(shared)], shared
