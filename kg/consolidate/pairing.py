"""Pairs rows that differ in a key and share a day, without holding each against each where there are many.

A handful of rows gives all such pairs. Of more than `FEW`, each is paired with one other: of those that begin before it ends,
the one that lasts longest. So every row that has a partner gets one, in n log n steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol, TypeVar

from kg.consolidate.windows import Window
from kg.model import LinkedClaim

__all__ = ["FEW", "Paired", "Row", "pairs_that_differ"]

FEW: Final = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with the days that it speaks of, and what it is to differ in."""

    window: Window
    key: str
    item: LinkedClaim

    @property
    def claim(self) -> str:
        """Return the claim's id."""
        return self.item.claim.id


class Paired(Protocol):
    """What is paired: the days, what it is to differ in, and the id of the claim."""

    @property
    def window(self) -> Window: ...
    @property
    def key(self) -> str: ...
    @property
    def claim(self) -> str: ...


RowT = TypeVar("RowT", bound=Paired)


def pairs_that_differ(rows: Iterable[RowT]) -> Iterator[tuple[RowT, RowT]]:
    """Yield pairs of *rows* with different keys and a day in common, the lower claim id first; their order changes nothing."""
    ordered = sorted(rows, key=_order)
    if len({row.key for row in ordered}) < 2:
        return
    found = combinations(ordered, 2) if len(ordered) <= FEW else _with_the_longest(ordered)
    for one, other in found:
        if one.key != other.key and one.claim != other.claim and one.window.overlaps(other.window):
            yield (one, other) if one.claim < other.claim else (other, one)


def _order(row: Paired) -> tuple[int, int, str, str]:
    return row.window.first, row.window.last, row.key, row.claim


def _with_the_longest(ordered: list[RowT]) -> Iterator[tuple[RowT, RowT]]:
    starts = [row.window.first for row in ordered]
    longest = list(_longest_two(ordered))
    for row in ordered:
        at_hand = longest[bisect_right(starts, row.window.last) - 1]
        partner = next((other for other in at_hand if other.key != row.key), None)
        if partner is not None:
            yield row, partner


def _longest_two(ordered: list[RowT]) -> Iterator[tuple[RowT, ...]]:
    """Yield for each prefix of *ordered* the row that lasts longest, and the longest of those with another key."""
    best: tuple[RowT, ...] = ()
    for row in ordered:
        by_key: dict[str, RowT] = {}
        for other in sorted((*best, row), key=lambda r: (-r.window.last, *_order(r))):
            by_key.setdefault(other.key, other)
        best = tuple(by_key.values())[:2]
        yield best
