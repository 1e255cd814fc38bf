"""Reports as Markdown (CommonMark with the tables of GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.evaluate.report import Finding, Listing, Report, Table

__all__ = ["format_markdown"]

# Any ASCII punctuation may be escaped (CommonMark 0.31, 2.4). These begin something inside a line, those only before it.
SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
LEADING = re.compile(r"^(\d*)([-+#=.)])")


def format_markdown(report: Report) -> str:
    """Return *report* as Markdown: nothing of a document can become markup; the quote is in `mark` elements."""
    lines = [f"# {report.title}", ""]
    lines += [f"- {what}: {_escaped(name)}" for what, name in report.inputs]
    for table in report.tables:
        lines += ["", f"## {table.title}", "", *_table_lines(table)]
    for listing in report.listings:
        lines += ["", f"## {listing.title} ({len(listing.findings)})", "", listing.note, *_listing_lines(listing)]
    return "".join(line + "\n" for line in lines)


def _table_lines(table: Table) -> Iterator[str]:
    yield from (table.note, "")
    yield _row(table.header)
    yield _row("---:" if number else "---" for number, _ in enumerate(table.header))
    yield from (_row(map(_escaped, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _listing_lines(listing: Listing) -> Iterator[str]:
    for type_, findings in groupby(listing.findings, lambda finding: finding.type):
        yield from ("", f"### {_escaped(type_)}", "")
        for finding in findings:
            yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"- {_escaped(finding.place)}: {_escaped(finding.roles)}"
    pieces = ((_escaped(text), mark) for text, mark in finding.excerpt.pieces)
    yield "  > " + LEADING.sub(r"\1\\\2", "".join(f"<mark>{text}</mark>" if mark else text for text, mark in pieces))
    if finding.differences:
        yield ""
    for difference in finding.differences:
        gold, claim = (", ".join(names) or "nothing" for names in (difference.gold, difference.claim))
        yield f"  - {difference.key}: {_escaped(claim)}; gold has {_escaped(gold)}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
