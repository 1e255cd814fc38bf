"""Compiles class expressions into rules: who is of the class that a blank node describes, and what then follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kg.namespaces import OWL, XSD
from kg.reason.axioms import TYPE, Axioms, bracketed
from kg.reason.rules import Bound, Rule

__all__ = ["expression_rules"]

X, Y, Z = "?x", "?y", "?z"
SAME: Final = bracketed(OWL + "sameAs")
THING: Final = bracketed(OWL + "Thing")
FACETS: Final = ("minInclusive", "maxInclusive")
ON: Final = bracketed(OWL + "onProperty")


def expression_rules(axioms: Axioms) -> Iterator[Rule]:
    """Yield the rules of every boolean and every restriction of an ontology."""
    yield from _booleans(axioms)
    for node, prop in axioms.pairs(ON):
        yield from _values(axioms, node, prop)
        yield from _at_most(axioms, node, prop)


def _booleans(axioms: Axioms) -> Iterator[Rule]:
    for node, head in axioms.pairs(bracketed(OWL + "intersectionOf")):
        parts = tuple(axioms.members(head))
        yield Rule("cls-int1", tuple((X, TYPE, part) for part in parts), ((X, TYPE, node),))
        yield from (Rule("cls-int2", ((X, TYPE, node),), ((X, TYPE, part),)) for part in parts)
    for node, head in axioms.pairs(bracketed(OWL + "unionOf")):
        yield from (Rule("cls-uni", ((X, TYPE, part),), ((X, TYPE, node),)) for part in axioms.members(head))
    for node, other in axioms.pairs(bracketed(OWL + "complementOf")):
        yield Rule("cls-com", ((X, TYPE, node), (X, TYPE, other)), ())


def _values(axioms: Axioms, node: str, prop: str) -> Iterator[Rule]:
    of_node, step = (X, TYPE, node), axioms.atom(X, prop, Y)
    for kind in axioms.values(node, bracketed(OWL + "someValuesFrom")):
        if axioms.is_data_range(kind):
            bounds = _bounds(axioms, kind)
            yield from (Rule("dt-facet", (step,), (of_node,), bounds=(b,)) for b in bounds)
        elif kind == THING:
            yield Rule("cls-svf2", (step,), (of_node,))
        else:
            yield Rule("cls-svf1", (step, (Y, TYPE, kind)), (of_node,))
    for kind in axioms.values(node, bracketed(OWL + "allValuesFrom")):
        if not (axioms.is_data_range(kind) or kind.startswith(f"<{XSD}")):
            yield Rule("cls-avf", (of_node, step), ((Y, TYPE, kind),))
    for value in axioms.values(node, bracketed(OWL + "hasValue")):
        yield Rule("cls-hv1", (of_node,), (axioms.atom(X, prop, value),))
        yield Rule("cls-hv2", (axioms.atom(X, prop, value),), (of_node,))
    if axioms.values(node, bracketed(OWL + "hasSelf")):
        yield Rule("cls-hs1", (of_node,), (axioms.atom(X, prop, X),))
        yield Rule("cls-hs2", (axioms.atom(X, prop, X),), (of_node,))


def _at_most(axioms: Axioms, node: str, prop: str) -> Iterator[Rule]:
    """Yield what "at most one" and "exactly one" conclude; "at least" concludes nothing that a rule can name."""
    of_node, first, second = (X, TYPE, node), axioms.atom(X, prop, Y), axioms.atom(X, prop, Z)
    for name in ("maxCardinality", "cardinality"):
        for count in axioms.values(node, bracketed(OWL + name)):
            if _number(count) == 0:
                yield Rule("cls-maxc1", (of_node, first), ())
            elif _number(count) == 1:
                yield Rule("cls-maxc2", (of_node, first, second), ((Y, SAME, Z),), distinct=((Y, Z),))
    for name in ("maxQualifiedCardinality", "qualifiedCardinality"):
        for count in axioms.values(node, bracketed(OWL + name)):
            for kind in axioms.values(node, bracketed(OWL + "onClass")):
                if _number(count) == 1:
                    body = (of_node, first, second, (Y, TYPE, kind), (Z, TYPE, kind))
                    yield Rule("cls-maxqc3", body, ((Y, SAME, Z),), distinct=((Y, Z),))


def _bounds(axioms: Axioms, data_range: str) -> tuple[Bound, ...]:
    """Return the bounds of a data range; none where it is told by anything but a least and a greatest number."""
    nodes = [
        facet
        for head in axioms.values(data_range, bracketed(OWL + "withRestrictions"))
        for facet in axioms.members(head)
    ]
    facets = {
        (name, value) for node in nodes for name in FACETS for value in axioms.values(node, bracketed(XSD + name))
    }
    if not nodes or len(facets) != len(nodes):
        return ()
    least, most = ([_number(value) for name, value in facets if name == wanted] for wanted in FACETS)
    return (Bound(Y, max(least, default=None), min(most, default=None)),)


def _number(literal: str) -> Decimal:
    return Decimal(literal.split('"')[1])
