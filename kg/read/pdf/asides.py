"""Pull quotes and boxes that running text flows around: several lines of other type beside lines of the page's usual type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Final

from kg.read.pdf.segments import Segment

__all__ = ["find_asides", "room_beside"]

OTHER: Final = 0.12  # of the size
APART: Final = 0.8  # of the size
FEWEST: Final = 2  # lines that stand beside text, and in all
NEAR: Final = 2.0  # sizes from line to line
AROUND: Final = 2.5  # sizes above and below that its frame may take
MOST: Final = 400  # lines of other type on a page that has any order


def find_asides(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return groups of lines, top down, that stand beside text of the usual type without being part of its lines."""
    usual = _usual_size(segments)
    groups: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
    other = [s for s in segments if abs(s.size - usual) > OTHER * usual and " " in s.text]
    if len(other) > MOST:
        return []
    for segment in other:
        groups[round(segment.left / 2), round(segment.size)].append(segment)
    text = [s for s in segments if abs(s.size - usual) <= OTHER * usual and " " in s.text]
    blocks = [block for group in groups.values() for block in _blocks(sorted(group, key=lambda s: -s.middle))]
    return [b for b in blocks if sum(any(_is_beside(s, t) for t in text) for s in b) >= FEWEST]


def _usual_size(segments: Sequence[Segment]) -> float:
    counts: Counter[float] = Counter()
    for segment in segments:
        counts[round(segment.size * 2) / 2] += len(segment.text)
    return counts.most_common(1)[0][0]


def _blocks(group: Sequence[Segment]) -> list[list[Segment]]:
    """Return the runs of *group* whose lines follow one another."""
    blocks = [[group[0]]]
    for one, two in pairwise(group):
        if one.middle - two.middle > NEAR * two.size:
            blocks.append([])
        blocks[-1].append(two)
    return [block for block in blocks if len(block) >= FEWEST]


def _is_beside(one: Segment, two: Segment) -> bool:
    apart = max(two.left - one.right, one.left - two.right)
    return min(one.top, two.top) > max(one.bottom, two.bottom) and apart > APART * two.size


def room_beside(line: Segment, asides: Sequence[Sequence[Segment]]) -> float:
    """Return where on the right of *line* one of *asides*, or the frame around it, begins."""
    return min(
        (
            block[0].left - block[0].size
            for block in asides
            if block[0].left > line.right - line.size
            and block[-1].bottom - AROUND * line.size < line.middle < block[0].top + AROUND * line.size
        ),
        default=inf,
    )
