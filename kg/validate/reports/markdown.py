"""A report as Markdown, as the summary of a job shows it: counts by shape, then the first results of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
from kg.validate.reports.context import Context, verdict

__all__ = ["write"]

MOST: Final = 20  # results of one shape


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as Markdown; what comes from the data cannot become markup."""
    return "".join(f"{line}\n" for line in _lines(report, context))


def _lines(report: ValidationReport, context: Context) -> Iterator[str]:
    yield f"# {'SHACL' if report.noun == 'node' else 'Queries'}: {verdict(report, context)}"
    yield ""
    yield f"{report.checked} checked, {len(report.violations)} results."
    if report.violations:
        yield from _table(report)
        for shape, found in by_rule(report).items():
            yield from _section(shape, found, context)


def _table(report: ValidationReport) -> Iterator[str]:
    severities = [*SEVERITIES, *sorted({v.severity for v in report.violations} - set(SEVERITIES))]
    used = [name for name in severities if any(v.severity == name for v in report.violations)]
    counts = Counter((v.rule, v.severity) for v in report.violations)
    yield from ("", f"| shape | {' | '.join(map(_escaped, used))} |", f"|---|{'---:|' * len(used)}")
    for shape in by_rule(report):
        cells = " | ".join(str(counts[shape, name] or "") for name in used)
        yield f"| {_code(compact(shape), in_table=True)} | {cells} |"


def _section(shape: str, found: list[Violation], context: Context) -> Iterator[str]:
    yield from ("", f"## {_code(compact(shape))} ({len(found)})", "")
    for violation in found[:MOST]:
        yield from _result(violation, context)
    if len(found) > MOST:
        yield f"- and {len(found) - MOST} more"


def _result(violation: Violation, context: Context) -> Iterator[str]:
    path = f" {_code(compact(violation.path))}" if violation.path else ""
    value = f" (got {_escaped(shortened(compact(violation.value)))})" if violation.value else ""
    yield f"- {_code(node_of(violation))}{path}: {_escaped(shortened(compact(violation.message), LONGEST_TEXT))}{value}"
    source = violation.source
    if source is not None:
        before, quote, after = map(_escaped, context.around(source))
        paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
        said = f": {before}**{quote}**{after}" if quote else ""
        yield f"  - {_code(context.where_of(source))}{paragraph}{said}"
    if violation.place is not None:
        yield f"  - {_code(str(violation.place))}"


def _code(text: str, *, in_table: bool = False) -> str:
    """Return *text* as a code span, between more backticks than it has in a row (CommonMark §6.1)."""
    line = re.sub(r"\s+", " ", text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    space = " " if "`" in line else ""
    return f"{fence}{space}{line.replace('|', chr(92) + '|') if in_table else line}{space}{fence}"


def _escaped(text: str) -> str:
    """Keep Markdown and HTML from reading *text* as their own; a line stays a line."""
    return re.sub(r"([\\`*_{}\[\]<>|#&~])", r"\\\1", re.sub(r"\s+", " ", text))
