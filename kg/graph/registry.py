"""The registry's graph: what the lexicon knows of actors, places and sources, as SKOS concepts with ontology classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import graph_iri
from kg.namespaces import DATA, DCTERMS, SKOS

if TYPE_CHECKING:
    from kg.lexicon import Entry, Lexicon

__all__ = ["registry_quads"]


def registry_quads(lexicon: Lexicon, base: str = DATA) -> list[Quad]:
    """Return the quads that describe every entry of *lexicon*, in its order."""
    graph = GraphBuilder(graph_iri("registry", base=base))
    for entry in lexicon.entries:
        _add_entry(graph, entry)
    return graph.quads()


def _add_entry(graph: GraphBuilder, entry: Entry) -> None:
    node = iri(entry.iri)
    graph.add(node, TYPE, ckg(entry.kind))
    graph.add(node, TYPE, iri(SKOS + "Concept"))
    graph.add(node, LABEL, entry.label)
    for name in entry.names:
        label = "prefLabel" if name.preferred else "hiddenLabel" if name.hidden else "altLabel"
        graph.add(
            node, iri(SKOS + label), Literal(name.text, language=name.language) if name.language else Literal(name.text)
        )
    graph.add(node, ckg("within"), iri(entry.within) if entry.within else None)
    graph.add(node, iri(DCTERMS + "source"), entry.source or None)
    for other in entry.never_same_as:
        graph.add(node, ckg("neverSameAs"), iri(other))
    graph.add(node, ckg("speaksFor"), iri(entry.speaks_for) if entry.speaks_for else None)
