"""A report as text for a terminal: a line for each result, and below it where it stands, with the span marked in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.terminal import printable
from kg.validate.report import CONTROL, ValidationReport, Violation, format_report, line_of
from kg.validate.reports.context import Context

__all__ = ["write"]


def write(report: ValidationReport, context: Context, most: int | None = None) -> str:
    """Return the first *most* results of *report* as text; `>>>` and `<<<` stand around the quote in its paragraph."""
    return format_report(report, most, partial(_lines, context))


def _lines(context: Context, violation: Violation) -> Iterator[str]:
    return (printable(line.translate(CONTROL)) for line in _told(context, violation))


def _told(context: Context, violation: Violation) -> Iterator[str]:
    source = violation.source
    found = source is not None and context.span_of(source) is not None
    yield line_of(violation, sourced=not found)
    if violation.place is not None and violation.place.line:
        yield f"  {violation.place}"
    if source is not None and found:
        before, quote, after = context.around(source)
        paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
        yield f"  {context.where_of(source)}{paragraph}"
        yield f"    {before}>>>{quote}<<<{after}"
