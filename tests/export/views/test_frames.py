"""Framed JSON-LD: nothing lost, nothing fetched, and what is said of a thing nested in it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib.compare import isomorphic

from kg.errors import MissingExtraError, UsageError
from kg.export.source import Source
from kg.export.table import Options
from kg.export.views.frames import count_frames, write_frames
from kg.namespaces import CKG, RDF

pytest.importorskip("pyld", reason="the extra jsonld is not installed")
FRAMES = ("entity", "event")


def framed(source: Source, frame: str, folder: Path) -> Path:
    path = folder / f"{frame}.jsonld"
    with path.open("wb") as out:
        write_frames(source, out, Options(frame=frame))
    return path


def triples(path: Path) -> set[Any]:
    return {quad.triple for quad in parse(path=str(path), format=RdfFormat.JSON_LD)}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_triples_are_those_of_the_graph(frame: str, hostile: Any, tmp_path: Path) -> None:
    source = hostile(["said so", "=1\r\n", "\u202eRTL\x00", "_:b0", "https://x/y", "ckg:Claim"])
    path = framed(source, frame, tmp_path)
    assert triples(path) == {quad.triple for quad in source.quads()}
    assert source.counts.shortfalls(count_frames(path)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("frame", FRAMES)
def test_the_sample_reports_lose_nothing(frame: str, seeds_source: Source, tmp_path: Path) -> None:
    path = framed(seeds_source, frame, tmp_path)
    assert triples(path) == {quad.triple for quad in seeds_source.quads()}
    assert seeds_source.counts.shortfalls(count_frames(path)) == ()


@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=2),
    frame=st.sampled_from(FRAMES),
)
@settings(max_examples=10, deadline=None)
def test_whatever_a_text_holds_comes_back(texts: list[str], frame: str, hostile: Any, tmp_path_factory: Any) -> None:
    source = hostile(texts)
    assert triples(framed(source, frame, tmp_path_factory.mktemp("f"))) == {quad.triple for quad in source.quads()}


def test_an_event_has_its_claim_evidence_and_quantity_in_it(hostile: Any, tmp_path: Path) -> None:
    document = json.loads(framed(hostile(["said so"]), "event", tmp_path).read_bytes())
    node = document["@graph"][0]
    assert node["type"] == "ReportedAttack"
    assert node["factuality"] == "ckg:Denied"
    assert node["attacker"]["label"] == "said so"
    assert node["quantity"]["quantityText"] == "said so"
    claim = node["@reverse"]["claims"]
    assert claim["factuality"] == "ckg:Denied"
    assert (
        claim["claimedBy"]["id"] == node["attacker"]["id"]
        if isinstance(claim["claimedBy"], dict)
        else claim["claimedBy"]
    )
    assert "said so" in [row.get("exact") for row in claim["evidence"]["hasSelector"]]


def test_an_entity_has_what_is_claimed_of_it_in_it(hostile: Any, tmp_path: Path) -> None:
    nodes = json.loads(framed(hostile(["said so"]), "entity", tmp_path).read_bytes())["@graph"]
    (actor,) = [node for node in nodes if node["type"] == "ArmedGroup"]
    content = actor["@reverse"]["attacker"]
    assert content["factuality"] == "ckg:Denied"
    assert content["@reverse"]["claims"]["evidence"]
    assert actor["altLabel"] in ({"@language": "ar", "@value": "said so"}, {"ar": "said so"})


def test_blank_nodes_of_one_graph_stay_one(hostile: Any, tmp_path: Path) -> None:
    from rdflib import Graph

    somebody, content = BlankNode("b"), [NamedNode(f"https://w3id.org/conflict-kg/id/content/{n}") for n in (0, 1)]
    added = [Quad(node, NamedNode(CKG + "attacked"), somebody) for node in content]
    added.append(Quad(somebody, NamedNode(RDF + "type"), NamedNode(CKG + "ArmedGroup")))
    (tmp_path / "g.nq").write_bytes(serialize([*hostile(["a", "b"]).quads(), *added], format=RdfFormat.N_QUADS) or b"")
    source = Source(tmp_path / "g.nq")
    plain = serialize({quad.triple for quad in source.quads()}, format=RdfFormat.N_TRIPLES)
    for frame in FRAMES:
        back = serialize(triples(framed(source, frame, tmp_path)), format=RdfFormat.N_TRIPLES)
        assert isomorphic(Graph().parse(data=plain, format="nt"), Graph().parse(data=back, format="nt"))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_file_in_any_order_gives_the_same_bytes(frame: str, hostile: Any, tmp_path: Path) -> None:
    source = hostile(["a", "b", "c"])
    (tmp_path / "o.nq").write_bytes(serialize(reversed(list(source.quads())), format=RdfFormat.N_QUADS) or b"")
    (tmp_path / "other").mkdir()
    one, other = framed(source, frame, tmp_path), framed(Source(tmp_path / "o.nq"), frame, tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()


def test_the_context_is_ours_and_inside(hostile: Any, tmp_path: Path) -> None:
    context = json.loads(framed(hostile(["a"]), "event", tmp_path).read_bytes())["@context"]
    assert context["ckg"] == CKG


def test_an_unknown_frame_is_told_with_the_known_ones(hostile: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no frame; one of: entity, event"):
        framed(hostile(["a"]), "place", tmp_path)


def test_without_pyld_the_extra_is_named(hostile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyld", None)
    with pytest.raises(MissingExtraError, match=r"conflict-kg\[jsonld\]"):
        framed(hostile(["a"]), "event", tmp_path)
