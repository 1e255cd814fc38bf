"""A report as text for a terminal: one line for each result, and below it the sentence with the span marked."""

from __future__ import annotations

from collections.abc import Iterator

from kg.validate.report import ValidationReport, Violation, format_report, line_of
from kg.validate.reports.context import Context

__all__ = ["write"]


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as text; `>>>` and `<<<` stand around the quote in its paragraph."""
    *_, summary = format_report(report).splitlines()
    lines = [line for violation in report.violations for line in _lines(violation, context)]
    return "".join(f"{line}\n" for line in [*lines, summary])


def _lines(violation: Violation, context: Context) -> Iterator[str]:
    yield line_of(violation)
    if violation.place is not None:
        yield f"  {violation.place}"
    source = violation.source
    if source is not None and (region := context.region_of(source)) is not None:
        before, quote, after = context.around(source)
        yield f"  {context.path_of(source)}:{region.start_line}:{region.start_column}"
        yield f"    {before}>>>{quote}<<<{after}"
