"""What is said of one node of the graph, by property: its texts, names and numbers, picked so that the order says nothing."""

from __future__ import annotations

from typing import Any, Final

from pyoxigraph import BlankNode, Literal, Triple

from kg.export.views.rows import Quantity
from kg.namespaces import CKG, RDF, RDFS, SKOS
from kg.sparql.classes import most_specific

__all__ = [
    "NO_ROLES",
    "TYPE",
    "Node",
    "details_of",
    "factuality_of",
    "first_of",
    "label_of",
    "local_name",
    "number_of",
    "quantity_of",
    "reported_type",
    "short_name",
    "value_of",
    "values_of",
]

Node = dict[str, list[Any]]
TYPE: Final = RDF + "type"
# Not roles, though they lead from a content to a node.
NO_ROLES: Final = frozenset({"eventType", "factuality", "voice", "quantity", "content", "inDocument"})
NO_DETAILS: Final = frozenset({"edtf", "notBefore", "notAfter", "attestedOn"})


def value_of(term: Any) -> str:
    """Return the text of a literal, the IRI of a node, or the name of a blank node with `_:`."""
    if isinstance(term, BlankNode | Triple):
        return str(term)
    return str(getattr(term, "value", ""))


def local_name(term: Any) -> str:
    """Return the local name of a class of ours, or ""."""
    text = value_of(term)
    return text[len(CKG) :] if text.startswith(CKG) else ""


def short_name(iri: str) -> str:
    return iri.removeprefix(CKG)


def values_of(node: Node, name: str) -> list[str]:
    return sorted(map(value_of, node.get(name, ())))


def first_of(node: Node, name: str) -> str:
    return min(map(value_of, node.get(name, ())), default="")


def number_of(terms: list[Any] | None) -> int | None:
    text = min(map(value_of, terms or ()), default="")
    return int(text) if text.isdecimal() else None


def label_of(iri: str, node: Node) -> str:
    for name in (RDFS + "label", SKOS + "prefLabel"):
        terms = sorted(node.get(name, ()), key=lambda term: (term.language not in (None, "en"), term.value))
        if terms:
            return value_of(terms[0])
    return iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2] or iri


def factuality_of(claim: Node, content: Node) -> str:
    """Return how surely it is said; where claim and content differ, both, so that neither is passed over."""
    found = {value_of(term).removeprefix(CKG) for node in (claim, content) for term in node.get(CKG + "factuality", ())}
    return " ".join(sorted(found))


def reported_type(said: Node) -> str:
    names = [local_name(term) for term in said.get(TYPE, ())]
    kept = most_specific(name for name in names if name.startswith("Reported"))
    return " ".join(name.removeprefix("Reported") for name in kept)


def details_of(said: Node) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            (short_name(name), term.value)
            for name, terms in said.items()
            if name.startswith(CKG) and short_name(name) not in NO_DETAILS
            for term in terms
            if isinstance(term, Literal)
        )
    )


def quantity_of(iri: str, node: Node) -> Quantity:
    names = ("quantityKind", "quantityText", "value", "minimum", "maximum")
    kind, text, value, minimum, maximum = (first_of(node, CKG + name) for name in names)
    return Quantity(iri, kind, text, value, minimum, maximum)
