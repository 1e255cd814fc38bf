"""Pairs rows that differ in a key and share a day, without holding each against each where there are many.

A handful of rows gives all such pairs. Of more than `FEW`, each is paired with one other: of those that begin before it ends,
the one that lasts longest. So every row that has a partner gets one, in n log n steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kg.consolidate.windows import Window
from kg.model import LinkedClaim

__all__ = ["FEW", "Row", "pairs_that_differ"]

FEW: Final = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with the days that it speaks of, and what it is to differ in."""

    window: Window
    key: str
    item: LinkedClaim


def pairs_that_differ(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of *rows* with different keys and a day in common, the lower claim id first; their order changes nothing."""
    ordered = sorted(rows, key=_order)
    if len({row.key for row in ordered}) < 2:
        return
    found = combinations(ordered, 2) if len(ordered) <= FEW else _with_the_longest(ordered)
    for one, other in found:
        if one.key != other.key and one.item is not other.item and one.window.overlaps(other.window):
            yield (one, other) if one.item.claim.id < other.item.claim.id else (other, one)


def _order(row: Row) -> tuple[int, int, str, str]:
    return row.window.first, row.window.last, row.key, row.item.claim.id


def _with_the_longest(ordered: list[Row]) -> Iterator[tuple[Row, Row]]:
    starts = [row.window.first for row in ordered]
    longest = list(_longest_two(ordered))
    for row in ordered:
        at_hand = longest[bisect_right(starts, row.window.last) - 1]
        partner = next((other for other in at_hand if other.key != row.key), None)
        if partner is not None:
            yield row, partner


def _longest_two(ordered: list[Row]) -> Iterator[tuple[Row, ...]]:
    """Yield for each prefix of *ordered* the row that lasts longest, and the longest of those with another key."""
    best: tuple[Row, ...] = ()
    for row in ordered:
        by_key: dict[str, Row] = {}
        for other in sorted((*best, row), key=lambda r: (-r.window.last, *_order(r))):
            by_key.setdefault(other.key, other)
        best = tuple(by_key.values())[:2]
        yield best
