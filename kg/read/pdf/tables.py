"""Rows of a table with cells of several lines → one row for each of the table's rows, its cells whole.

1. A table goes on below its last row as long as what follows stands within its columns, close by, with no rule between.
2. Rules between lines part rows. Without them wider gaps do, where they are frequent; else a row begins where the first column
   has text, so a table whose lines all begin there is left as it is.
3. Large figures with a row of small labels beneath are read from figure to label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from kg.read.pdf.segments import HYPHENS, Segment

__all__ = ["CELLS", "Row", "table_rows"]

CELLS: Final = " | "
CLOSE: Final = 0.8  # of the size: the white between lines of one table
FAR: Final = 4.0  # of the size: the white between rows of one table
WRAPPED: Final = 0.5  # of the size: the white between lines of one cell
WIDER: Final = 0.2  # of the size
OFTEN: Final = 0.25  # of the gaps
LARGE: Final = 1.3
FEWEST_RULES: Final = 2

_Row: TypeAlias = Sequence[Segment]


class Row(NamedTuple):
    """Segments of one line, or of one row of a table; *text* is set where its cells have several lines."""

    segments: list[Segment]
    is_table: bool
    text: str | None = None


def table_rows(rows: Sequence[list[Segment]], are_rows: Sequence[bool], rules: Sequence[float]) -> Iterator[Row]:
    """Yield *rows*, top down, of which some *are_rows* of tables, with those of one row of a table put together."""
    i = 0
    while i < len(rows):
        if not are_rows[i]:
            yield Row(rows[i], False)
            i += 1
            continue
        end = i + 1
        while end < len(rows) and are_rows[end] and not _is_far(rows[end - 1], rows[end], FAR):
            end += 1
        columns = _columns(rows[i:end])
        while end < len(rows) and _goes_on(rows, i, end, columns, rules):
            end += 1
            while end < len(rows) and are_rows[end] and _fits(rows[end], columns):
                end += 1
        yield from _table(rows[i:end], columns, rules)
        i = end


def _is_far(one: _Row, two: _Row, times: float) -> bool:
    return _white(one, two) > times * _size(two)


def _size(row: _Row) -> float:
    return median(s.size for s in row)


def _white(one: _Row, two: _Row) -> float:
    return min(s.bottom for s in one) - max(s.top for s in two)


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Return left and right edge of each column, from the rows that have most of the cells."""
    most = max(map(len, rows))
    edges = sorted((s.left, s.right) for row in rows if 2 * len(row) > most for s in row)
    columns: list[tuple[float, float]] = []
    for left, right in edges:
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(right, columns[-1][1])
        else:
            columns.append((left, right))
    return columns


def _place(segment: Segment, columns: Sequence[tuple[float, float]]) -> int | None:
    """Return the number of the one column that *segment* stands in; None where it stands in none or several."""
    places = [i for i, (left, right) in enumerate(columns) if segment.left < right and segment.right > left]
    return places[0] if len(places) == 1 else None


def _fits(row: _Row, columns: Sequence[tuple[float, float]]) -> bool:
    for segment in row:
        place = _place(segment, columns)
        if place is None:
            return False
        left, right = columns[place]
        off = min(
            abs(segment.left - left), abs(segment.right - right), abs(segment.left + segment.right - left - right)
        )
        if off > 0.6 * segment.size:
            return False
    return True


def _goes_on(
    rows: Sequence[_Row], begin: int, i: int, columns: Sequence[tuple[float, float]], rules: Sequence[float]
) -> bool:
    """Whether line *i* is still of the table that begins at line *begin*."""
    above, row = rows[i - 1], rows[i]
    if len(columns) < 2 or not _fits(row, columns) or _is_far(above, row, CLOSE if len(row) == 1 else FAR):
        return False
    if len(row) > 1:
        return len(row) > 2 or len(columns) == 2 or not _is_ruled(above, row, rules)
    if _is_ruled(above, row, rules):
        return False
    alone = _place(row[0], columns) == 0
    usual = min((_white(one, two) for one, two in pairwise(rows[begin:i])), default=_white(above, row))
    return not alone or _white(above, row) <= usual + 0.1 * _size(row)


def _is_ruled(one: _Row, two: _Row, rules: Sequence[float]) -> bool:
    above, below = min(s.bottom for s in one), max(s.top for s in two)
    return any(below - 0.3 * _size(two) <= y <= above + 0.3 * _size(one) for y in rules)


def _table(
    rows: Sequence[list[Segment]], columns: Sequence[tuple[float, float]], rules: Sequence[float]
) -> Iterator[Row]:
    group: list[list[Segment]] = []
    groups = [group]
    begins = _beginnings(rows, columns, rules)
    for i, row in enumerate(rows):
        if i in begins:
            group = []
            groups.append(group)
        group.append(row)
    found = [_merged(lines, columns) for lines in groups if lines]
    while found:
        first = found.pop(0)
        if found and _are_figures(first.segments, found[0].segments):
            yield from (Row([s], True) for s in _read_down(first.segments, found.pop(0).segments))
        else:
            yield first


def _beginnings(rows: Sequence[_Row], columns: Sequence[tuple[float, float]], rules: Sequence[float]) -> set[int]:
    """Return which of *rows* begin a row of the table."""
    pairs = list(pairwise(rows))
    ruled = {i for i, (one, two) in enumerate(pairs, 1) if _is_ruled(one, two, rules)}
    if len(ruled) >= FEWEST_RULES:
        return ruled
    white = [_white(one, two) / _size(two) for one, two in pairs]
    least = min(white, default=0.0)
    wide = {i for i, gap in enumerate(white, 1) if gap > least + WIDER}
    if least < WRAPPED and len(wide) >= OFTEN * len(white) and any(len(row) < len(columns) for row in rows):
        return wide
    return {i for i in range(len(rows)) if not rows[i] or any(_place(s, columns) in (0, None) for s in rows[i])}


def _merged(group: Sequence[list[Segment]], columns: Sequence[tuple[float, float]]) -> Row:
    if len(group) == 1:
        return Row(group[0], True)
    cells: dict[int, Segment] = {}
    for row in group:
        for segment in row:
            place = _place(segment, columns)
            at = place if place is not None else max(0, sum(left <= segment.left for left, _ in columns) - 1)
            cells[at] = _below(cells[at], segment) if at in cells else segment
    ordered = [cells[at] for at in sorted(cells)]
    return Row(ordered, True, CELLS.join(s.text for s in ordered))


def _below(one: Segment, two: Segment) -> Segment:
    """Return the cell *one* with its next line *two*."""
    text = one.text + two.text if one.text.endswith(tuple(HYPHENS)) else f"{one.text} {two.text}"
    left, right = min(one.left, two.left), max(one.right, two.right)
    return replace(one, text=text, left=left, right=right, raised=())  # as high as one line


def _are_figures(figures: _Row, labels: _Row) -> bool:
    return (
        len(figures) == len(labels) > 1
        and _size(figures) >= LARGE * _size(labels)
        and all(any(c.isdigit() for c in s.text) for s in figures)
    )


def _read_down(figures: _Row, labels: _Row) -> Iterator[Segment]:
    for figure, label in zip(figures, labels, strict=True):
        yield replace(label, text=f"{figure.text} {label.text}", raised=())
