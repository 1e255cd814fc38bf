"""The result of a validation, as plain data and as lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.namespaces import PREFIXES

__all__ = ["ValidationReport", "Violation", "compact", "format_report"]

PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
NAMESPACES = "|".join(re.escape(namespace) for namespace in sorted(PREFIX_OF, key=len, reverse=True))
KNOWN = re.compile(rf"(?P<open><)?(?P<namespace>{NAMESPACES})(?P<name>[\w-]+)(?(open)>)")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One validation result (SHACL §3.6.2); sorts by shape, focus node, path, value.

    Nodes are IRIs, literals their lexical form. *path* is a property path in SPARQL's syntax with full IRIs, *severity*
    and *component* are local names (`Violation`, `MinCountConstraintComponent`). *source* tells where the focus node stands in
    the reports, `FILE ¶N: "quote"`. What is absent is the empty string.
    """

    shape: str
    focus_node: str
    path: str = ""
    value: str = ""
    message: str = ""
    severity: str = "Violation"
    component: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether the data conforms, what does not (in order), and how many nodes of the data the shapes' targets reach.

    With `focus_nodes_checked` 0, `conforms` says nothing: no shape matched. *turtle* is the SHACL report graph.
    """

    conforms: bool
    violations: tuple[Violation, ...] = ()
    focus_nodes_checked: int = 0
    turtle: str = field(default="", repr=False, compare=False)


def format_report(report: ValidationReport) -> str:
    """Return *report* as text: one line per violation, then a summary; each line ends with a newline."""
    lines = [_line(violation) for violation in report.violations]
    return "".join(f"{line}\n" for line in [*lines, _summary(report)])


def _line(violation: Violation) -> str:
    path = f" {compact(violation.path)}" if violation.path else ""
    value = violation.value if violation.value not in ("", violation.focus_node) else ""
    got = f" (got {compact(value)})" if value and value not in violation.message else ""
    shape = violation.shape.rpartition("#")[2].rpartition("/")[2]
    source = f" — {violation.source}" if violation.source else ""
    return f"{compact(violation.focus_node)}{path}: {compact(violation.message)}{got} [{shape}]{source}"


def _summary(report: ValidationReport) -> str:
    if report.focus_nodes_checked == 0 and report.conforms:
        return "nothing was checked: no shape matches a node of the data"
    checked = f"{report.focus_nodes_checked} node{'' if report.focus_nodes_checked == 1 else 's'} checked"
    count = len(report.violations)
    return f"{checked}: conforms" if report.conforms else f"{checked}: {count} violation{'' if count == 1 else 's'}"


def compact(text: str) -> str:
    """Shorten the IRIs of known vocabularies in *text*, bare or in angle brackets, to prefixed names."""
    return KNOWN.sub(lambda match: f"{PREFIX_OF[match['namespace']]}:{match['name']}", text)
