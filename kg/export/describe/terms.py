"""Collects the triples of a description, each once; all nodes have an IRI."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.namespaces import RDF, XSD

__all__ = ["Triples", "typed"]


def typed(text: object, datatype: str) -> Literal:
    """Return *text* as a literal of a datatype of XML Schema, such as `date`."""
    return Literal(str(text), datatype=NamedNode(XSD + datatype))


class Triples:
    """Triples in the making. An IRI is a str that begins a triple; as an object it is a NamedNode, and a str is a text."""

    def __init__(self) -> None:
        self._triples: set[Triple] = set()

    def add(self, subject: str, predicate: str, value: NamedNode | Literal | str | int | None) -> None:
        """Add one triple; a number becomes an xsd:integer, and None adds nothing."""
        if value is None:
            return
        if isinstance(value, int):
            value = typed(value, "integer")
        term = Literal(value) if isinstance(value, str) else value
        self._triples.add(Triple(NamedNode(subject), NamedNode(predicate), term))

    def link(self, subject: str, predicate: str, value: str | None) -> None:
        """Add a triple that leads to the IRI *value*; None adds nothing."""
        self.add(subject, predicate, None if value is None else NamedNode(value))

    def be(self, subject: str, *classes: str) -> None:
        """Add the classes of *subject*."""
        for kind in classes:
            self.link(subject, RDF + "type", kind)

    def sorted(self, first: str = "") -> list[Triple]:
        """Return what was added: the node *first* before the others, these by their IRIs, and of each its classes first."""
        return sorted(self._triples, key=lambda triple: _place(triple, first))


def _place(triple: Triple, first: str) -> tuple[bool, str, bool, str]:
    subject, predicate = str(triple.subject), triple.predicate.value
    return subject != f"<{first}>", subject, predicate != RDF + "type", str(triple)
