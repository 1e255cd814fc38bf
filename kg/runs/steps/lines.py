"""Sorted N-Quads on their way to the parts of the dataset that they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.formats.writers.lines import block_lines, joined

__all__ = ["Lines", "Subjects", "dealt", "splits_of"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of canonical N-Quads, sorted."""

    block: bytes


@dataclass(frozen=True, slots=True)
class Subjects:
    """Subjects as they stand in lines: samples of these (`kg.runs.samples`), or those that parts of the dataset begin with."""

    found: tuple[bytes, ...]


def dealt(splits: Sequence[bytes], blocks: Iterable[bytes]) -> Iterator[tuple[int, Lines]]:
    """Yield sorted *blocks* with the number of the part that each belongs to, cut where parts meet, at *splits*."""
    for block in blocks:
        lines = block_lines(block)
        while lines:
            part = bisect_right(splits, lines[0])
            end = bisect_left(lines, splits[part]) if part < len(splits) else len(lines)
            yield part, Lines(joined(lines[:end]))
            lines = lines[end:]


def splits_of(samples: Iterable[bytes], parts: int) -> tuple[bytes, ...]:
    """Return the first lines of so many *parts*, but the first, so that each has about as many of the *samples*.

    A part begins with a subject: what is told of one is in one part.
    """
    ordered = sorted(set(samples))
    return tuple(sorted({ordered[len(ordered) * number // parts] for number in range(1, parts)} if ordered else ()))
