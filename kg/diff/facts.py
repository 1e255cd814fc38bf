"""Looks things up in one version: the ends of a triple in any graph, what a node is called, and which words stand for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import CKG, RDF, RDFS, SKOS, shorten

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

__all__ = ["Facts", "local_name", "text_of"]


FILE: Final = CKG + "fileName"


class Facts:
    """The graph of one version, asked node by node. Nodes are their IRIs; what has none is not found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.label = cache(self._label)

    def quads(self, subject: str) -> Iterator[Quad]:
        """Yield the quads of *subject* in any graph."""
        return self._store.quads_for_pattern(_node(subject), None, None, None)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the values of *predicate*, as IRIs or lexical forms, sorted."""
        found = self._store.quads_for_pattern(_node(subject), _node(predicate), None, None)
        return sorted({text_of(quad.object) for quad in found})

    def value(self, subject: str, predicate: str) -> str:
        """Return the first value of *predicate*; "" where there is none."""
        return next(iter(self.objects(subject, predicate)), "")

    def subjects(self, predicate: str, target: str) -> list[str]:
        """Return the subjects of which *predicate* leads to *target*, sorted."""
        return sorted({quad.subject.value for quad in self.subject_quads(predicate, target)})

    def subject_quads(self, predicate: str, target: str) -> Iterator[Any]:
        """Yield the quads whose *predicate* leads to *target*."""
        return self._store.quads_for_pattern(None, _node(predicate), _node(target), None)

    def has(self, predicate: str, target: str) -> bool:
        """Tell whether *predicate* of anything leads to *target*."""
        return next(self.subject_quads(predicate, target), None) is not None

    def knows(self, subject: str) -> bool:
        """Tell whether anything is said of *subject*."""
        return next(self.quads(subject), None) is not None

    def file_of_graph(self, graph: str) -> str:
        """Return the file name of the document that the graph of that name is of; "" where it is of none."""
        names = self._store.quads_for_pattern(None, _node(FILE), None, _node(graph)) if graph else ()
        return next((text_of(quad.object) for quad in names), "")

    def graph_of(self, document: str) -> str:
        """Return the name of the graph that holds *document*; "" where none does."""
        return next((text_of(quad.graph_name) for quad in self.quads(document) if quad.predicate.value == FILE), "")

    def types(self, subject: str) -> list[str]:
        """Return the classes of *subject*, sorted."""
        return self.objects(subject, RDF + "type")

    def graph(self, name: str) -> Iterator[Quad]:
        """Yield the quads of the graph of that name."""
        return self._store.quads_for_pattern(None, None, None, _node(name))

    def is_row(self, entity: str) -> bool:
        """Tell whether the registry has a row of *entity*."""
        return SKOS + "Concept" in self.types(entity)

    def is_used(self, entity: str) -> bool:
        """Tell whether words stand for *entity*, or it speaks, passes on, publishes or writes."""
        ways = ("refersTo", "claimedBy", "relayedBy", "publisher", "author")
        return any(self.has(CKG + name, entity) for name in ways)

    def names(self, iri: str) -> set[str]:
        """Return what *iri* is called, in lower case."""
        labels = (RDFS + "label", *(SKOS + kind for kind in ("prefLabel", "altLabel", "hiddenLabel")))
        return {name.casefold() for label in labels for name in self.objects(iri, label)}

    def _label(self, iri: str) -> str:
        return self.value(iri, SKOS + "prefLabel") or self.value(iri, RDFS + "label") or shorten(iri)


@cache
def _node_of(iri: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def _node(iri: str) -> Any:
    """Return the node of *iri*; of what is no IRI, one that is in no graph."""
    try:
        return _node_of(iri)
    except ValueError:
        return _node_of("urn:none")


def text_of(term: Any) -> str:
    """Return the IRI, lexical form or label of a term; of a triple, its text."""
    return str(getattr(term, "value", term))


def local_name(iri: str) -> str:
    """Return what follows the last / or # of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]
