"""Sorted N-Quads on their way to the parts of the dataset that they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.formats.writers.lines import block_lines, joined, sorted_blocks
from kg.runs.samples import passed_on
from kg.runs.steps.step import Emitted, to

__all__ = ["DRAWN", "Lines", "Subjects", "dealt", "drawn", "splits_of"]

# For whom the lines are that a task draws, and samples of them, until it is known where the dataset is cut.
DRAWN: Final = (0, 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of canonical N-Quads, sorted."""

    block: bytes


@dataclass(frozen=True, slots=True)
class Subjects:
    """Subjects as they stand in lines: samples of these (`kg.runs.samples`), or those that parts of the dataset begin with."""

    found: tuple[bytes, ...]


def drawn(blocks: Iterable[bytes]) -> Emitted:
    """Yield the lines of *blocks*, sorted, and then samples of them: each for its own number in `DRAWN`."""
    samples: list[bytes] = []
    lines, sampled = DRAWN
    yield from to(lines, map(Lines, passed_on(sorted_blocks(blocks), samples)))
    yield sampled, Subjects(tuple(samples))


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
    """Return the subjects with which so many *parts* begin, but the first, so that each has about as many of the *samples*.

    What is told of one subject is in one part: so there may be fewer.
    """
    ordered = sorted(samples)
    return tuple(sorted({ordered[len(ordered) * number // parts] for number in range(1, parts)} if ordered else ()))
