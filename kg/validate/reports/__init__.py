"""A validation report in the formats that people and CI systems read; `render` makes any of KINDS.

text, markdown    for people: the sentence with the span marked, and counts by shape
json, sarif, junit, github      for machines: SARIF 2.1.0, JUnit XML, GitHub's workflow commands
html              one page that needs nothing besides, grouped by shape, with filters
turtle, jsonld    the SHACL report graph itself
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from kg.errors import UsageError
from kg.validate.report import ValidationReport
from kg.validate.reports.context import Context

__all__ = ["KINDS", "Context", "render"]

# The module of each kind; all have `write(report, context) -> str`.
KINDS: Final = {
    "text": "text",
    "markdown": "markdown",
    "json": "plain_json",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "html": "webpage",
    "turtle": "graph",
    "jsonld": "graph",
}


def render(kind: str, report: ValidationReport, context: Context) -> bytes:
    """Return *report* in the format *kind*, UTF-8, the same bytes for the same report and context.

    Raises UsageError where there is no such kind.
    """
    if kind not in KINDS:
        raise UsageError(kind, "is no kind of report", f"one of: {', '.join(KINDS)}")
    module = import_module(f"kg.validate.reports.{KINDS[kind]}")
    write: Callable[[ValidationReport, Context], str] = module.write_json_ld if kind == "jsonld" else module.write
    return write(report, context).encode("utf-8", "replace")
