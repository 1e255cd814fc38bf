"""The registry's graph: what the lexicon knows of actors, places and sources, as SKOS concepts with ontology classes.

A name with a kind or source of its own is a SKOS-XL label beside the plain one (W3C, SKOS, appendix B). Successions and
belongings are nodes named after their row, so that each carries its time and source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.edtf import bounds
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, day, decimal, iri
from kg.identifiers import graph_iri, short_hash, slug
from kg.namespaces import DATA, DCTERMS, ORG, SKOS, SKOSXL, WGS84

if TYPE_CHECKING:
    from kg.lexicon import Entry, Lexicon, Name

__all__ = ["registry_quads"]

SOURCE = iri(DCTERMS + "source")


def registry_quads(lexicon: Lexicon, base: str = DATA) -> list[Quad]:
    """Return the quads that describe every entry of *lexicon*, in its order."""
    graph = GraphBuilder(graph_iri("registry", base=base))
    for entry in lexicon.entries:
        _add_entry(graph, entry)
        for name in entry.names:
            _add_name(graph, entry, name)
        _add_successions(graph, entry)
        _add_belongings(graph, entry)
    return graph.quads()


def _add_entry(graph: GraphBuilder, entry: Entry) -> None:
    node = iri(entry.iri)
    graph.add(node, TYPE, ckg(entry.kind))
    graph.add(node, TYPE, iri(SKOS + "Concept"))
    graph.add(node, LABEL, entry.label)
    graph.add(node, SOURCE, entry.source or None)
    for name, target in (("within", entry.within), ("partOf", entry.part_of), ("speaksFor", entry.speaks_for)):
        graph.add(node, ckg(name), iri(target) if target else None)
    for other in entry.never_same_as:
        graph.add(node, ckg("neverSameAs"), iri(other))
    for text in entry.never_named:
        graph.add(node, ckg("neverNamed"), text)
    graph.add(node, ckg("existence"), entry.existence or None)
    graph.add(node, ckg("sourceKind"), ckg(entry.source_kind) if entry.source_kind else None)
    graph.add(node, iri(SKOS + "scopeNote"), entry.note or None)
    for axis, degrees in zip(("lat", "long"), entry.coordinates or (), strict=False):
        graph.add(node, iri(WGS84 + axis), decimal(degrees))


def _add_name(graph: GraphBuilder, entry: Entry, name: Name) -> None:
    node, label = iri(entry.iri), "prefLabel" if name.preferred else "hiddenLabel" if name.hidden else "altLabel"
    form = Literal(name.text, language=name.language) if name.language else Literal(name.text)
    graph.add(node, iri(SKOS + label), form)
    if name.kind or name.source:
        own = iri(f"{entry.iri}/name/{slug(name.text)}-{short_hash(name.text, name.language)[:8]}")
        graph.add(node, iri(SKOSXL + label), own)
        graph.add(own, TYPE, iri(SKOSXL + "Label"))
        graph.add(own, iri(SKOSXL + "literalForm"), form)
        graph.add(own, ckg("nameKind"), ckg(name.kind) if name.kind else None)
        graph.add(own, SOURCE, name.source or None)


def _add_successions(graph: GraphBuilder, entry: Entry) -> None:
    for row in entry.successions:
        node = iri(f"{entry.iri}/succession/{short_hash(row.kind, row.predecessor, row.when)[:8]}")
        graph.add(iri(entry.iri), ckg("succession"), node)
        graph.add(node, TYPE, ckg("Succession"))
        graph.add(node, ckg("predecessor"), iri(row.predecessor))
        graph.add(node, ckg("successionKind"), ckg(row.kind))
        _add_time_and_source(graph, node, row.when, row.source)


def _add_belongings(graph: GraphBuilder, entry: Entry) -> None:
    for row in entry.ties:
        node = iri(f"{entry.iri}/belonging/{short_hash(row.body, row.title, row.when)[:8]}")
        graph.add(iri(entry.iri), ckg("belonging"), node)
        graph.add(node, TYPE, ckg("Belonging"))
        graph.add(node, iri(ORG + "organization"), iri(row.body))
        graph.add(node, ckg("postTitle"), row.title or None)
        _add_time_and_source(graph, node, row.when, row.source)


def _add_time_and_source(graph: GraphBuilder, node: NamedNode, when: str, source: str) -> None:
    graph.add(node, ckg("edtf"), when or None)
    begin, end = bounds(when) if when else (None, None)
    graph.add(node, ckg("notBefore"), day(begin) if begin else None)
    graph.add(node, ckg("notAfter"), day(end) if end else None)
    graph.add(node, SOURCE, source or None)
