"""A report as Markdown, as the summary of a job shows it: counts by shape, then the first results of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kg.validate.report import SEVERITIES, ValidationReport, Violation, compact
from kg.validate.reports.context import Context

__all__ = ["write"]

MOST: Final = 20  # results of one shape


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as Markdown; what comes from the data cannot become markup."""
    return "".join(f"{line}\n" for line in _lines(report, context))


def _lines(report: ValidationReport, context: Context) -> Iterator[str]:
    failing = sum(map(context.fails, report.violations))
    nothing = not report.focus_nodes_checked and report.conforms
    verdict = "nothing was checked" if nothing else f"{failing} results fail" if failing else "passed"
    yield f"# SHACL: {verdict}"
    yield ""
    yield f"{report.focus_nodes_checked} nodes checked, {len(report.violations)} results."
    if report.violations:
        yield from _table(report)
        for shape, found in groupby(report.violations, lambda violation: violation.shape or violation.component):
            yield from _section(shape, list(found), context)


def _table(report: ValidationReport) -> Iterator[str]:
    severities = [*SEVERITIES, *sorted({v.severity for v in report.violations} - set(SEVERITIES))]
    used = [name for name in severities if any(v.severity == name for v in report.violations)]
    counts = Counter((v.shape or v.component, v.severity) for v in report.violations)
    yield from ("", f"| shape | {' | '.join(map(_escaped, used))} |", f"|---|{'---:|' * len(used)}")
    for shape in dict.fromkeys(v.shape or v.component for v in report.violations):
        cells = " | ".join(str(counts[shape, name] or "") for name in used)
        yield f"| {_escaped(compact(shape))} | {cells} |"


def _section(shape: str, found: list[Violation], context: Context) -> Iterator[str]:
    yield from ("", f"## {_escaped(compact(shape))} ({len(found)})", "")
    for violation in found[:MOST]:
        yield from _result(violation, context)
    if len(found) > MOST:
        yield f"- and {len(found) - MOST} more"


def _result(violation: Violation, context: Context) -> Iterator[str]:
    path = f" {_escaped(compact(violation.path))}" if violation.path else ""
    value = f" (got {_escaped(compact(violation.value))})" if violation.value else ""
    yield f"- **{_escaped(compact(violation.focus_node))}**{path}: {_escaped(compact(violation.message))}{value}"
    source = violation.source
    if source is not None:
        before, quote, after = map(_escaped, context.around(source))
        paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
        region = context.region_of(source)
        line = f":{region.start_line}:{region.start_column}" if region is not None else ""
        yield f"  - {_escaped(context.path_of(source) + line)}{paragraph}: {before}**{quote}**{after}"
    if violation.place is not None:
        yield f"  - {_escaped(str(violation.place))}"


def _escaped(text: str) -> str:
    """Keep Markdown and HTML from reading *text* as their own; a line stays a line."""
    return re.sub(r"([\\`*_{}\[\]<>|#&~])", r"\\\1", " ".join(text.split()))
