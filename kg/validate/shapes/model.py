"""The shapes of a shapes graph, as plain data (SHACL, W3C Recommendation of 20 July 2017)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode

from kg.namespaces import SH
from kg.validate.shapes.paths import Path

__all__ = [
    "Component",
    "Constraint",
    "Node",
    "Shape",
    "ShapesGraph",
    "SparqlText",
    "Target",
    "Term",
    "local",
    "name_of",
    "owners_of",
]

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape is applied to: *kind* is `node`, `class`, `subjectsOf`, `objectsOf` or `sparql`.

    *options* are the parameters of a SPARQL-based target type by local name (SHACL Advanced Features §3.2).
    """

    kind: str
    value: Term | SparqlText
    options: Mapping[str, Term] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SparqlText:
    """A SPARQL query of a shapes graph with its prefixes; *form* is `select` or `ask`, *node* the constraint or validator."""

    node: Node
    form: str
    text: str
    prefixes: Mapping[str, str] = field(hash=False)
    messages: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """A SPARQL-based constraint component: its parameters by local name, and its validators by the kind of shape.

    *parameters* maps the name of each variable to the IRI of the parameter; those of *optional* may be absent.
    """

    node: Node
    parameters: Mapping[str, str]
    optional: frozenset[str]
    node_validator: SparqlText | None
    property_validator: SparqlText | None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: the component's name, its parameters' values, and the nodes of the shapes that it refers to.

    *component* is the local name of SHACL's own (`MinCountConstraintComponent`), else a full IRI. *options* are further
    parameters by local name (`flags` of a pattern); *sparql* is the query of a SPARQL-based one; *members* are the items of a
    list parameter.
    """

    component: str
    value: Term
    members: tuple[Term, ...] = ()
    shapes: tuple[Node, ...] = ()
    options: Mapping[str, Term] = field(default_factory=dict, hash=False)
    sparql: SparqlText | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; *path* is None for a node shape, *severity* a local name (`Violation`), else a full IRI."""

    node: Node
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: str
    messages: tuple[Literal, ...]
    deactivated: bool

    @property
    def iri(self) -> str:
        """Return its IRI, or "" for a blank node."""
        return name_of(self.node)


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """All shapes by node, those with a target in order, and the graph that they were read from."""

    shapes: Mapping[Node, Shape]
    targeted: tuple[Shape, ...]
    dataset: Dataset


def owners_of(shapes: ShapesGraph) -> dict[Node, str]:
    """Return for each shape without an IRI that of the nearest shape with one that leads to it, by sh:property or otherwise."""
    found: dict[Node, str] = {}
    waiting = [(shape, shape.iri) for shape in shapes.targeted]
    while waiting:
        shape, owner = waiting.pop(0)
        for node in (node for constraint in shape.constraints for node in constraint.shapes):
            if node not in found:
                found[node] = "" if name_of(node) else owner
                waiting.append((shapes.shapes[node], name_of(node) or owner))
    return found


def name_of(node: object) -> str:
    """Return the IRI of *node*, or "" for a blank node."""
    return node.value if isinstance(node, NamedNode) else ""


def local(iri: str) -> str:
    """Return the local name of a term of SHACL, else *iri* as it is."""
    return iri.removeprefix(SH)
