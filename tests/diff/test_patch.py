"""A patch leads from the old version to the new one exactly; and lines are compared the same, however they are sorted."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.diff import lines
from kg.diff.lines import differences, graph_of, sorted_lines, statement_of, without_graph

from .reading import build, edited, kg

IRIS = st.sampled_from([NamedNode(f"urn:{name}") for name in "abcdef"])
LITERALS = st.builds(
    lambda text, kind: Literal(text, language="en") if kind else Literal(text),
    st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(['" <urn:g> .', "a . \n", ")>> <urn:x>"]),
    st.booleans(),
) | st.integers().map(Literal)
GRAPHS = IRIS | st.just(DefaultGraph())
QUADS = st.builds(Quad, IRIS, IRIS, IRIS | LITERALS, GRAPHS)
SETS = st.lists(QUADS, max_size=12)


def _applied(patch, old):
    """Apply a patch to sorted lines, as its specification says."""
    now = set(old)
    header, begin, *rows, commit = patch.splitlines(keepends=True)
    assert header.startswith(b"H id <") and (begin, commit) == (b"TX .\n", b"TC .\n")
    for row in rows:
        sign, line = row[:2], row[2:]
        if sign == b"D ":
            now.remove(line)
        else:
            assert sign == b"A " and line not in now
            now.add(line)
    return sorted(now)


@given(SETS, SETS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_differences_applied_to_the_old_give_the_new(old, new):
    olds, news = list(sorted_lines(old)), list(sorted_lines(new))
    found = list(differences(olds, news))
    now = set(olds) - {line for sign, line in found if sign == "D"} | {line for sign, line in found if sign == "A"}
    assert sorted(now) == news
    assert not {line for _, line in found} & set(olds) & set(news)


@given(SETS, st.randoms())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_lines_are_sorted_once_each_in_runs_as_in_memory(quads, chance):
    whole = list(sorted_lines(quads))
    chance.shuffle(quads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "RUN", 4)
        patch.setattr(lines, "BATCH", 3)
        assert list(sorted_lines([*quads, *quads[:5]])) == whole
        assert len(whole) == len(set(quads))


@given(QUADS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_line_is_read_whatever_the_object(quad):
    [line] = sorted_lines([quad])
    read = statement_of(line)
    assert (read.subject, read.predicate, read.value) == (
        quad.subject.value,
        quad.predicate.value,
        quad.object.value,
    )
    name = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
    assert graph_of(line) == name
    [bare] = parse(without_graph(line), format=RdfFormat.N_QUADS)
    assert (bare.triple, bare.graph_name) == (quad.triple, DefaultGraph())


@pytest.fixture(scope="module")
def stores(base_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("less")
    edits = {"documents": {"south.txt": {"remove": True}}}
    return base_store, build(edited(edits, folder), folder / "store", "--policy", "strict")


def test_a_patch_between_stores_gives_the_new_one_exactly(stores, tmp_path):
    files = [next((store / "generations").glob("*/dataset.nq")).read_bytes() for store in stores]
    patch = tmp_path / "p.rdfp"
    kg("diff", *stores, "--format", "rdf-patch", "-o", patch)
    assert b"".join(_applied(patch.read_bytes(), files[0].splitlines(keepends=True))) == files[1]
    assert [path.name for path in tmp_path.iterdir()] == ["p.rdfp"]
    assert kg("diff", *stores, "--format", "rdf-patch").encode() == patch.read_bytes()


def test_a_patch_of_one_document_stays_in_its_graph(stores):
    rows = kg("diff", *stores, "--format", "rdf-patch", "--document", "south.txt").encode().splitlines(keepends=True)
    graphs = {graph_of(row[2:]) for row in rows[2:-1]}
    assert len(graphs) == 1 and "south" in graphs.pop()


def test_blank_nodes_bear_canonical_names(tmp_path):
    quads = [Quad(BlankNode(), NamedNode("urn:p"), Literal(n)) for n in "abc"]
    files = [tmp_path / "old.nt", tmp_path / "new.nt"]
    for file in files:
        random.Random(0).shuffle(quads)
        renamed = [Quad(BlankNode(), quad.predicate, quad.object) for quad in quads]
        file.write_bytes(serialize([quad.triple for quad in renamed], format=RdfFormat.N_TRIPLES))
    assert files[0].read_bytes() != files[1].read_bytes()
    assert len(kg("diff", *files, "--format", "rdf-patch").splitlines()) == 3
