"""Reads the shapes of a shapes graph, and refuses what is not well-formed (SHACL, appendix A).

1. Roots are the nodes with a target, and classes that are shapes (implicit targets, §2.1.3.3), where classes are what the
   shapes graph itself takes for instances of rdfs:Class. What the roots refer to is read too.
2. Custom constraint components (SHACL-SPARQL §6) apply to each shape that has a value for all parameters that are not optional.
3. A shape that refers to itself, by whatever way, is refused: SHACL leaves its meaning open (§3.4.3).

Errors name the shape, and what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from pyoxigraph import Dataset, Literal, NamedNode

from kg.errors import InputError
from kg.namespaces import RDF, RDFS, SH, XSD
from kg.validate.shapes.components import read_components, read_query, variable_of
from kg.validate.shapes.model import Component, Constraint, Shape, ShapesGraph, Target, local, name_of
from kg.validate.shapes.paths import Path, items, read_path

__all__ = ["read_shapes"]

TARGETS: Final = {
    SH + "targetNode": "node",
    SH + "targetClass": "class",
    SH + "targetSubjectsOf": "subjectsOf",
    SH + "targetObjectsOf": "objectsOf",
}
# The parameters that make a constraint for each of their values, and what a value has to be.
PARAMETERS: Final = {
    "class": "IRI",
    "datatype": "IRI",
    "nodeKind": "node kind",
    "minCount": "integer",
    "maxCount": "integer",
    "minExclusive": "literal",
    "minInclusive": "literal",
    "maxExclusive": "literal",
    "maxInclusive": "literal",
    "minLength": "integer",
    "maxLength": "integer",
    "pattern": "string",
    "uniqueLang": "boolean",
    "languageIn": "list of strings",
    "in": "list",
    "hasValue": "term",
    "equals": "IRI",
    "disjoint": "IRI",
    "lessThan": "IRI",
    "lessThanOrEquals": "IRI",
    "not": "shape",
    "node": "shape",
    "property": "property shape",
    "and": "list of shapes",
    "or": "list of shapes",
    "xone": "list of shapes",
    "closed": "boolean",
    "qualifiedValueShape": "shape",
    "sparql": "query",
    "js": "unknown",
    "expression": "unknown",
}
ONCE: Final = frozenset(
    """datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    uniqueLang languageIn in closed qualifiedMinCount qualifiedMaxCount""".split()
)
OF_PROPERTY_SHAPES: Final = frozenset(
    "minCount maxCount uniqueLang lessThan lessThanOrEquals qualifiedValueShape".split()
)
NODE_KINDS: Final = frozenset(
    SH + kind for kind in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
)
# What engines have to go through for one shape, where each shape within it is read anew wherever it is referred to.
DEEPEST: Final = 50
MOST_CONSTRAINTS: Final = 20_000
MOST_STEPS: Final = 300


def read_shapes(dataset: Dataset, where: str) -> ShapesGraph:
    """Return the shapes of *dataset*, whose quads are all in one graph; raises InputError, which begins with *where*."""
    return _Reader(dataset, where).read()


class _Reader:
    def __init__(self, dataset: Dataset, where: str) -> None:
        self._dataset, self._where = dataset, where
        self._shapes: dict[Any, Shape] = {}
        self._open: list[Any] = []
        self._said: dict[Any, dict[str, list[Any]]] = {}
        self._sizes: dict[Any, tuple[int, int]] = {}  # constraints and steps, see `_size`
        self._components: tuple[Component, ...] = ()
        self._property_shapes = self._instances(SH + "PropertyShape")
        self._classes: set[Any] = set()  # those that are shapes

    def read(self) -> ShapesGraph:
        """Read every shape that a target leads to."""
        for regime in self._dataset.quads_for_predicate(NamedNode(SH + "entailment")):
            wrong = f"asks for the entailment {regime.object}, which no engine here draws"
            raise InputError(self._where, wrong, "data that is inferred already, and no sh:entailment")
        self._components = read_components(self.objects, self._subjects, self._where)
        shapes = self._property_shapes | self._instances(SH + "NodeShape") | set(self._with_parameters())
        self._classes = {node for node in self._instances(RDFS + "Class") & shapes if name_of(node)}
        roots = [self._shape(node) for node in self._roots()]
        return ShapesGraph(self._shapes, tuple(shape for shape in roots if shape.targets), self._dataset)

    def objects(self, node: Any, predicate: str) -> list[Any]:
        """Return the values of *predicate* on *node*, in a fixed order."""
        if isinstance(node, Literal):
            return []
        if node not in self._said:
            said: dict[str, set[Any]] = {}
            for quad in self._dataset.quads_for_subject(node):
                said.setdefault(quad.predicate.value, set()).add(quad.object)
            self._said[node] = {name: sorted(values, key=str) for name, values in said.items()}
        return list(self._said[node].get(predicate, ()))

    def _subjects(self, predicate: str) -> list[Any]:
        return sorted({quad.subject for quad in self._dataset.quads_for_predicate(NamedNode(predicate))}, key=str)

    def _subjects_of(self, predicate: str, value: Any) -> set[Any]:
        quads = self._dataset.quads_for_object(value)
        return {quad.subject for quad in quads if quad.predicate.value == predicate}

    def _instances(self, iri: str) -> set[Any]:
        """Return the instances of a class, and of its subclasses, in the shapes graph."""
        kinds: set[Any] = set()
        waiting: list[Any] = [NamedNode(iri)]
        while waiting:
            one = waiting.pop()
            if one not in kinds:
                kinds.add(one)
                waiting += self._subjects_of(RDFS + "subClassOf", one)
        return {node for kind in kinds for node in self._subjects_of(RDF + "type", kind)}

    def _with_parameters(self) -> Iterator[Any]:
        """Yield what is a shape since it has a value for a parameter."""
        own = (iri for component in self._components for iri in component.parameters.values() if iri)
        for predicate in (*(SH + name for name in PARAMETERS), *own):
            yield from self._subjects(predicate)

    def _roots(self) -> list[Any]:
        targeted = {node for predicate in (*TARGETS, SH + "target") for node in self._subjects(predicate)}
        return sorted(targeted | self._classes, key=lambda node: (name_of(node) == "", str(node)))

    def _shape(self, node: Any) -> Shape:
        if node in self._shapes:
            return self._shapes[node]
        if node in self._open:
            circle = " → ".join(self._told(one) for one in [*self._open[self._open.index(node) :], node])
            raise self._error(node, f"is recursive: {circle}", "a shape that does not refer to itself")
        if len(self._open) > DEEPEST:
            raise self._error(node, f"lies more than {DEEPEST} shapes deep", "fewer shapes within shapes")
        self._open.append(node)
        shape = Shape(
            node=node,
            path=self._path(node),
            targets=tuple(self._targets(node)),
            constraints=tuple(self._constraints(node)),
            severity=self._severity(node),
            messages=tuple(self._messages(node)),
            deactivated=any(self._is_true(node, "deactivated", value) for value in self._values(node, "deactivated")),
        )
        self._open.pop()
        self._shapes[node], self._sizes[node] = shape, self._size(shape)
        return shape

    def _size(self, shape: Shape) -> tuple[int, int]:
        """Return how many constraints there are in *shape*, and how many shapes and steps of paths one in the other.

        What it refers to counts as often as it is referred to: so often an engine goes through it.
        """
        number, depth = len(shape.constraints), 0
        for constraint in shape.constraints:
            times = 2 if constraint.component == "QualifiedMaxCountConstraintComponent" else 1
            for node in constraint.shapes:
                number, depth = number + times * self._sizes[node][0], max(depth, self._sizes[node][1])
        depth += 1 + (len(shape.path.in_order) if shape.path is not None else 0)
        if number > MOST_CONSTRAINTS:
            wrong = f"has {number:,} constraints, with those of the shapes that it refers to"
            raise self._error(shape.node, wrong, f"at most {MOST_CONSTRAINTS:,}")
        if depth > MOST_STEPS:
            wrong = f"is {depth:,} shapes and steps of paths deep"
            raise self._error(shape.node, wrong, f"at most {MOST_STEPS:,}")
        return number, depth

    def _values(self, node: Any, name: str) -> list[Any]:
        return self.objects(node, SH + name)

    def _path(self, node: Any) -> Path | None:
        paths = self._values(node, "path")
        if len(paths) > 1:
            raise self._error(node, "has more than one sh:path", "one")
        if not paths and node in self._property_shapes:
            raise self._error(node, "is a property shape without sh:path", "the path whose values it constrains")
        try:
            return read_path(paths[0], self.objects, name_of) if paths else None
        except ValueError as error:
            raise self._error(node, f"has as sh:path {error}", "a well-formed property path") from error

    def _targets(self, node: Any) -> Iterator[Target]:
        for predicate, kind in TARGETS.items():
            for value in self.objects(node, predicate):
                self._check(node, local(predicate), value, "IRI" if kind != "node" else "IRI or literal")
                yield Target(kind, value)
        for value in self._values(node, "target"):
            yield self._sparql_target(node, value)
        if node in self._classes:
            yield Target("class", node)

    def _sparql_target(self, node: Any, value: Any) -> Target:
        """Return the target of a query of its own, or of its type's with its own values for the parameters."""
        kinds = [kind for kind in self.objects(value, RDF + "type") if self._values(kind, "select")]
        holder = kinds[0] if kinds and not self._values(value, "select") else value
        query = read_query(holder, "select", self.objects, self._fault(node, "target"))
        options: dict[str, Any] = {}
        for parameter in self._values(holder, "parameter"):
            for path in self._values(parameter, "path"):
                given, flags = self.objects(value, name_of(path)), self._values(parameter, "optional")
                if not given and not any(self._is_true(node, "optional", flag) for flag in flags):
                    raise self._error(node, f"has an sh:target without {name_of(path)}", "each parameter of its type")
                options |= {variable_of(path): one for one in given[:1]}
        return Target("sparql", query, options)

    def _severity(self, node: Any) -> str:
        found = self._values(node, "severity")
        if len(found) > 1 or not all(map(name_of, found)):
            raise self._error(node, "has no single IRI as sh:severity", "sh:Violation, sh:Warning, sh:Info, or one IRI")
        return local(name_of(found[0])) if found else "Violation"

    def _messages(self, node: Any) -> Iterator[Any]:
        for message in self._values(node, "message"):
            self._check(node, "message", message, "string")
            yield message

    def _constraints(self, node: Any) -> Iterator[Constraint]:
        is_property = bool(self._values(node, "path"))
        for name, kind in PARAMETERS.items():
            values = self._values(node, name)
            if name in ONCE:
                self._check_once(node, name, values)
            if values and name in OF_PROPERTY_SHAPES and not is_property:
                raise self._error(node, f"is a node shape with sh:{name}", "a property shape, with sh:path")
            for value in values:
                yield from self._made(node, name, kind, value)
        for component in self._components:
            yield from self._custom(node, component, is_property)

    def _made(self, node: Any, name: str, kind: str, value: Any) -> Iterator[Constraint]:
        component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
        if kind == "unknown":
            raise self._error(node, f"has sh:{name}, which no engine here knows", "SHACL Core and SHACL-SPARQL")
        if kind == "query":
            query = read_query(value, "select", self.objects, self._fault(node, name))
            if not any(self._is_true(value, "deactivated", flag) for flag in self._values(value, "deactivated")):
                yield Constraint("SPARQLConstraintComponent", value, sparql=query)
            return
        members = self._members(node, name, value) if kind.startswith("list") else ()
        self._check(node, name, value, kind, members)
        if name == "qualifiedValueShape":
            yield from self._qualified(node, value)
        elif kind == "boolean":
            # By the letter of SHACL §4.4.5, "1" does not switch sh:uniqueLang on.
            if self._is_true(node, name, value) and (name != "uniqueLang" or value.value == "true"):
                yield Constraint(component, value, members=tuple(self._ignored(node)) if name == "closed" else ())
        elif kind.endswith("shapes") or kind.endswith("shape"):
            nodes = members if kind.startswith("list") else (value,)
            read = [self._shape(one) for one in nodes]
            if name == "property" and read[0].path is None:
                raise self._error(value, "is in sh:property, and has no sh:path", "a property shape")
            if name == "node" and read[0].path is not None:
                raise self._error(value, "is in sh:node, and has an sh:path", "a node shape, or sh:property")
            yield Constraint(component, value, members, tuple(nodes))
        else:
            yield Constraint(component, value, members, options=self._flags(node) if name == "pattern" else {})

    def _flags(self, node: Any) -> dict[str, Any]:
        flags = self._values(node, "flags")
        self._check_once(node, "flags", flags)
        for value in flags:
            self._check(node, "flags", value, "string")
        return {"flags": flags[0]} if flags else {}

    def _qualified(self, node: Any, value: Any) -> Iterator[Constraint]:
        self._shape(value)
        flags = self._values(node, "qualifiedValueShapesDisjoint")
        disjoint = any(self._is_true(node, "qualifiedValueShapesDisjoint", flag) for flag in flags)
        siblings = tuple(sorted(set(self._siblings(node)) - {value}, key=str)) if disjoint else ()
        for sibling in siblings:
            self._shape(sibling)
        bounds = [(name, self._values(node, name)) for name in ("qualifiedMinCount", "qualifiedMaxCount")]
        if not any(found for _, found in bounds):
            raise self._error(node, "has sh:qualifiedValueShape alone", "sh:qualifiedMinCount or sh:qualifiedMaxCount")
        for name, found in bounds:
            self._check_once(node, name, found)
            for bound in found:
                self._check(node, name, bound, "integer")
                component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
                yield Constraint(component, bound, (), (value, *siblings))

    def _siblings(self, node: Any) -> Iterator[Any]:
        """Yield the qualified value shapes beside *node* in the shapes that have it as a property shape (§4.7.3)."""
        for quad in self._dataset.quads_for_object(node):
            if quad.predicate.value == SH + "property":
                for other in self.objects(quad.subject, SH + "property"):
                    yield from self._values(other, "qualifiedValueShape")

    def _ignored(self, node: Any) -> Iterator[Any]:
        """Yield the properties that a closed shape lets pass: those of its property shapes, and those listed."""
        for shape in self._values(node, "property"):
            yield from (path for path in self._values(shape, "path") if name_of(path))
        heads = self._values(node, "ignoredProperties")
        self._check_once(node, "ignoredProperties", heads)
        for head in heads:
            for iri in self._members(node, "ignoredProperties", head):
                self._check(node, "ignoredProperties with", iri, "IRI")
                yield iri

    def _members(self, node: Any, name: str, head: Any) -> tuple[Any, ...]:
        try:
            return tuple(items(head, self.objects))
        except ValueError as error:
            raise self._error(node, f"has as sh:{name} {error}", "a list in parentheses") from error

    def _custom(self, node: Any, component: Component, is_property: bool) -> Iterator[Constraint]:
        values = {name: self.objects(node, iri) for name, iri in component.parameters.items()}
        required = [name for name in values if name not in component.optional]
        if not required or not all(values[name] for name in required):
            return
        query = component.property_validator if is_property else component.node_validator
        if query is None:
            return
        if len(values) == 1:
            (name,) = values
            choices = [{name: value} for value in values[name]]
        elif many := [name for name, found in values.items() if len(found) > 1]:
            wrong = f"has several values of {', '.join(component.parameters[name] for name in many)}"
            raise self._error(node, wrong, "one, where a constraint component has several parameters")
        else:
            choices = [{name: found[0] for name, found in values.items() if found}]
        for options in choices:
            yield Constraint(name_of(component.node), options[required[0]], options=options, sparql=query)

    def _is_true(self, node: Any, name: str, value: Any) -> bool:
        self._check(node, name, value, "boolean")
        return value.value in ("true", "1")

    def _check_once(self, node: Any, name: str, values: list[Any]) -> None:
        if len(values) > 1:
            raise self._error(node, f"has sh:{name} {len(values)} times", "one value")

    def _check(self, node: Any, name: str, value: Any, kind: str, members: tuple[Any, ...] = ()) -> None:
        """Raise InputError where *value*, or one of *members*, is not of *kind*."""
        is_right = CHECKS.get(kind)
        values = members if kind == "list of strings" else (value,)
        if is_right is not None and not all(map(is_right, values)):
            text = str(value) if name_of(value) or _is_literal(value) else "[…]"
            told = text if len(text) < 100 else f"{text[:100]}…"
            raise self._error(node, f"has sh:{name} {told}", f"an {kind}" if kind.startswith("IRI") else f"one {kind}")

    def _told(self, node: Any) -> str:
        return name_of(node) or "[…]"

    def _error(self, node: Any, wrong: str, right: str) -> InputError:
        return InputError(self._where, f"{self._told(node)} {wrong}", right)

    def _fault(self, node: Any, name: str) -> Callable[[str, str], InputError]:
        """Return what makes an error about the value of *name* on *node*."""
        return lambda wrong, right: self._error(node, f"has an sh:{name} that {wrong}", right)


def _is_literal(value: Any) -> bool:
    return isinstance(value, Literal)


def _is_integer(value: Any) -> bool:
    is_one = _is_literal(value) and value.datatype.value == XSD + "integer"
    return is_one and re.fullmatch(r"[+-]?[0-9]{1,100}", value.value) is not None


def _is_boolean(value: Any) -> bool:
    is_one = _is_literal(value) and value.datatype.value == XSD + "boolean"
    return is_one and value.value in ("true", "false", "0", "1")


def _is_string(value: Any) -> bool:
    return _is_literal(value) and (value.language is not None or value.datatype.value == XSD + "string")


CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "IRI": lambda value: bool(name_of(value)),
    "IRI or literal": lambda value: bool(name_of(value)) or _is_literal(value),
    "node kind": lambda value: name_of(value) in NODE_KINDS,
    "integer": _is_integer,
    "literal": _is_literal,
    "string": _is_string,
    "boolean": _is_boolean,
    "list of strings": _is_string,
    "shape": lambda value: not _is_literal(value),
    "property shape": lambda value: not _is_literal(value),
}
