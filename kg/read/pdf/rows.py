"""Segments of a column → its lines, and its tables row by row.

1. Segments of one height are a row. A justified line in a narrow column may have gaps as wide as those between cells; it ends
   at both edges of its column, and its gaps are alike.
2. Rows of several segments whose beginnings or ends stand in line with those of the next row are a table's; any others are one
   line.
3. Cells of several lines are put together (`kg.read.pdf.tables`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from kg.read.pdf.segments import Segment

__all__ = ["MOST_CELLS", "Line", "are_table", "find_rows", "is_certain_row", "is_stretched", "joined"]

MOST_CELLS: Final = 40
STRETCHED: Final = 2.5  # times the type's size: the widest gap of a justified line
ALIKE: Final = 0.6
CERTAIN_CELLS: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column: its text in a box, the edges of the column, and whether it is a row of a table.

    `column` is the number of its column, in reading order of the page.
    """

    segment: Segment
    column: int
    left: float
    right: float
    is_row: bool = False

    @property
    def text(self) -> str:
        return self.segment.text

    @property
    def size(self) -> float:
        return self.segment.size

    @property
    def page(self) -> int:
        return self.segment.page

    @property
    def bold(self) -> bool:
        return self.segment.bold

    @property
    def opens_bold(self) -> bool:
        return self.segment.opens_bold


def find_rows(column: Sequence[Segment]) -> list[list[Segment]]:
    """Return the segments by line, top down, each line from left to right (of right-to-left text the other way)."""
    rows: list[list[Segment]] = []
    for segment in sorted(column, key=lambda s: -s.middle):
        if rows and any(_is_beside(other, segment) for other in rows[-1][-MOST_CELLS:]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left, reverse=_is_right_to_left(row)) for row in rows]


def _is_beside(one: Segment, two: Segment) -> bool:
    shared = min(one.top, two.top) - max(one.bottom, two.bottom)
    apart = max(two.left - one.right, one.left - two.right)
    return shared > 0.5 * min(one.size, two.size) and apart > -0.5 * min(one.size, two.size)


def _is_right_to_left(row: Sequence[Segment]) -> bool:
    return any("\u0590" <= c <= "\u08ff" for c in row[0].text[:20])


def is_stretched(row: Sequence[Segment], left: float, right: float) -> bool:
    """Whether *row* is a justified line of the column from *left* to *right*: flush, its gaps alike and not wide."""
    size = median(s.size for s in row)
    first, last = min(s.left for s in row), max(s.right for s in row)
    gaps = [two.left - one.right for one, two in pairwise(sorted(row, key=lambda s: s.left))]
    return (
        max(first - left, right - last) < 0.5 * size
        and max(gaps) < STRETCHED * size
        and max(gaps) - min(gaps) < ALIKE * size
    )


def is_certain_row(row: Sequence[Segment]) -> bool:
    """Whether *row* is a table's whatever stands above and below: many cells, far apart, one of them of several words."""
    if len(row) < CERTAIN_CELLS or not any(" " in s.text for s in row):
        return False
    gaps = [two.left - one.right for one, two in pairwise(sorted(row, key=lambda s: s.left))]
    return min(gaps) > 1.2 * median(s.size for s in row)


def are_table(one: Sequence[Segment], two: Sequence[Segment]) -> bool:
    """Whether two rows have cells one under the other: after each gap of the one with fewer."""
    few, many = sorted((one, two), key=len)
    return (
        len(few) > 1
        and len(many) <= MOST_CELLS
        and all(
            any(_is_under(few[i - 1], few[i], many[j - 1], many[j]) for j in range(1, len(many)))
            for i in range(1, len(few))
        )
    )


def _is_under(before: Segment, cell: Segment, other_before: Segment, other: Segment) -> bool:
    """Whether *cell* and *other*, of two rows, stand in line, and what is *before* each is apart from both.

    The ends of lines of justified text are in line too, so right edges count only beyond a gap that no such line has.
    """
    size = min(cell.size, other.size)
    gap = min(cell.left, other.left) - max(before.right, other_before.right)
    if gap < 0.5 * size:
        return False
    centres = abs(cell.left + cell.right - other.left - other.right) / 2
    ends = abs(cell.right - other.right) if gap > 2 * size else size
    return min(abs(cell.left - other.left), centres, ends) < 0.5 * size


def joined(row: Sequence[Segment], between: str) -> Segment:
    """Return *row* as one segment, with *between* where its segments do not touch."""
    if len(row) == 1:
        return row[0]
    text, raised = "", list[tuple[int, int]]()
    size = median(s.size for s in row)
    base = max((s for s in row if s.size >= 0.9 * size), key=lambda s: s.width)
    for i, segment in enumerate(row):
        near = i and segment.left - row[i - 1].right < 0.15 * size
        text += (between if not near else "") if i else ""
        raised += [(len(text) + a, len(text) + b) for a, b in _raised(segment, base)]
        text += segment.text
    left, right = min(s.left for s in row), max(s.right for s in row)
    return replace(
        base,
        text=text,
        left=left,
        right=right,
        raised=tuple(raised),
        bold=all(s.bold for s in row),
        opens_bold=row[0].opens_bold,
    )


def _raised(segment: Segment, base: Segment) -> Iterator[tuple[int, int]]:
    small = segment.size < 0.85 * base.size and segment.bottom > base.bottom + 0.1 * base.size
    if small and segment.text.isdigit():
        yield 0, len(segment.text)
    else:
        yield from segment.raised
