"""Reports as aligned text for a terminal, a pipe or a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from kg.evaluate.report import Finding, Listing, Report, Table

__all__ = ["format_table", "format_text"]

GAP: Final = 3


def format_text(report: Report, *, listings: bool = False, width: int | None = None) -> str:
    """Return the tables of *report*, and with *listings* also its findings, quotes in « ».

    *width* is the terminal's; None leaves lines as long as they are.
    """
    parts = [f"{table.title}\n{format_table(table, width)}" for table in report.tables]
    if listings:
        parts += ["".join(line + "\n" for line in _listing_lines(listing)) for listing in report.listings]
    return "\n".join(parts)


def format_table(table: Table, width: int | None = None) -> str:
    """Return the header and rows of *table*, columns aligned; *width* is the terminal's, None takes what is needed."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    columns = list(zip(table.header, *table.rows, strict=True))
    # A header may be broken at a blank; a cell never, even if the terminal is narrower than that.
    least = [max(map(len, (*cells, *header.split()))) for header, *cells in columns]
    for number, (name, longest) in enumerate(zip(table.header, least, strict=True)):
        grid.add_column(Text(name), justify="right" if number else "left", min_width=longest)
    for row in table.rows:
        grid.add_row(*map(Text, row))
    room = max(width, sum(least) + GAP * len(least)) if width else sum(max(map(len, c)) + GAP for c in columns)
    console = Console(file=io.StringIO(), width=room, color_system=None)
    console.print(grid)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.splitlines() if line.strip())


def _listing_lines(listing: Listing) -> Iterator[str]:
    yield f"{listing.title} ({len(listing.findings)})"
    for finding in listing.findings:
        yield f"  {finding.type}  {finding.place}  {finding.roles}"
        yield f"    {finding.excerpt.marked('«', '»')}"
        yield from (f"    {line}" for line in _difference_lines(finding))


def _difference_lines(finding: Finding) -> Iterator[str]:
    for difference in finding.differences:
        gold, claim = (", ".join(names) or "nothing" for names in (difference.gold, difference.claim))
        yield f"{difference.key}: {claim}; gold has {gold}"
