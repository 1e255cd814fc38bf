"""A report as SARIF 2.1.0 (OASIS Standard, 27 March 2020): shapes are rules, results stand in documents and RDF files.

The first location of a result is the sentence that its focus node rests on, else its subject in the RDF file; the other is a
related location. Columns count code points, and are those of the documents as they are now; where the documents are not there,
the region is the span alone, as the data has it. In a file that is no plain text it is no region but a logical location: the
element, page or line.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from kg import __version__
from kg.validate.report import LONGEST_TEXT, Place, Source, ValidationReport, Violation, compact, node_of, shortened
from kg.validate.reports.context import Context, level_of

__all__ = ["write"]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PROJECT: Final = "https://w3id.org/conflict-kg/"
FINGERPRINT: Final = "conflictKg/v1"


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as one run of SARIF."""
    rules = sorted({violation.rule for violation in report.violations})
    index = {rule: number for number, rule in enumerate(rules)}
    messages = {violation.rule: violation for violation in reversed(report.violations)}
    run = {
        "tool": {
            "driver": {
                "name": "conflict-kg",
                "semanticVersion": __version__,
                "informationUri": PROJECT,
                "rules": [_rule(rule, messages[rule]) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(violation, index, context) for violation in report.violations],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: str, violation: Violation) -> dict[str, Any]:
    name = rule.rpartition("#")[2].rpartition("/")[2]
    return {
        "id": rule,
        "name": name,
        "shortDescription": {"text": compact(violation.message) or name},
        "defaultConfiguration": {"level": level_of(violation)},
    }


def _result(violation: Violation, index: dict[str, int], context: Context) -> dict[str, Any]:
    places = []
    if violation.source is not None and violation.source.document:
        places.append(_in_document(violation.source, context))
    if violation.place is not None:
        places.append(_in_data(violation.place))
    path = f"{compact(violation.path)}: " if violation.path else ""
    value = f" (got {shortened(compact(violation.value))})" if violation.value not in ("", violation.focus_node) else ""
    return {
        "ruleId": violation.rule,
        "ruleIndex": index[violation.rule],
        "level": level_of(violation),
        "message": {
            "text": f"{node_of(violation)} {path}{shortened(compact(violation.message), LONGEST_TEXT)}{value}".strip()
        },
        "locations": places[:1],
        "relatedLocations": [place | {"id": number} for number, place in enumerate(places[1:], 1)],
        "partialFingerprints": {FINGERPRINT: violation.fingerprint},
        "properties": {
            "focusNode": violation.focus_node,
            "path": violation.path,
            "value": violation.value,
            "component": violation.component,
            "severity": violation.severity,
        },
    }


def _in_document(source: Source, context: Context) -> dict[str, Any]:
    artifact = {"artifactLocation": {"uri": _uri(context.path_of(source))}}
    paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
    message = {"text": f"{source.document}{paragraph}"}
    text = context.text_of(source)
    if text.plain if text is not None else not source.place:
        return {"physicalLocation": artifact | _region(source, context), "message": message}
    anchor, lines = context.anchor_of(source), context.lines_of(source)
    if lines is not None:
        return {
            "physicalLocation": artifact | {"region": {"startLine": lines[0], "endLine": lines[1]}},
            "message": message,
        }
    named = {"fullyQualifiedName": source.place} if text is None else {}
    named = {"fullyQualifiedName": anchor.value, "kind": str(anchor.kind)} if anchor is not None else named
    return {"physicalLocation": artifact, **({"logicalLocations": [named]} if named else {}), "message": message}


def _region(source: Source, context: Context) -> dict[str, Any]:
    """Return where the quote stands in its text file; {} where nobody can say."""
    region: dict[str, Any] = {}
    span, found, text = context.span_of(source), context.region_of(source), context.text_of(source)
    if found is not None and span is not None:
        region = {
            "startLine": found.start_line,
            "startColumn": found.start_column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        }
    elif text is not None:
        region = {"startLine": 1, "endLine": text.text.count("\n") + 1}
    elif source.start is not None and source.end is not None:
        span = (source.start, source.end) if source.start <= source.end else None
    if span is not None:
        said = text.text[slice(*span)] if text is not None else source.quote
        region |= {"charOffset": span[0], "charLength": span[1] - span[0]}
        region |= {"snippet": {"text": said}} if said else {}
    return {"region": region} if region else {}


def _in_data(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": location, "message": {"text": "the subject in the data"}}


def _uri(path: str) -> str:
    """Return a relative path as a relative reference, which viewers resolve in the checkout, an absolute one as a file."""
    named = quote(os.fsencode(path), safe="/~._-")
    return f"file://{named}" if Path(path).is_absolute() else named
