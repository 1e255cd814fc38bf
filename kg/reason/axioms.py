"""Reads OWL axioms out of triples: properties of nodes, lists, and property expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kg.namespaces import OWL, RDF, RDFS
from kg.reason.rules import Atom, Triple

__all__ = ["TYPE", "Axioms", "bracketed"]


def bracketed(iri: str) -> str:
    """Return an IRI as N-Triples writes it."""
    return f"<{iri}>"


FIRST, REST, NIL = (bracketed(RDF + name) for name in ("first", "rest", "nil"))
INVERSE: Final = bracketed(OWL + "inverseOf")
DATATYPE: Final = bracketed(RDFS + "Datatype")
TYPE: Final = bracketed(RDF + "type")


class Axioms:
    """The triples of an ontology by predicate and by subject."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_predicate: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._by_subject: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, value in sorted(set(triples)):
            self._by_predicate[predicate].append((subject, value))
            self._by_subject[subject, predicate].append(value)

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Return subject and object of each triple with *predicate*, sorted."""
        return self._by_predicate.get(predicate, [])

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of one subject and predicate, sorted."""
        return self._by_subject.get((subject, predicate), [])

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first object of one subject and predicate, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def instances(self, kind: str) -> list[str]:
        """Return what is said to be of *kind*, sorted."""
        return [subject for subject, value in self.pairs(TYPE) if value == kind]

    def members(self, head: str) -> Iterator[str]:
        """Yield the members of an RDF list, in order."""
        seen: set[str] = set()
        while head != NIL and head not in seen:
            seen.add(head)
            yield from self.values(head, FIRST)
            head = self.value(head, REST) or NIL

    def atom(self, subject: str, prop: str, value: str) -> Atom:
        """Return the atom of a property expression: of an inverse the other way round."""
        inverted = self.value(prop, INVERSE) if prop.startswith("_:") else None
        return (value, inverted, subject) if inverted else (subject, prop, value)

    def is_data_range(self, node: str) -> bool:
        """Tell whether a node is a datatype and no class."""
        return DATATYPE in self.values(node, TYPE)
