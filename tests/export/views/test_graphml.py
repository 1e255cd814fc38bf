"""GraphML as networkx reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.export.source import Source
from kg.export.views.reading import Reader
from kg.namespaces import CKG

networkx = pytest.importorskip("networkx", reason="networkx is not installed")


def read(path: Path) -> Any:
    return networkx.read_graphml(path, force_multigraph=True)


@pytest.fixture(scope="module")
def graph(seeds_source: Source, write: Any) -> Any:
    return read(write("graphml", seeds_source))


def test_every_node_is_declared_and_has_a_label(graph: Any) -> None:
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"claim", "thing", "document", "incident"}
    assert all(data["label"] for _, data in graph.nodes(data=True))


def test_each_role_of_each_claim_is_an_edge_that_says_how_surely(graph: Any, seeds_source: Source) -> None:
    rows = list(Reader(seeds_source).claims())
    told = {(r.iri, role.thing.iri, role.name, r.factuality, r.quote) for r in rows for role in r.roles}
    edges = [(s, t, d) for s, t, d in graph.edges(data=True) if d["kind"] == "role"]
    assert {(s, t, d["role"], d["factuality"], d["quote"]) for s, t, d in edges} == told
    assert len(edges) == len(told)
    speakers = {(s, t) for s, t, d in graph.edges(data=True) if d["kind"] == "claimedBy"}
    assert speakers == {(row.iri, row.speaker.iri) for row in rows if row.speaker}


def test_two_things_are_joined_by_accepted_statements_alone(graph: Any, seeds_source: Source) -> None:
    things = {node for node, data in graph.nodes(data=True) if data["kind"] == "thing"}
    joined = {(s, d["role"], t, d["kind"]) for s, t, d in graph.edges(data=True) if s in things and t in things}
    statements = list(Reader(seeds_source).world("AcceptedStatement"))
    parts = [(s.one("statementSubject"), s.one("statementPredicate"), s.one("statementObject")) for s in statements]
    assert joined == {(one, name.removeprefix(CKG), other, "accepted") for one, name, other in parts} != set()


def test_numbers_are_numbers_and_places_are_told(graph: Any) -> None:
    claims = [data for _, data in graph.nodes(data=True) if data["kind"] == "claim"]
    assert all(isinstance(data["paragraph"], int) and isinstance(data["start"], int) for data in claims)
    assert {data["place"] for _, data in graph.nodes(data=True) if data["kind"] == "thing"} == {True, False}


@pytest.mark.parametrize(
    "text", ["]]>", "a\rb", "a\r\nb", "<x> & \"y\" 'z'", " \t lead", "\u202eRTL", "\U0001f54a", "\x85\u2028"]
)
def test_a_hostile_quote_comes_back(text: str, hostile: Any, write: Any) -> None:
    (found,) = [d for _, d in read(write("graphml", hostile([text]))).nodes(data=True) if d["kind"] == "claim"]
    assert found["quote"] == text
    assert found["factuality"] == "Denied"


@pytest.mark.parametrize("text", ["a\x00b", "\x01", "\ufffe", "\x0b"])
def test_what_xml_cannot_hold_is_replaced_by_the_replacement_character(text: str, hostile: Any, write: Any) -> None:
    (found,) = [d for _, d in read(write("graphml", hostile([text]))).nodes(data=True) if d["kind"] == "claim"]
    assert found["quote"] == "".join("\ufffd" if character not in "ab" else character for character in text)


def test_a_thing_of_no_class_is_a_node_once(hostile: Any, write: Any, tmp_path: Path) -> None:
    source = hostile(["one", "two"])
    stranger = NamedNode("https://example.org/somebody")
    added = [Quad(NamedNode(f"https://w3id.org/conflict-kg/id/content/{n}"), NamedNode(CKG + "attacked"), stranger,
                  NamedNode(f"https://w3id.org/conflict-kg/id/graph/document/d{n}")) for n in (0, 1)]  # fmt: skip
    (tmp_path / "g.nq").write_bytes(serialize([*source.quads(), *added], format=RdfFormat.N_QUADS) or b"")
    text = write("graphml", Source(tmp_path / "g.nq")).read_text(encoding="utf-8")
    assert text.count(f'<node id="{stranger.value}"') == 1
    assert text.count(f'target="{stranger.value}"') == 2


def test_an_unsaid_factuality_is_not_taken_for_a_stated_one(hostile: Any, write: Any, tmp_path: Path) -> None:
    quads = [q for q in hostile(["x"]).quads() if q.predicate.value != CKG + "factuality"]
    (tmp_path / "g.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    (found,) = [
        d for _, d in read(write("graphml", Source(tmp_path / "g.nq"))).nodes(data=True) if d["kind"] == "claim"
    ]
    assert found["label"].startswith("Unsaid how surely: ")


def test_a_claim_and_a_content_that_differ_are_both_told(hostile: Any, write: Any, tmp_path: Path) -> None:
    content = NamedNode("https://w3id.org/conflict-kg/id/content/0")
    quads = [
        Quad(q.subject, q.predicate, NamedNode(CKG + "Asserted"), q.graph_name)
        if q.subject == content and q.predicate.value == CKG + "factuality" else q
        for q in hostile(["x"]).quads()
    ]  # fmt: skip
    (tmp_path / "g.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    (found,) = [
        d for _, d in read(write("graphml", Source(tmp_path / "g.nq"))).nodes(data=True) if d["kind"] == "claim"
    ]
    assert found["factuality"] == "Asserted Denied"
    assert Literal("x").value == found["quote"]
