"""Solutions as a table for people: in a pipe every cell whole, on a terminal what fits.

On a terminal the columns are taken in their order, which is that of a header: what tells most comes first. Left out are IRIs
that a column of labels stands for, and then those from the right that have no room; the last line names them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.sparql.results import Solutions, readable

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["table_lines"]

# How narrow a column may become, and how wide one of long texts need be, if that is not over a third of the room.
NARROWEST: Final = 8
WIDEST: Final = 40
GAP: Final = 3


def table_lines(answer: Solutions, width: int | None) -> Iterator[str]:
    """Yield the lines of a table; *width* is the terminal's, None leaves every cell whole."""
    rows = [[readable(term) for term in row] for row in answer.rows]
    widths = [max([len(name), *(len(row[i]) for row in rows)]) for i, name in enumerate(answer.columns)]
    chosen = list(range(len(widths))) if width is None else _fitting(answer.columns, widths, width)
    needed = sum(widths) * 2 + GAP * len(widths) + 2
    shown = _drawn(_table(answer.columns, rows, chosen), max(80, needed) if width is None else width)
    yield from (line.rstrip() + "\n" for line in shown.strip("\n").splitlines() if line.strip())
    if left := [name for i, name in enumerate(answer.columns) if i not in chosen]:
        yield f"  Not shown: {', '.join(left)} (--columns {left[0]},… or --format csv shows them).\n"


def _fitting(columns: Sequence[str], widths: Sequence[int], room: int) -> list[int]:
    named = [i for i, column in enumerate(columns) if f"{column}Label" not in columns]
    chosen: list[int] = []
    used = 1
    for i in named:
        used += min(widths[i], WIDEST, room // 3) + GAP
        if chosen and used > room:
            break
        chosen.append(i)
    return chosen


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], chosen: Sequence[int]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for i in chosen:
        table.add_column(columns[i], overflow="fold", min_width=min(NARROWEST, max(1, len(columns[i]))))
    for row in rows:
        table.add_row(*(Text(row[i]) for i in chosen))
    return table


def _drawn(table: Table, width: int) -> str:
    from rich.console import Console

    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(table)
    return file.getvalue()
