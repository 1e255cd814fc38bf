"""The result of a validation, as plain data and as lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.namespaces import PREFIXES

__all__ = ["SEVERITIES", "Coverage", "ValidationReport", "Violation", "compact", "format_coverage", "format_report"]

# Local names of SHACL's severities (§2.1.4), gravest first.
SEVERITIES: Final = ("Violation", "Warning", "Info")

BLANK: Final = "…"  # inside brackets: a node without a name
LONGEST: Final = 200  # characters of a value
LONGEST_TEXT: Final = 1000  # of a message or a path
CONTROL: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
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
    """Whether the data conforms, what does not (in order), and what the shapes' targets reach.

    With `focus_nodes_checked` 0, `conforms` says nothing: no shape matched. `conforms` is SHACL's: no result, whatever its
    severity; a check that lets warnings pass has it True beside them. *coverage* tells which shape reaches how much; *write*
    gives the SHACL report graph.
    """

    conforms: bool
    violations: tuple[Violation, ...] = ()
    focus_nodes_checked: int = 0
    coverage: Coverage | None = None
    write: Callable[[], str] = field(default=str, repr=False, compare=False)

    def is_as_grave_as(self, severity: str) -> bool:
        """Tell whether a result is as grave as `violation`, `warning` or `info`; a severity of one's own is a violation."""
        rank = {name.lower(): number for number, name in enumerate(SEVERITIES)}
        return any(rank.get(violation.severity.lower(), 0) <= rank[severity] for violation in self.violations)

    @property
    def turtle(self) -> str:
        """Return the SHACL report graph as Turtle."""
        return self.write()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many focus nodes each targeted shape has, by its IRI, and which classes of the data have instances under no shape.

    *unchecked* gives the number of instances by the IRI of the class; both are in order of their names.
    """

    focus_nodes: Mapping[str, int]
    unchecked: Mapping[str, int]


def format_report(report: ValidationReport, most: int | None = None) -> str:
    """Return *report* as text: one line per result, the first *most* of them, then a summary by severity."""
    lines = [_line(violation) for violation in report.violations[:most]]
    if more := len(report.violations) - len(lines):
        lines.append(f"and {_count(more, 'more result')}")
    return "".join(f"{line}\n" for line in [*lines, _summary(report)])


def format_coverage(report: ValidationReport) -> str:
    """Return as text how many focus nodes each shape has, those without any first, and which classes are under no shape."""
    coverage = report.coverage
    if coverage is None:
        return ""
    counts = sorted(coverage.focus_nodes.items(), key=lambda item: (item[1] > 0, item[0]))
    lines = ["focus nodes of each shape"] + [f"{number:>8}  {_named(name)}" for name, number in counts]
    lines += ["instances of classes that no shape reaches"] if coverage.unchecked else []
    lines += [f"{number:>8}  {_named(name)}" for name, number in coverage.unchecked.items()]
    return "".join(f"{line}\n" for line in lines)


def _named(name: str) -> str:
    """Return a shape or class for people; a shape without an IRI has the name of a blank node."""
    return f"[{BLANK}]" if name.startswith("_:") else compact(name)


def _line(violation: Violation) -> str:
    path = f" {_shortened(compact(violation.path), LONGEST_TEXT)}" if violation.path else ""
    value = violation.value if violation.value not in ("", violation.focus_node) else ""
    got = f" (got {_shortened(compact(value))})" if value and value not in violation.message else ""
    shape = violation.shape.rpartition("#")[2].rpartition("/")[2]
    source = f" — {violation.source}" if violation.source else ""
    grave = "" if violation.severity == SEVERITIES[0] else f", {_of_severity(violation.severity)}"
    node, message = _shortened(compact(violation.focus_node)), _shortened(compact(violation.message), LONGEST_TEXT)
    return f"{node or f'[{BLANK}]'}{path}: {message}{got} [{shape or BLANK}{grave}]{source}"


def _shortened(text: str, most: int = LONGEST) -> str:
    """Return *text* as one line without control characters, and its beginning where it is long."""
    line = " ".join(text[: most + 1].translate(CONTROL).split())
    return line if len(text) <= most else f"{line[:most]}… {len(text)} characters"


def _of_severity(name: str) -> str:
    return name.lower() if name in SEVERITIES else compact(name)


def _summary(report: ValidationReport) -> str:
    if report.focus_nodes_checked == 0 and report.conforms:
        return "nothing was checked: no shape or check has a target in the data"
    checked = _count(report.focus_nodes_checked, "node")
    by_severity = Counter(violation.severity for violation in report.violations)
    order = [*SEVERITIES, *sorted(by_severity.keys() - set(SEVERITIES))]
    found = ", ".join(_count(by_severity[name], _of_severity(name)) for name in order if by_severity[name])
    if not report.conforms:
        return f"{checked} checked: {found}"
    return f"{checked} checked: conforms" + (f", with {found}" if found else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 or noun == 'info' or ':' in noun else 's'}"


def compact(text: str) -> str:
    """Shorten the IRIs of known vocabularies in *text*, bare or in angle brackets, to prefixed names."""
    return KNOWN.sub(lambda match: f"{PREFIX_OF[match['namespace']]}:{match['name']}", text)
