"""The result of a validation, as plain data and as lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.identifiers import short_hash
from kg.namespaces import PREFIXES, SHAPES

__all__ = [
    "CONTROL",
    "LONGEST_TEXT",
    "SEVERITIES",
    "Coverage",
    "Place",
    "Source",
    "ValidationReport",
    "Violation",
    "by_rule",
    "compact",
    "format_coverage",
    "format_report",
    "line_of",
    "node_of",
    "shortened",
]

# Local names of SHACL's severities (§2.1.4), gravest first.
SEVERITIES: Final = ("Violation", "Warning", "Info")

BLANK: Final = "…"  # inside brackets: a node without a name
LONGEST: Final = 200  # characters of a value
LONGEST_TEXT: Final = 1000  # of a message or a path
# For `str.translate`: what a terminal may take for a command is a space.
CONTROL: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
PREFIX_OF = {namespace: prefix for prefix, namespace in {**PREFIXES, "shapes": SHAPES}.items()}
NAMESPACES = "|".join(re.escape(namespace) for namespace in sorted(PREFIX_OF, key=len, reverse=True))
KNOWN = re.compile(rf"(?P<open><)?(?P<namespace>{NAMESPACES})(?P<name>[\w-]+)(?(open)>)")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a focus node stands in the reports: file name, paragraph, span in code points (half-open), and the quote.

    *sha256* is that of the document's bytes, in hex. *place* is the element, page or line of a file that is no plain text, in
    which no offset counts. What the data does not say is "" or None.
    """

    document: str
    paragraph: int | None
    start: int | None
    end: int | None
    quote: str
    sha256: str = ""
    place: str = ""

    def __str__(self) -> str:
        """Return `FILE ¶N: "quote"`, without what is not known; runs of white space are one space."""
        place = " ".join(filter(None, (self.document, f"¶{self.paragraph}" if self.paragraph is not None else "")))
        quote = f'"{" ".join(self.quote.split())}"' if self.quote else ""
        return ": ".join(filter(None, (place, quote))).translate(CONTROL)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a focus node stands in the data: a file, and line and column from 1 where they are known, else 0."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `FILE:LINE:COLUMN`, as compilers do, or the file alone."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One validation result (SHACL §3.6.2); sorts by shape, focus node, path, value.

    Nodes are IRIs, literals their lexical form. *path* is a property path in SPARQL's syntax with full IRIs, *severity*
    and *component* are local names (`Violation`, `MinCountConstraintComponent`); what is absent is the empty string. *source*
    tells where the focus node stands in the reports, *place* where in the data. *within* is the IRI of the shape that a shape
    without an IRI belongs to; *identity* tells focus nodes without an IRI apart, by what the data says of them.
    """

    shape: str
    focus_node: str
    path: str = ""
    value: str = ""
    message: str = ""
    severity: str = "Violation"
    component: str = ""
    source: Source | None = field(default=None, compare=False)
    place: Place | None = field(default=None, compare=False)
    within: str = field(default="", compare=False)
    identity: str = field(default="", compare=False)

    @property
    def rule(self) -> str:
        """Return the IRI of the shape, or of that which it belongs to; else the component."""
        return self.shape or self.within or self.component

    @property
    def fingerprint(self) -> str:
        """Return 24 hex digits for what is wrong where: with which words of which document, else with which node.

        IRIs and offsets change when a document is edited, and lines when a file is; with a quote, none of them counts. Several
        results may have one fingerprint.
        """
        if self.source is not None and self.source.document and self.source.quote:
            quote = " ".join(self.source.quote.split())
            return short_hash(self.rule, self.component, self.path, self.source.document, quote)
        return short_hash(self.rule, self.component, self.path, self.focus_node, self.identity, self.value)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether the data conforms, what does not (in order), and what the shapes' targets reach.

    With `focus_nodes_checked` 0, `conforms` says nothing: no shape matched. `conforms` is SHACL's: no result, whatever its
    severity; a check that lets warnings pass has it True beside them. *coverage* tells which shape reaches how much; *write*
    gives the SHACL report graph. *rules* are all that a result could have had as its `rule`, *noun* is what was counted.
    """

    conforms: bool
    violations: tuple[Violation, ...] = ()
    focus_nodes_checked: int = 0
    coverage: Coverage | None = None
    rules: frozenset[str] = frozenset()
    noun: str = "node"
    write: Callable[[], str] = field(default=str, repr=False, compare=False)

    def is_as_grave_as(self, severity: str) -> bool:
        """Tell whether a result is as grave as `violation`, `warning` or `info`; a severity of one's own is a violation."""
        rank = {name.lower(): number for number, name in enumerate(SEVERITIES)}
        return any(rank.get(violation.severity.lower(), 0) <= rank[severity] for violation in self.violations)

    @property
    def checked(self) -> str:
        """Return in words how much was checked."""
        return _count(self.focus_nodes_checked, self.noun)

    @property
    def turtle(self) -> str:
        """Return the SHACL report graph as Turtle."""
        return self.write()


def by_rule(report: ValidationReport) -> dict[str, list[Violation]]:
    """Return the results of *report* by `Violation.rule`, in order."""
    found: dict[str, list[Violation]] = {}
    for violation in sorted(report.violations, key=lambda violation: violation.rule):
        found.setdefault(violation.rule, []).append(violation)
    return found


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many focus nodes each targeted shape has, by its IRI, and which classes of the data have instances under no shape.

    *unchecked* gives the number of instances by the IRI of the class; both are in order of their names.
    """

    focus_nodes: Mapping[str, int]
    unchecked: Mapping[str, int]


def format_report(
    report: ValidationReport, most: int | None = None, tell: Callable[[Violation], Iterable[str]] | None = None
) -> str:
    """Return *report* as text: what *tell* says of the first *most* results, by default one line each; then a summary."""
    shown = report.violations[:most]
    lines = [line for violation in shown for line in (tell(violation) if tell else [line_of(violation)])]
    if more := len(report.violations) - len(shown):
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


def line_of(violation: Violation, *, sourced: bool = True) -> str:
    """Return one result as one line of text, with its source unless told otherwise."""
    path = f" {shortened(compact(violation.path), LONGEST_TEXT)}" if violation.path else ""
    value = violation.value if violation.value not in ("", violation.focus_node) else ""
    got = f" (got {shortened(compact(value))})" if value and value not in violation.message else ""
    shape = (violation.shape or violation.within).rpartition("#")[2].rpartition("/")[2] or BLANK
    source = f" — {violation.source}" if sourced and violation.source is not None else ""
    grave = "" if violation.severity == SEVERITIES[0] else f", {_of_severity(violation.severity)}"
    node, message = shortened(node_of(violation)), shortened(compact(violation.message), LONGEST_TEXT)
    return f"{node}{path}: {message}{got} [{shape}{grave}]{source}"


def node_of(violation: Violation) -> str:
    """Return the focus node for people; one without an IRI is […]."""
    return compact(violation.focus_node) or f"[{BLANK}]"


def shortened(text: str, most: int = LONGEST) -> str:
    """Return *text* as one line without control characters, and its beginning where it is long."""
    line = " ".join(text[: most + 1].translate(CONTROL).split())
    return line if len(text) <= most else f"{line[:most]}… {len(text)} characters"


def _of_severity(name: str) -> str:
    return name.lower() if name in SEVERITIES else compact(name)


def _summary(report: ValidationReport) -> str:
    if report.focus_nodes_checked == 0 and report.conforms:
        unmet = "no shape or check has a target in the data" if report.noun == "node" else f"there is no {report.noun}"
        return f"nothing was checked: {unmet}"
    by_severity = Counter(violation.severity for violation in report.violations)
    order = [*SEVERITIES, *sorted(by_severity.keys() - set(SEVERITIES))]
    found = ", ".join(_count(by_severity[name], _of_severity(name)) for name in order if by_severity[name])
    if not report.conforms:
        return f"{report.checked} checked: {found}"
    return f"{report.checked} checked: conforms" + (f", with {found}" if found else "")


def _count(number: int, noun: str) -> str:
    if number == 1 or noun == "info" or ":" in noun:
        return f"{number} {noun}"
    return f"{number} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number} {noun}s"


def compact(text: str) -> str:
    """Shorten the IRIs of known vocabularies in *text*, bare or in angle brackets, to prefixed names."""
    return KNOWN.sub(lambda match: f"{PREFIX_OF[match['namespace']]}:{match['name']}", text)
