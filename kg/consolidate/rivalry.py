"""Finds what cannot hold at one time: two holders of one place, and two who are allies and enemies at once.

Only what a report asserts counts. A state holds on the days that its claim attests; a capture on its day, if that is told to
within a few days: of two captures in one month either may have come first. Where one holder took the place from the other,
where anybody took or left it in between, or where one belongs to the other or is allied with it, there is no rivalry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final

from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.keyed import grouped
from kg.consolidate.pairing import Row, pairs_that_differ
from kg.consolidate.roles import ROLE_TABLE, fillers
from kg.consolidate.rules import incident_rules
from kg.consolidate.statements import is_somebody, opponents
from kg.consolidate.windows import Window, event_window, state_window
from kg.model import Factuality, LinkedClaim, Role, Voice

__all__ = ["faced_pairs", "held_places", "member_and_enemy", "rival_holders", "tied_pairs"]

HOLDS: Final = "TerritorialControl"
TAKES: Final = "TerritorialCapture"
CHANGES: Final = frozenset({TAKES, "Handover", "Withdrawal"})
TIES: Final = frozenset({"Affiliation", "Alliance", "CoalitionMembership"})
BELONGS: Final = frozenset({*TIES, "Formation", "Merger"})
Parties = frozenset[str]
Place = tuple[str, ...]
# Two parties, and whether it is a tie or a fight.
Facing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hold:
    """Who holds or takes a place, from whom."""

    holders: Parties
    taken_from: Parties
    row: Row


def rival_holders(
    rows: Iterable[tuple[Place, LinkedClaim]], tied: Collection[tuple[str, str]]
) -> Iterator[Contradiction]:
    """Yield the pairs of claims that assert different holders of one place at one time.

    *rows* are claims by `held_places`, all of a place together or none; *tied* are the `tied_pairs` of all claims, wherever.
    """
    for claims in grouped(rows).values():
        holds = {item.claim.id: hold for item in claims if (hold := _hold(item))}
        between = _Union(_event_days(item) for item in claims if item.claim.type in CHANGES)
        for one, other in pairs_that_differ(hold.row for hold in holds.values()):
            if _are_rivals(holds[one.item.claim.id], holds[other.item.claim.id], tied, between):
                yield Contradiction(Reason.HOLDERS, one.item, other.item)


def held_places(item: LinkedClaim) -> Iterator[Place]:
    """Yield the places of which a claim asserts who holds them, or that they changed hands."""
    if _is_asserted(item) and (item.claim.type in CHANGES or _hold(item)):
        yield from ((place,) for place in sorted(_territories(item)))


def member_and_enemy(rows: Iterable[tuple[Facing, LinkedClaim]]) -> Iterator[Contradiction]:
    """Yield the pairs of claims that have two parties for allies or members and for enemies at one time.

    *rows* are claims by `faced_pairs`, all of a pair together or none.
    """
    for claims in grouped((key[:2], (key[2], item)) for key, item in rows).values():
        dated = (Row(days, how, item) for how, item in claims if (days := _days(item)))
        for first, second in pairs_that_differ(dated):
            yield Contradiction(Reason.MEMBER, first.item, second.item)


def faced_pairs(item: LinkedClaim) -> Iterator[Facing]:
    """Yield the pairs of parties that a claim asserts to be tied or to fight, each in one order, with which of the two."""
    if not _is_asserted(item) or _days(item) is None:
        return
    if item.claim.type in TIES:
        yield from ((*pair, "tie") for pair in sorted(_pairs_of(item)))
    for pair in opponents(item):
        if all(map(is_somebody, pair)):
            one, other = sorted(entity.iri for entity in pair)
            yield one, other, "fight"


def tied_pairs(item: LinkedClaim) -> Iterator[tuple[str, str]]:
    """Yield who a claim asserts to belong to whom or to be allied with whom, whenever; each pair in one order."""
    if _is_asserted(item) and item.claim.type in BELONGS:
        yield from sorted(_pairs_of(item))


def _is_asserted(item: LinkedClaim) -> bool:
    return item.claim.factuality is Factuality.ASSERTED and item.claim.voice is Voice.REPORT


def _territories(item: LinkedClaim) -> set[str]:
    pairs = zip(item.claim.mentions, item.entities, strict=True)
    return {e.iri for m, e in pairs if m.role is Role.LOCATION and m.territory}


def _hold(item: LinkedClaim) -> _Hold | None:
    if item.claim.type not in (HOLDS, TAKES):
        return None
    holders = frozenset(e.iri for e in fillers(item, Role.ACTOR) if is_somebody(e))
    days = _days(item)
    if not holders or days is None or (item.claim.type == TAKES and days.width > incident_rules().precise):
        return None
    taken_from = frozenset(e.iri for e in fillers(item, Role.RECIPIENT))
    return _Hold(holders, taken_from, Row(days, " ".join(sorted(holders)), item))


def _are_rivals(one: _Hold, other: _Hold, tied: Collection[tuple[str, str]], changes: _Union) -> bool:
    if one.holders & other.holders or one.taken_from & other.holders or other.taken_from & one.holders:
        return False
    if any((min(pair), max(pair)) in tied for pair in product(one.holders, other.holders)):
        return False
    types = {one.row.item.claim.type, other.row.item.claim.type}
    if types == {HOLDS}:
        days = one.row.window, other.row.window
        return not changes.touches(Window(min(d.first for d in days), max(d.last for d in days)))
    if types == {TAKES}:
        return True
    taken, held = (one, other) if one.row.item.claim.type == TAKES else (other, one)
    return held.row.window.last > taken.row.window.last


def _days(item: LinkedClaim) -> Window | None:
    """Return the days of a state or an event; None where nothing tells them."""
    days = state_window(item) if ROLE_TABLE[item.claim.type].state else _event_days(item)
    return days if days is not None and days.bounded else None


def _event_days(item: LinkedClaim) -> Window:
    return event_window(item, incident_rules().undated)[0]


def _pairs_of(item: LinkedClaim) -> set[tuple[str, str]]:
    """Return the identified pairs that a claim of belonging ties, each in one order: members to bodies, allies to allies."""
    actors = [e.iri for e in fillers(item, Role.ACTOR) if is_somebody(e)]
    others = [e.iri for e in fillers(item, Role.RECIPIENT) if is_somebody(e)]
    mutual = ROLE_TABLE[item.claim.type].mutual
    found = permutations((*actors, *others), 2) if mutual else product(actors, others)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


class _Union:
    """The days that any of many windows holds, as disjoint runs: asked in log n."""

    def __init__(self, windows: Iterable[Window]) -> None:
        self._runs: list[Window] = []
        for window in sorted(windows):
            if self._runs and window.first <= self._runs[-1].last:
                last = self._runs.pop()
                window = Window(last.first, max(last.last, window.last))
            self._runs.append(window)

    def touches(self, window: Window) -> bool:
        """Tell whether a day of *window* is among them."""
        after = bisect_right(self._runs, window.last, key=lambda run: run.first)
        return after > 0 and self._runs[after - 1].last >= window.first
