"""A report as workflow commands of GitHub Actions, one line for each result: annotations beside the lines they are about."""

from __future__ import annotations

from kg.validate.report import LONGEST_TEXT, Source, ValidationReport, Violation, compact, node_of, shortened
from kg.validate.reports.context import Context, level_of

__all__ = ["write"]

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as workflow commands; an annotation stands at the sentence, else at the subject in the data.

    Of a file without lines it stands at the first, and the message names the element or page.
    """
    return "".join(f"{_command(violation, context)}\n" for violation in report.violations)


def _command(violation: Violation, context: Context) -> str:
    properties = {"title": violation.rule.rpartition("#")[2].rpartition("/")[2]}
    source, place = violation.source, violation.place
    region = context.region_of(source) if source is not None else None
    lines = context.lines_of(source) if source is not None else None
    if source is not None and region is not None:
        properties |= {"file": context.path_of(source), "line": str(region.start_line), "col": str(region.start_column)}
        properties |= {"endLine": str(region.end_line), "endColumn": str(region.end_column)}
    elif source is not None and lines is not None:
        properties |= {"file": context.path_of(source), "line": str(lines[0]), "endLine": str(lines[1])}
    elif source is not None and _stands_in_file(source, context):
        properties |= {"file": context.path_of(source), "line": "1"}
    elif place is not None:
        properties |= {"file": place.file} | ({"line": str(place.line), "col": str(place.column)} if place.line else {})
    elif source is not None and source.document:
        properties["file"] = context.path_of(source)
    told = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    where = f" — {source}{_within(source, context)}" if source is not None else ""
    message = f"{node_of(violation)}: {shortened(compact(violation.message), LONGEST_TEXT)}{where}"
    return f"::{COMMANDS[level_of(violation)]} {told}::{_escaped(message)}"


def _stands_in_file(source: Source, context: Context) -> bool:
    """Tell whether *source* is known to stand in a file that is no plain text."""
    document = context.text_of(source)
    return document is not None and not document.plain and (source.start is None or context.span_of(source) is not None)


def _within(source: Source, context: Context) -> str:
    """Return the element, page or lines of the file in round brackets; nothing for plain text."""
    anchor = context.anchor_of(source)
    place = anchor.value if anchor is not None else source.place if context.text_of(source) is None else ""
    return f" ({shortened(place)})" if place else ""


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
