"""A text that several documents publish, drawn: its publications, the first of them, whose it is, how much they share."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.consolidate import SharedText
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri, natural
from kg.identifiers import document_iri, graph_iri, text_iri
from kg.namespaces import DATA

__all__ = ["shared_text_quads"]


def shared_text_quads(texts: Iterable[SharedText], base: str = DATA) -> list[Quad]:
    """Return the quads of texts that several documents publish."""
    graph = GraphBuilder(graph_iri("world", base=base))
    for text in texts:
        _add(graph, text, base)
    return graph.quads()


def _add(graph: GraphBuilder, text: SharedText, base: str) -> None:
    """Add the quads of *text*; an agency that no document has for its publisher gets its class and name here."""
    node = iri(text_iri(text.id, base))
    graph.add(node, TYPE, ckg("SharedText"))
    graph.add(node, LABEL, f"Text of {len(text.documents)} publications")
    graph.add(node, ckg("sharedWords"), natural(text.words))
    for key in text.documents:
        graph.add(node, ckg("publication"), iri(document_iri(key, base)))
    graph.add(node, ckg("firstPublication"), iri(document_iri(text.first, base)) if text.first else None)
    if text.agency:
        agency = iri(text.agency.iri)
        graph.add(node, ckg("agency"), agency)
        if not text.agency.registered:
            graph.add(agency, TYPE, ckg(text.agency.kind))
            graph.add(agency, LABEL, text.agency.label)
