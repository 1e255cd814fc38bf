"""Segments of a page → its lines in reading order, column by column.

1. A gutter is where many segments end on its left and others begin on its right. Segments that cross it part the page into
   bands; a band of two columns is read first left, then right, and each column is cut again.
2. Columns are told from a table by their lines: most of them are full, running text of several words, and no other place is
   where many segments begin, unless that parts the column into columns too.
   A page with too few lines to tell parts where the other pages do.
3. What stands within a column is `kg.read.pdf.rows`'s.
The XY-cut (Nagy, Seth & Viswanathan 1992, doi:10.1109/2.144436) with tolerance for what spans the columns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from kg.read.pdf.asides import find_asides, room_beside
from kg.read.pdf.rows import Line, are_table, find_rows, is_certain_row, is_stretched, joined
from kg.read.pdf.segments import Segment
from kg.read.pdf.tables import CELLS, Row, table_rows

__all__ = ["read_columns", "usual_gutter"]

FEWEST_LINES: Final = 3
NARROWEST: Final = 0.2  # of the page's text
FULL: Final = 0.75  # of the column
WORDS: Final = 3
DEEPEST: Final = 4
MOST_CANDIDATES: Final = 40
MOST_INNER: Final = 2  # times that a side is parted again to tell whether it is columns
MOST_INNER_CANDIDATES: Final = 4
BESIDE: Final = 6  # lines
MOST_STRETCHED: Final = 0.6  # of the lines of a column
ALIGNED: Final = 0.4  # of the lines of a column that begin at one place within it
LEVEL: Final = 2.0  # points


def usual_gutter(pages: Sequence[Sequence[Segment]]) -> float | None:
    """Return where most of those *pages* that have columns part them; None where none has."""
    found = Counter(gutter for page in pages if page and (gutter := _gutter(page, _width(page))) is not None)
    return found.most_common(1)[0][0] if found else None


def read_columns(segments: Sequence[Segment], usual: float | None = None, rules: Sequence[float] = ()) -> list[Line]:
    """Return the lines of one page in reading order.

    Where the page's own lines are too few to tell columns, they part at *usual*, if none of them crosses it. What is set in
    other type beside running text comes last. *rules* are the heights of the horizontal rules.
    """
    if not segments:
        return []
    asides = find_asides(segments)
    aside = {s for group in asides for s in group}
    segments = [s for s in segments if s not in aside]
    whole = _width(segments)
    gutter = _gutter(segments, whole)
    if gutter is None and usual is not None and not any(s.left < usual < s.right for s in segments):
        columns: list[Sequence[Segment]] = [side for side in _sides(segments, usual) if side]
    else:
        columns = list(_columns(segments, gutter, whole, 0))
    return [line for number, column in enumerate([*columns, *asides]) for line in _lines(column, number, asides, rules)]


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
    for x in _beginnings(segments):
        left, right = _sides(segments, x)
        crossing = len(segments) - len(left) - len(right)
        score = min(len(left), len(right)) - 0.2 * crossing
        if score > best and _is_text((left, right), whole):
            best, place = score, x
    return place


def _beginnings(segments: Sequence[Segment], most: int = MOST_CANDIDATES) -> list[float]:
    """Return the places right before which several segments begin, but for the leftmost, in order."""
    counts = Counter(round(s.left) for s in segments)
    often = [(n, -x) for x, n in counts.items() if n + counts[x - 1] + counts[x + 1] >= FEWEST_LINES]
    first = min(counts, default=0)
    return sorted(-x - 0.5 for _, x in sorted(often, reverse=True)[:most] if -x > first + 1)


def _is_text(sides: Sequence[Sequence[Segment]], whole: float, depth: int = 0) -> bool:
    """Whether both sides are columns of running text and no cells of a table."""
    return all(_is_column(side, whole, depth) for side in sides)


def _is_column(side: Sequence[Segment], whole: float, depth: int) -> bool:
    levels: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in side:
        levels[round(segment.bottom / LEVEL)].append(segment)
    if len(levels) < FEWEST_LINES or _width(side) < NARROWEST * whole:
        return False
    width = _width(side)
    full = sum(_width(row) >= FULL * width for row in levels.values())
    words = sum(s.text.count(" ") + 1 for s in side)
    if 2 * full >= len(levels) and words >= WORDS * len(levels) and not _has_cells(side, len(levels)):
        return True
    return depth < MOST_INNER and _parts_again(side, whole, depth + 1)


def _parts_again(side: Sequence[Segment], whole: float, depth: int) -> bool:
    """Whether *side* is columns itself, which few lines cross."""
    for x in _beginnings(side, MOST_INNER_CANDIDATES):
        sides = _sides(side, x)
        if 5 * sum(map(len, sides)) >= 4 * len(side) and _is_text(sides, whole, depth):
            return True
    return False


def _has_cells(side: Sequence[Segment], rows: int) -> bool:
    """Whether many of so many *rows* begin once more at one place beyond a gap; bullets are no cells."""
    first = min(s.left for s in side)
    counts = Counter(round(s.left) for s in side if s.left > first + NARROWEST * s.size)
    number, x = max(((counts[x] + counts[x + 1], x) for x in counts), default=(0, 0))
    return number >= ALIGNED * rows and sum(len(s.text) > 3 for s in side if s.right <= x) >= FEWEST_LINES


def _lines(
    column: Sequence[Segment], number: int, asides: Sequence[Sequence[Segment]], rules: Sequence[float]
) -> Iterator[Line]:
    rows = find_rows(column)
    left = min(s.left for s in column)
    spans = [(min(s.left for s in row), max(s.right for s in row)) for row in rows]
    rights = [_right(spans, i) for i in range(len(rows))]
    is_table = sum(len(row) > 1 for row in rows) > MOST_STRETCHED * len(rows)  # no column is justified so badly
    cells = [
        row if len(row) > 1 and (is_table or not is_stretched(row, left, right)) else []
        for row, right in zip(rows, rights, strict=True)
    ]
    are_rows = [
        is_certain_row(cells[i]) or any(are_table(cells[i], cells[j]) for j in (i - 1, i + 1) if 0 <= j < len(rows))
        for i in range(len(rows))
    ]
    right_of = {id(row[0]): right for row, right in zip(rows, rights, strict=True)}
    for row in table_rows(rows, are_rows, rules):
        line = _segment(row)
        right = right_of.get(id(row.segments[0]), row.segments[-1].right)
        yield Line(line, number, left, min(right, room_beside(line, asides)), row.is_table)


def _right(spans: Sequence[tuple[float, float]], i: int) -> float:
    """Return how far the lines around line *i* go that stand above or below it; a narrower column may follow a wide one."""
    left, right = spans[i]
    return max(
        end
        for begin, end in spans[max(0, i - BESIDE) : i + BESIDE + 1]
        if (begin < right and left < end) or end == right
    )


def _segment(row: Row) -> Segment:
    whole = joined(row.segments, CELLS if row.is_table else " ")
    return whole if row.text is None else replace(whole, text=row.text, raised=())
