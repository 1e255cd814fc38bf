"""A report as JSON: a summary, and one object for each result with all that is known of where it stands."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from kg import __version__
from kg.validate.report import Source, ValidationReport, Violation
from kg.validate.reports.context import Context

__all__ = ["write"]


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as JSON, indented, keys in a fixed order; lines and columns are from 1, offsets in code points."""
    coverage = report.coverage
    document = {
        "tool": {"name": "conflict-kg", "version": __version__},
        "data": list(context.data),
        "shapes": list(context.shapes),
        "conforms": report.conforms,
        "focusNodes": report.focus_nodes_checked,
        "severities": dict(sorted(Counter(v.severity for v in report.violations).items())),
        "coverage": None if coverage is None else asdict(coverage),
        "results": [_result(violation, context) for violation in report.violations],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _result(violation: Violation, context: Context) -> dict[str, Any]:
    source, place = violation.source, violation.place
    return {
        "fingerprint": violation.fingerprint,
        "severity": violation.severity,
        "shape": violation.shape,
        "component": violation.component,
        "focusNode": violation.focus_node,
        "path": violation.path,
        "value": violation.value,
        "message": violation.message,
        "source": None if source is None else asdict(source) | _found(source, context),
        "place": None if place is None else asdict(place),
    }


def _found(source: Source, context: Context) -> dict[str, Any]:
    region, anchor = context.region_of(source), context.anchor_of(source)
    told = {"region": None if region is None else asdict(region)}
    return told | ({"anchor": {"kind": anchor.kind, "value": anchor.value}} if anchor is not None else {})
