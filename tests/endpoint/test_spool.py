"""Graphs are parted and cut without loss, whatever is in them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.push import spool as spooling
from kg.push.spool import spool

NODES = st.sampled_from([NamedNode("urn:a"), NamedNode("urn:b"), BlankNode("x"), BlankNode("y")])
LITERALS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(Literal)
GRAPHS = st.sampled_from([NamedNode("urn:g"), NamedNode("urn:h")])
QUADS = st.sets(st.builds(Quad, NODES, st.just(NamedNode("urn:p")), NODES | LITERALS, GRAPHS), max_size=12)


@settings(deadline=None)
@given(quads=QUADS, size=st.integers(1, 200), triples=st.integers(1, 5), kept=st.sampled_from([1, 60, 1 << 20]))
def test_the_parts_of_each_graph_are_the_graph(quads: set[Quad], size: int, triples: int, kept: int) -> None:
    before, spooling.KEPT = spooling.KEPT, kept
    try:
        with TemporaryDirectory() as folder:
            graphs = spool(sorted(quads, key=str), Path(folder), None, "test")
            found = {graph.name: list(graph.parts(size, triples)) for graph in graphs}
    finally:
        spooling.KEPT = before
    assert sum(graph.triples for graph in graphs) == len(quads)
    for graph in graphs:
        parts = [[quad.triple for quad in parse(part, format=RdfFormat.N_TRIPLES)] for part in found[graph.name]]
        assert {t for part in parts for t in part} == {q.triple for q in quads if q.graph_name.value == graph.name}
        assert sum(map(len, parts)) == graph.triples
        assert all(parts)
        for part, text in zip(parts[1:], found[graph.name][1:], strict=True):
            assert not any(isinstance(term, BlankNode) for triple in part for term in (triple.subject, triple.object))
            assert len(part) <= triples
            assert len(text) <= size or len(part) == 1
