"""A report as one HTML page that needs nothing besides: grouped by shape, with counts, and filters that work from a file.

The filters are a small script of the page's own; the policy of the page lets no other run, and nothing be loaded. Without
the script everything is shown.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from kg.validate.report import (
    LONGEST_TEXT,
    SEVERITIES,
    ValidationReport,
    Violation,
    by_rule,
    compact,
    node_of,
    shortened,
)
from kg.validate.reports.context import Context, level_of, verdict

__all__ = ["write"]

FOLDER: Final = Path(__file__).parent
STYLE: Final = (FOLDER / "page.css").read_text(encoding="utf-8").strip()
SCRIPT: Final = (FOLDER / "page.js").read_text(encoding="utf-8").strip()
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    f"script-src 'sha256-{b64encode(sha256(f'{chr(10)}{SCRIPT}{chr(10)}'.encode()).digest()).decode()}'"
)


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as an HTML page; all text is escaped."""
    return "".join(f"{line}\n" for line in _lines(report, context))


def _lines(report: ValidationReport, context: Context) -> Iterator[str]:
    title = f"SHACL: {verdict(report, context)}"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>"
    inputs = ", ".join(map(escape, context.data)) or "the store"
    yield f"<p>{report.checked} checked in {inputs}, {len(report.violations)} results.</p>"
    if report.violations:
        yield from _table(report)
    yield from _others(report)
    if report.violations:
        yield from _form(report)
    yield "<main>"
    for number, (shape, found) in enumerate(by_rule(report).items(), 1):
        yield from _section(number, shape, found, context)
    yield f"</main>\n<script>\n{SCRIPT}\n</script>\n</body>\n</html>"


def _table(report: ValidationReport) -> Iterator[str]:
    counts = report.coverage.focus_nodes if report.coverage is not None else {}
    yield '<div class="scroll"><table>\n<thead><tr><th scope="col">shape</th><th scope="col">nodes</th>'
    yield '<th scope="col">results</th></tr></thead>\n<tbody>'
    for number, (shape, found) in enumerate(by_rule(report).items(), 1):
        link = f'<a href="#shape-{number}">{escape(compact(shape))}</a>'
        yield f'<tr><th scope="row">{link}</th><td>{counts.get(shape, "")}</td><td>{len(found)}</td></tr>'
    yield "</tbody>\n</table></div>"


def _others(report: ValidationReport) -> Iterator[str]:
    """Yield the shapes that nothing breaks, folded away, with the number of their focus nodes."""
    broken = by_rule(report)
    counts = report.coverage.focus_nodes if report.coverage is not None else {}
    others = {shape: number for shape, number in counts.items() if shape not in broken}
    if others:
        unreached = sum(not number for number in others.values())
        told = f", {unreached} of them without a node" if unreached else ""
        yield f"<details>\n<summary>{len(others)} shapes without a result{told}</summary>"
        yield '<div class="scroll"><table>\n<thead><tr><th scope="col">shape</th><th scope="col">nodes</th></tr></thead>'
        yield "<tbody>"
        for shape, number in others.items():
            yield f'<tr><th scope="row">{escape(compact(shape))}</th><td>{number}</td></tr>'
        yield "</tbody>\n</table></div>\n</details>"


def _form(report: ValidationReport) -> Iterator[str]:
    counts = Counter(map(level_of, report.violations))
    yield '<form id="filter" hidden>\n<label>words <input type="search" name="words"></label>'
    for level, name in zip(("error", "warning", "note"), SEVERITIES, strict=True):
        if counts[level]:
            box = f'<input type="checkbox" name="level" value="{level}" checked>'
            yield f"<label>{box} {name.lower()} ({counts[level]})</label>"
    yield '<output id="count"></output>\n</form>'


def _section(number: int, shape: str, found: list[Violation], context: Context) -> Iterator[str]:
    yield f'<section id="shape-{number}">\n<h2>{escape(compact(shape))} ({len(found)})</h2>'
    for violation in found:
        yield from _article(violation, context)
    yield "</section>"


def _article(violation: Violation, context: Context) -> Iterator[str]:
    level = level_of(violation)
    path = f" <code>{escape(compact(violation.path))}</code>" if violation.path else ""
    value = f" (got {escape(shortened(compact(violation.value)))})" if violation.value else ""
    yield f'<article class="{level}" data-level="{level}" id="r-{violation.fingerprint}">'
    severity = escape(violation.severity.rpartition("#")[2].rpartition("/")[2].lower())
    yield f'<p><span class="level">{severity}</span> <code>{escape(node_of(violation))}</code>{path}</p>'
    yield f"<p>{escape(shortened(compact(violation.message), LONGEST_TEXT))}{value}</p>"
    if violation.source is not None:
        before, quote, after = map(escape, context.around(violation.source))
        yield f"<blockquote>{before}<mark>{quote}</mark>{after}</blockquote>"
        yield f'<p class="place">{escape(_place(violation, context))}</p>'
    if violation.place is not None:
        yield f'<p class="place">{escape(str(violation.place))}</p>'
    yield "</article>"


def _place(violation: Violation, context: Context) -> str:
    source = violation.source
    assert source is not None
    paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
    return f"{context.where_of(source)}{paragraph}"
