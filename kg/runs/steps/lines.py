"""Sorted N-Quads on their way to the parts of the dataset that they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.formats.writers.lines import block_lines, joined
from kg.runs.steps.step import Plan

__all__ = ["Lines", "dealt", "splits_of"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of canonical N-Quads, sorted."""

    block: bytes


def dealt(plan: Plan, blocks: Iterable[bytes]) -> Iterator[tuple[int, Lines]]:
    """Yield sorted *blocks* with the number of the part of the dataset that each belongs to, cut where parts meet."""
    for block in blocks:
        lines = block_lines(block)
        while lines:
            part = bisect_right(plan.splits, lines[0])
            end = bisect_left(lines, plan.splits[part]) if part < len(plan.splits) else len(lines)
            yield part, Lines(joined(lines[:end]))
            lines = lines[end:]


def splits_of(samples: Iterable[bytes], parts: int) -> tuple[bytes, ...]:
    """Return the first lines of so many *parts*, but the first, so that each has about as many of the *samples*.

    A part begins with a subject: what is told of one is in one part.
    """
    ordered = sorted(set(samples))
    return tuple(sorted({ordered[len(ordered) * number // parts] for number in range(1, parts)} if ordered else ()))
