"""Reports as one HTML page that needs nothing besides: styles inside, no script, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from kg.evaluate.report import Finding, Listing, Report, Table

__all__ = ["format_html"]

STYLE = """
:root { color-scheme: light dark; --line: #ccc; --soft: #666; --mark: #fdf0a8; --wrong: #a5281b; --right: #1c6b3c }
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --soft: #aaa; --mark: #5c5211; --wrong: #f08a7d; --right: #7fcf9e }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { line-height: 1.25 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) } h3 { margin: 1.5rem 0 .5rem }
dl.inputs { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem }
dl.inputs dd { margin: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: right } tr > :first-child { text-align: left }
.note, .place, dt { color: var(--soft) } article { margin: 0 0 1rem; padding-left: .8rem; border-left: 3px solid var(--line) }
article p, blockquote { margin: .2rem 0; overflow-wrap: anywhere } blockquote { font-family: Georgia, serif }
mark { background: var(--mark); color: inherit } ins { color: var(--right); text-decoration: none } del { color: var(--wrong) }
""".strip()
# Whatever a document might smuggle in: nothing may be loaded or run.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def format_html(report: Report) -> str:
    """Return *report* as an HTML page; all text is escaped, the quote is in `mark` elements."""
    lines = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>",
        f'<h1>{escape(report.title)}</h1>\n<dl class="inputs">',
        *(f"<dt>{escape(what)}</dt><dd>{escape(name)}</dd>" for what, name in report.inputs),
        "</dl>\n<nav>\n<ul>",
        *_contents(report),
        "</ul>\n</nav>\n<main>",
        *(line for number, table in enumerate(report.tables, 1) for line in _table(number, table)),
        *(line for number, listing in enumerate(report.listings, 1) for line in _listing(number, listing)),
        "</main>\n</body>\n</html>",
    ]
    return "".join(line + "\n" for line in lines)


def _contents(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.tables, 1):
        yield f'<li><a href="#table-{number}">{escape(table.title)}</a></li>'
    for number, listing in enumerate(report.listings, 1):
        yield f'<li><a href="#list-{number}">{escape(listing.title)}</a> ({len(listing.findings)})</li>'


def _table(number: int, table: Table) -> Iterator[str]:
    yield f'<section id="table-{number}">\n<h2>{escape(table.title)}</h2>\n<p class="note">{escape(table.note)}</p>'
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
    yield f'<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>'
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>\n</table></div>\n</section>"


def _listing(number: int, listing: Listing) -> Iterator[str]:
    yield f'<section id="list-{number}">\n<h2>{escape(listing.title)} ({len(listing.findings)})</h2>'
    yield f'<p class="note">{escape(listing.note)}</p>'
    for type_, findings in groupby(listing.findings, lambda finding: finding.type):
        yield f"<h3>{escape(type_)}</h3>"
        for finding in findings:
            yield from _finding(finding)
    yield "</section>"


def _finding(finding: Finding) -> Iterator[str]:
    pieces = ((escape(text), mark) for text, mark in finding.excerpt.pieces)
    sentence = "".join(f"<mark>{text}</mark>" if mark else text for text, mark in pieces)
    yield f'<article>\n<p><span class="place">{escape(finding.place)}</span> {escape(finding.roles)}</p>'
    yield f"<blockquote>{sentence}</blockquote>"
    for difference in finding.differences:
        gold, claim = (escape(", ".join(names) or "nothing") for names in (difference.gold, difference.claim))
        yield f"<p>{escape(difference.key)}: <del>{claim}</del>; gold has <ins>{gold}</ins></p>"
    yield "</article>"
