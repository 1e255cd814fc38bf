"""The sample reports with their gold claims, as a store; and random quads with everything that N-Quads can hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.export.source import Source
from kg.namespaces import CKG, RDF, XSD
from kg.pipeline import build
from kg.resources import seeds

GOLD = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
EXAMPLE = "http://example.org/"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample reports."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    build([seeds()], claims=GOLD, store=folder)
    return folder


def written(folder: Path, quads: list[Quad]) -> Source:
    """Return a file of *quads*, in this order, as a source."""
    path = folder / "data.nq"
    path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    return Source(path)


def random_quads(texts: st.SearchStrategy[str], blank: bool = True) -> st.SearchStrategy[list[Quad]]:
    """Return lists of quads over few nodes, so that triples, subjects and classes meet again."""
    named = st.sampled_from([NamedNode(EXAMPLE + name) for name in ("a", "b", "c/d", "é", "a#b")])
    nodes = st.one_of(named, st.sampled_from([BlankNode("x"), BlankNode("y")])) if blank else named
    kinds = st.sampled_from([NamedNode(CKG + "Claim"), NamedNode(EXAMPLE + "Kind"), NamedNode(EXAMPLE + "a")])
    literals = st.one_of(
        texts.map(Literal),
        texts.map(lambda text: Literal(text, language="en")),
        texts.map(lambda text: Literal(text, datatype=NamedNode(EXAMPLE + "type"))),
        st.integers(0, 5).map(lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer"))),
    )
    graphs = st.one_of(st.just(DefaultGraph()), nodes)
    plain = st.builds(Quad, nodes, named, st.one_of(nodes, literals), graphs)
    typed = st.builds(Quad, nodes, st.just(NamedNode(RDF + "type")), kinds, graphs)
    return st.lists(st.one_of(plain, typed), min_size=1, max_size=14)
