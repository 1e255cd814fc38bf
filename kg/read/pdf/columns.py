"""Segments of a page → its lines in reading order, column by column.

1. A gutter is where many segments end on its left and others begin on its right. Segments that cross it part the page into
   bands; a band of two columns is read first left, then right, and each column is cut again.
2. Columns are told from a table by their lines: most of them are full, and running text of several words.
   A page with too few lines to tell parts where the other pages do.
3. Within a column, segments of one height are a row. Rows of several segments whose beginnings or ends stand in line with
   those of the next row are a table's; any others are one line.
The XY-cut (Nagy, Seth & Viswanathan 1992, doi:10.1109/2.144436) with tolerance for what spans the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import mean, median
from typing import Final

from kg.read.pdf.segments import Segment

__all__ = ["Line", "read_columns", "usual_gutter"]

FEWEST_LINES: Final = 3
NARROWEST: Final = 0.25  # of the page's text
FULL: Final = 0.75  # of the column
WORDS: Final = 3
DEEPEST: Final = 4
MOST_CANDIDATES: Final = 60
BESIDE: Final = 6  # lines
MOST_CELLS: Final = 40


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


def usual_gutter(pages: Sequence[Sequence[Segment]]) -> float | None:
    """Return where most of those *pages* that have columns part them; None where none has."""
    found = Counter(gutter for page in pages if page and (gutter := _gutter(page, _width(page))) is not None)
    return found.most_common(1)[0][0] if found else None


def read_columns(segments: Sequence[Segment], usual: float | None = None) -> list[Line]:
    """Return the lines of one page in reading order.

    Where the page's own lines are too few to tell columns, they part at *usual*, if none of them crosses it.
    """
    if not segments:
        return []
    whole = _width(segments)
    gutter = _gutter(segments, whole)
    if gutter is None and usual is not None and not any(s.left < usual < s.right for s in segments):
        columns: list[Sequence[Segment]] = [side for side in _sides(segments, usual) if side]
    else:
        columns = list(_columns(segments, gutter, whole, 0))
    return [line for number, column in enumerate(columns) for line in _lines(column, number)]


def _width(segments: Sequence[Segment]) -> float:
    return max(s.right for s in segments) - min(s.left for s in segments)


def _sides(segments: Sequence[Segment], gutter: float) -> tuple[list[Segment], list[Segment]]:
    return [s for s in segments if s.right <= gutter], [s for s in segments if s.left >= gutter]


def _columns(
    segments: Sequence[Segment], gutter: float | None, whole: float, depth: int
) -> Iterator[Sequence[Segment]]:
    if gutter is None or depth == DEEPEST:
        if segments:
            yield segments
        return
    pending: list[Segment] = []
    ordered = sorted(segments, key=lambda s: -s.middle)
    for crosses, group in groupby(ordered, lambda s: s.left < gutter < s.right):
        band = list(group)
        sides = _sides(band, gutter)
        if crosses or not _is_text(sides, whole):
            pending += band
            continue
        if pending:
            yield pending
        pending = []
        for side in sides:
            yield from _columns(side, _gutter(side, whole), whole, depth + 1)
    if pending:
        yield pending


def _gutter(segments: Sequence[Segment], whole: float) -> float | None:
    """Return the place with most lines wholly on either side of it; None where there is none between columns."""
    best, place = 0.0, None
    for x in sorted({round(s.left) - 0.5 for s in segments})[1 : MOST_CANDIDATES + 1]:
        left, right = _sides(segments, x)
        crossing = len(segments) - len(left) - len(right)
        score = min(len(left), len(right)) - 0.2 * crossing
        if score > best and _is_text((left, right), whole):
            best, place = score, x
    return place


def _is_text(sides: Sequence[Sequence[Segment]], whole: float) -> bool:
    """Whether both sides are columns of running text and no cells of a table."""
    return all(_is_column(side, whole) for side in sides)


def _is_column(side: Sequence[Segment], whole: float) -> bool:
    if len(side) < FEWEST_LINES:
        return False
    width = max(s.right for s in side) - min(s.left for s in side)
    full = sum(s.width >= FULL * width for s in side)
    words = mean(len(s.text.split()) for s in side)
    return width >= NARROWEST * whole and 2 * full >= len(side) and words >= WORDS


def _lines(column: Sequence[Segment], number: int) -> Iterator[Line]:
    rows = _rows(column)
    left = min(s.left for s in column)
    ends = [max(s.right for s in row) for row in rows]
    for i, row in enumerate(rows):
        beside = [other for j in (i - 1, i + 1) if 0 <= j < len(rows) for other in [rows[j]]]
        is_row = any(_are_table(row, other) for other in beside)
        right = max(ends[max(0, i - BESIDE) : i + BESIDE + 1])  # a narrower column may stand below a wide one
        yield Line(_joined(row, " | " if is_row else " "), number, left, right, is_row)


def _rows(column: Sequence[Segment]) -> list[list[Segment]]:
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


def _are_table(one: Sequence[Segment], two: Sequence[Segment]) -> bool:
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


def _joined(row: Sequence[Segment], between: str) -> Segment:
    if len(row) == 1:
        return row[0]
    text, raised = "", list[tuple[int, int]]()
    size = median(s.size for s in row)
    base = max((s for s in row if s.size >= 0.9 * size), key=lambda s: s.width)
    for i, segment in enumerate(row):
        near = i and segment.left - row[i - 1].right < 0.15 * size
        text += (between if not near else "") if i else ""
        spans = segment.raised
        if (
            segment.size < 0.85 * base.size
            and segment.bottom > base.bottom + 0.1 * base.size
            and segment.text.isdigit()
        ):
            spans = ((0, len(segment.text)),)
        raised += [(len(text) + a, len(text) + b) for a, b in spans]
        text += segment.text
    left, right = min(s.left for s in row), max(s.right for s in row)
    return replace(base, text=text, left=left, right=right, raised=tuple(raised))
