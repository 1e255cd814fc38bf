"""What checks find, as a validation report and its SHACL report graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.namespaces import ONTOLOGY_CHECK
from kg.ontology_checks.catalogue import LEVELS, Check
from kg.validate import ValidationReport
from kg.validate.results import Result, in_order, report_turtle, violation_of
from kg.validate.shapes import Path

__all__ = ["Finding", "report_of"]

COMPONENT = "SPARQLConstraintComponent"


@dataclass(frozen=True, slots=True)
class Finding:
    """One solution of a check: its terms as the query gives them (None where unbound), and a declared term spelt like it."""

    check: Check
    entity: NamedNode
    property: Any
    value: Any
    nearest: str = ""

    def result(self) -> Result:
        """Return the finding as a validation result; a value that is a blank node has no name to be told by."""
        message = self.check.summary + (f"; is <{self.nearest}> meant?" if self.nearest else "")
        return Result(
            focus_node=self.entity,
            shape=NamedNode(ONTOLOGY_CHECK + self.check.name),
            component=COMPONENT,
            severity=self.check.level.title(),
            path=Path("iri", self.property.value) if isinstance(self.property, NamedNode) else None,
            value=self.value if isinstance(self.value, NamedNode | Literal) else None,
            messages=(Literal(message),),
        )


def report_of(findings: Iterable[Finding], conforms: bool, terms: int) -> ValidationReport:
    """Return the report of *findings* on an ontology of so many own *terms*, gravest first, each once."""
    results = sorted(in_order(finding.result() for finding in findings), key=_gravest_first)
    violations = tuple(violation_of(result) for result in results)
    return ValidationReport(conforms, violations, terms, write=partial(report_turtle, conforms, results))


def _gravest_first(result: Result) -> int:
    return LEVELS.index(result.severity.lower())
