"""A comparison as text for a terminal, and as Markdown; the summary of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.figures import ratio, value, verdict
from kg.evaluate import Table, format_table

__all__ = ["as_markdown", "as_text", "chart_text", "markdown_table", "summary"]

SUMMARY: Final = ("comparison", "ours", "best peer, or *bound*", "ratio", "what it means")


def row_table(comparison: Comparison) -> Table:
    """Return a line for each way: its value, how many times better ours is, its version, what else is to be said."""
    header = ("", comparison.measured, "ratio", "version", "note")
    rows = [
        (row.who, value(row, comparison.unit), _ratio(comparison, row), row.version, row.note)
        for row in comparison.rows
    ]
    columns = [column for column in zip(header, *rows, strict=True) if any(column[1:])]
    header, *rows = zip(*columns, strict=True)
    return Table(comparison.title, "", header, tuple(rows))


def _ratio(comparison: Comparison, row: Row) -> str:
    return "" if row is comparison.ours or row.value is None else ratio(comparison.ratio_to(row))


def as_text(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of *comparison* as a terminal shows them."""
    yield f"{comparison.title} ({comparison.size})"
    yield from format_table(row_table(comparison)).splitlines()
    yield f" {comparison.means} {verdict(comparison)}"
    for table in comparison.details:
        yield ""
        yield table.title
        yield from format_table(table).splitlines()
        yield from ([f" {table.note}"] if table.note else [])
    yield ""


def as_markdown(comparison: Comparison, chart: str) -> Iterator[str]:
    """Yield the lines of *comparison* as the page shows them, with the address of its *chart*."""
    yield from (f"### {comparison.title}", "")
    measured = f"{comparison.measured[:1].upper()}{comparison.measured[1:]}"
    yield from (f"{measured}; {comparison.better} is better. On {comparison.size}.", "")
    yield from (*markdown_table(row_table(comparison)), "")
    yield from (f"![{chart_text(comparison)}]({chart})", "")
    yield from (f"{comparison.means} {verdict(comparison)}", "")
    for table in comparison.details:
        yield from (f"<details><summary>{table.title}</summary>", "", *markdown_table(table), "")
        yield from ([table.note, ""] if table.note else [])
        yield from ("</details>", "")


def chart_text(comparison: Comparison) -> str:
    """Return what a chart shows, in words."""
    return f"{comparison.title}: " + ", ".join(f"{row.who} {value(row, comparison.unit)}" for row in comparison.rows)


def markdown_table(table: Table) -> Iterator[str]:
    """Yield the lines of a table."""
    yield _line(table.header)
    yield _line(["---"] * len(table.header))
    yield from map(_line, table.rows)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def summary(comparisons: Iterable[Comparison]) -> Table:
    """Return a line for each comparison."""
    return Table("", "", SUMMARY, tuple(map(_summed_up, comparisons)))


def _summed_up(comparison: Comparison) -> tuple[str, ...]:
    peer = comparison.best_peer
    theirs = f"{peer.who}: {value(peer, comparison.unit)}" if peer else "–"
    return (
        f"{comparison.title}, {comparison.measured}",
        value(comparison.ours, comparison.unit),
        f"*{theirs}*" if peer and peer.is_bound else theirs,
        ratio(comparison.ratio),
        comparison.means if peer and peer.is_bound else f"{comparison.means} {verdict(comparison)}",
    )
