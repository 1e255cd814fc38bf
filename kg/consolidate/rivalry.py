"""Finds what cannot hold at one time: two holders of one place, and two who are allies and enemies at once.

Only what a report asserts counts. A state holds on the days that its claim attests; a capture on its day, if that is told to
within a few days: of two captures in one month either may have come first. Where one holder took the place from the other,
where anybody took or left it in between, or where one belongs to the other or is allied with it, there is no rivalry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final

from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.pairing import Row, pairs_that_differ
from kg.consolidate.roles import ROLE_TABLE, fillers
from kg.consolidate.rules import incident_rules
from kg.consolidate.statements import is_somebody, opponents
from kg.consolidate.windows import Window, event_window, state_window
from kg.model import Factuality, LinkedClaim, Role, Voice

__all__ = ["member_and_enemy", "rival_holders"]

HOLDS: Final = "TerritorialControl"
TAKES: Final = "TerritorialCapture"
CHANGES: Final = frozenset({TAKES, "Handover", "Withdrawal"})
TIES: Final = frozenset({"Affiliation", "Alliance", "CoalitionMembership"})
BELONGS: Final = frozenset({*TIES, "Formation", "Merger"})
Parties = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hold:
    """Who holds or takes a place, from whom."""

    holders: Parties
    taken_from: Parties
    row: Row


def rival_holders(claims: Sequence[LinkedClaim]) -> Iterator[Contradiction]:
    """Yield the pairs of claims that assert different holders of one place at one time."""
    asserted = [item for item in claims if _is_asserted(item)]
    tied = _ties(asserted)
    holds: defaultdict[str, dict[str, _Hold]] = defaultdict(dict)
    changes: defaultdict[str, list[Window]] = defaultdict(list)
    for item in asserted:
        for place in _territories(item):
            if item.claim.type in CHANGES:
                changes[place].append(_event_days(item))
            if hold := _hold(item):
                holds[place][item.claim.id] = hold
    for place, by_claim in holds.items():
        between = _Union(changes[place])
        for one, other in pairs_that_differ(hold.row for hold in by_claim.values()):
            if _are_rivals(by_claim[one.item.claim.id], by_claim[other.item.claim.id], tied, between):
                yield Contradiction(Reason.HOLDERS, one.item, other.item)


def member_and_enemy(claims: Sequence[LinkedClaim]) -> Iterator[Contradiction]:
    """Yield the pairs of claims that have two parties for allies or members and for enemies at one time."""
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for item in claims:
        if _is_asserted(item) and (days := _days(item)) is not None:
            for one, other in _tied_pairs(item) if item.claim.type in TIES else ():
                rows[one, other].append(Row(days, "tie", item))
            for pair in opponents(item):
                if all(map(is_somebody, pair)):
                    one, other = sorted(entity.iri for entity in pair)
                    rows[one, other].append(Row(days, "fight", item))
    for told in rows.values():
        for first, second in pairs_that_differ(told):
            yield Contradiction(Reason.MEMBER, first.item, second.item)


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


def _are_rivals(one: _Hold, other: _Hold, tied: set[tuple[str, str]], changes: _Union) -> bool:
    if one.holders & other.holders or one.taken_from & other.holders or other.taken_from & one.holders:
        return False
    if any(pair in tied for pair in product(one.holders, other.holders)):
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


def _ties(claims: Iterable[LinkedClaim]) -> set[tuple[str, str]]:
    """Return who belongs to whom or is allied with whom at any time, both ways."""
    pairs = (pair for item in claims if item.claim.type in BELONGS for pair in _tied_pairs(item))
    return {ordered for one, other in pairs for ordered in ((one, other), (other, one))}


def _tied_pairs(item: LinkedClaim) -> set[tuple[str, str]]:
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
