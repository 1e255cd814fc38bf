"""Short ways to write RDF terms and to collect the quads of one graph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import CKG, RDF, RDFS, XSD

__all__ = ["LABEL", "TYPE", "GraphBuilder", "Term", "address", "ckg", "day", "decimal", "iri", "natural"]

Term: TypeAlias = NamedNode | Literal


@lru_cache(maxsize=1 << 16)
def iri(text: str) -> NamedNode:
    """Return the node of an IRI; one in use is not made anew."""
    return NamedNode(text)


def ckg(name: str) -> NamedNode:
    """Return the node of a term of the ontology."""
    return iri(CKG + name)


TYPE = iri(RDF + "type")
LABEL = iri(RDFS + "label")


def natural(number: int) -> Literal:
    """Return *number* as an xsd:nonNegativeInteger."""
    return Literal(str(number), datatype=iri(XSD + "nonNegativeInteger"))


def day(text: str) -> Literal:
    """Return an ISO 8601 day as an xsd:date."""
    return Literal(text, datatype=iri(XSD + "date"))


def address(url: str | None) -> NamedNode | None:
    """Return the node of a web address; None where it is none, or no IRI (RFC 3987)."""
    if url is None or not re.match(r"https?://[^/]", url):
        return None
    try:
        return NamedNode(url)
    except ValueError:
        return None


def decimal(number: float) -> Literal:
    """Return *number* as an xsd:decimal: no exponent, whole numbers without a point."""
    digits = f"{number:.6f}".rstrip("0").rstrip(".")
    return Literal(digits or "0", datatype=iri(XSD + "decimal"))


class GraphBuilder:
    """Collects the quads of one named graph, each once, in the order added."""

    def __init__(self, graph: str) -> None:
        self.graph = iri(graph)
        self._quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term | str | None) -> None:
        """Add one triple; a str is a plain literal, and None adds nothing."""
        if value is not None:
            term = Literal(value) if isinstance(value, str) else value
            self._quads[Quad(subject, predicate, term, self.graph)] = None

    def quads(self) -> list[Quad]:
        """Return what was added."""
        return list(self._quads)
