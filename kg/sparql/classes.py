"""Which classes of the ontology lie below which, as the bundled ontology says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.namespaces import CKG, RDFS
from kg.resources import ontology_file

__all__ = ["below", "most_specific", "thing_classes"]


def below(name: str) -> frozenset[str]:
    """Return the local names of class *name* and of all below it."""
    return _closure().get(name, frozenset({name}))


def most_specific(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of *names* that have none of the others below them, in order."""
    kept = set(names)
    return tuple(sorted(name for name in kept if not (_closure().get(name, frozenset()) - {name}) & kept))


def thing_classes() -> frozenset[str]:
    """Return the classes of things that speak or stand in a role, by local name."""
    return below("Actor") | below("Territory") | below("Talks")


@cache
def _closure() -> dict[str, frozenset[str]]:
    from pyoxigraph import NamedNode, RdfFormat, parse

    under: dict[str, set[str]] = {}
    for quad in parse(path=str(ontology_file("conflict.ttl")), format=RdfFormat.TURTLE):
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if quad.predicate.value == RDFS + "subClassOf" and named:
            under.setdefault(_local(quad.object.value), set()).add(_local(quad.subject.value))
    return {name: frozenset(_descend(name, under)) for name in {*under, *(n for row in under.values() for n in row)}}


def _descend(name: str, under: dict[str, set[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        new = under.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(CKG)
