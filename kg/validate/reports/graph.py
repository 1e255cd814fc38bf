"""The SHACL report graph itself, as Turtle or JSON-LD."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from kg.formats.rdf import serialise
from kg.validate.report import ValidationReport
from kg.validate.reports.context import Context

__all__ = ["write", "write_json_ld"]


def write(report: ValidationReport, context: Context) -> str:
    """Return the report graph as Turtle; the context is of no use to it."""
    return report.turtle


def write_json_ld(report: ValidationReport, context: Context) -> str:
    """Return the report graph as JSON-LD with its context inline."""
    quads = parse(report.turtle.encode(), format=RdfFormat.TURTLE)
    return serialise(quads, "jsonld").decode()
