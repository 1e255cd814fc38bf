"""What is stated elsewhere is left out of the inferred graph, line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.formats.stated import without_stated
from kg.identifiers import graph_iri
from kg.namespaces import ONTOLOGY

BASE = "https://example.org/id/"
GRAPHS = (
    ONTOLOGY,
    *(graph_iri(room, base=BASE) for room in ("document/a", "document/b", "inferred", "registry", "world")),
)
INFERRED = graph_iri("inferred", base=BASE)
OBJECTS = ("<https://example.org/o>", '"o"', '"o o"', '"o"@en', '"o\\" <x> ."')

triples = st.builds(
    "<https://example.org/{}> <https://example.org/p> {}".format, st.sampled_from("ab"), st.sampled_from(OBJECTS)
)
quads = st.sets(st.tuples(triples, st.sampled_from(GRAPHS)))


def line(triple: str, graph: str) -> bytes:
    return f"{triple} <{graph}> .\n".encode()


def stated(found: set[tuple[str, str]]) -> set[str]:
    return {triple for triple, graph in found if graph not in (INFERRED, ONTOLOGY)}


@given(quads, st.randoms(use_true_random=False))
def test_an_inferred_line_goes_where_another_graph_than_the_ontologys_has_its_triple(found, random):
    ordered = sorted(line(*quad) for quad in found)
    blocks, rest = [], ordered
    while rest:
        size = random.randrange(1, len(rest) + 1)
        blocks.append(b"".join(rest[:size]))
        rest = rest[size:]
    expected = {quad for quad in found if quad[1] != INFERRED or quad[0] not in stated(found)}
    assert b"".join(without_stated(blocks, BASE)) == b"".join(sorted(line(*quad) for quad in expected))


def test_a_triple_that_very_many_graphs_state_is_not_gathered():
    triple = "<https://example.org/a> <https://example.org/p> <https://example.org/o>"
    graphs = sorted([*(graph_iri("document", f"{n:05}", BASE) for n in range(9000)), INFERRED])
    blocks = [line(triple, graph) for graph in graphs]
    taken = 0

    def told():
        nonlocal taken
        for block in blocks:
            taken += 1
            yield block

    given_out = 0
    for block in without_stated(told(), BASE):
        given_out += block.count(b"\n")
        assert taken - given_out < 4
    assert given_out == 9000


def test_nothing_comes_of_nothing():
    assert list(without_stated([])) == []
