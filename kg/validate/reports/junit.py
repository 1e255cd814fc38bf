"""A report as JUnit XML: a test suite for the run, a test case for each shape, and a failure for each result that fails.

A shape of which no node is in the data is a skipped test: nothing was checked by it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.validate.report import LONGEST_TEXT, ValidationReport, Violation, by_rule, compact, node_of, shortened
from kg.validate.reports.context import Context

__all__ = ["write"]

# XML 1.0 has no way to write these.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as JUnit XML."""
    nodes = report.coverage.focus_nodes if report.coverage is not None else {}
    by_shape: dict[str, list[Violation]] = {name: [] for name in nodes}
    by_shape |= by_rule(report)
    suite = Element("testsuite", name="SHACL")
    failures = skipped = 0
    for shape in sorted(by_shape):
        found = by_shape[shape]
        case = SubElement(suite, "testcase", classname="SHACL", name=_clean(compact(shape)))
        for violation in filter(context.fails, found):
            failures += 1
            failure = SubElement(
                case, "failure", message=_clean(_headline(violation)), type=_clean(violation.component)
            )
            failure.text = _clean(_details(violation, context))
        if not found and not nodes.get(shape, 1):
            skipped += 1
            SubElement(case, "skipped", message="no node of the data is in its target")
        passed = [violation for violation in found if not context.fails(violation)]
        if passed:
            SubElement(case, "system-out").text = _clean(
                "\n".join(_details(violation, context) for violation in passed)
            )
    counts = {"tests": len(by_shape), "failures": failures, "errors": 0, "skipped": skipped}
    suite.attrib.update({name: str(number) for name, number in counts.items()})
    indent(suite, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suite, encoding="unicode") + "\n"


def _headline(violation: Violation) -> str:
    return f"{node_of(violation)}: {shortened(compact(violation.message), LONGEST_TEXT)}"


def _details(violation: Violation, context: Context) -> str:
    lines = [
        f"{node_of(violation)} {compact(violation.path)}".strip(),
        shortened(compact(violation.message), LONGEST_TEXT),
    ]
    lines += [f"got {shortened(compact(violation.value))}"] if violation.value else []
    if violation.source is not None:
        path = f"{context.where_of(violation.source)} " if context.span_of(violation.source) is not None else ""
        lines.append(f"{path}{violation.source}")
    lines += [str(violation.place)] if violation.place is not None else []
    return "\n".join([*lines, f"fingerprint {violation.fingerprint}"])


def _clean(text: str) -> str:
    return FORBIDDEN.sub("�", text)
