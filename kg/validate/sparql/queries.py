"""What a compiled shapes graph is made of: queries, and what their solutions mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.validate.shapes import Constraint, Shape

__all__ = ["FAILS", "SCRATCH", "SHAPES", "TARGETED", "Check", "FailingSet", "Focus", "Plan", "Query"]

SCRATCH: Final = "urn:x-shacl:failing"  # the graph of what fails a constraint that no expression can state
FAILS: Final = "urn:x-shacl:fails"
SHAPES: Final = "urn:x-shacl:shapes"  # the graph that $shapesGraph stands for
TARGETED: Final = "urn:x-shacl:targeted"  # the graph of what sh:targetNode names, and the property that leads to it


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT for the nodes that break something, as ?this, with ?value and ?path where the result has them.

    With *exact* it asks for literals to the letter, with *by_value* for literals that can be reckoned with (see
    `kg.validate.sparql.exact`), else it touches no property where that makes a difference. *value_of* is the path from ?this to
    ?value, or `?path`, where that may be such a literal. With *targeted* it starts from nodes that the data may not have: a
    path of no steps leads from them to themselves, but in the store only if a graph has them.
    """

    text: str
    exact: bool = False
    by_value: bool = False
    targeted: bool = False
    value_of: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A query, and the constraints of *shape* that its solutions break: of several, those whose ?c0, ?c1, … is true."""

    shape: Shape
    constraints: tuple[Constraint, ...]
    query: Query


@dataclass(frozen=True, slots=True)
class FailingSet:
    """The nodes that break one constraint: asked for first, then looked up under *name* by the checks that rest on it."""

    name: str
    constraint: Constraint
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """A pattern that binds ?this to focus nodes; *classes* are those whose instances they are, if that is all they are."""

    pattern: str
    exact: bool = False
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is asked of the data: the failing sets in their order, then the checks, in any order.

    *focus* tells, by the IRI or label of a targeted shape, what its focus nodes are; *left* are the targeted shapes that could
    not be compiled, *outside* those whose targets are queries that rdflib has answered, each with its reason.
    """

    failing_sets: tuple[FailingSet, ...]
    checks: tuple[Check, ...]
    focus: dict[str, tuple[Focus, ...]] = field(default_factory=dict)
    left: tuple[tuple[Shape, str], ...] = ()
    outside: tuple[tuple[Shape, str], ...] = ()
