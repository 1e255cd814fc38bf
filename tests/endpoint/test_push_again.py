"""A second push sends what is not there as it should be, tells of what is there besides, and leaves the rest alone."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.endpoint import Endpoint

from .pushing import MARKS, of_test, push_file, triples_of
from .relay import changes, relay
from .servers import Running


def test_what_somebody_else_has_changed_is_sent_again(quick: Running, there: Endpoint, quads: Path) -> None:
    assert push_file(quick.url, quads).returncode == 0
    there.update("DELETE DATA { GRAPH <urn:test:2> { <urn:s> <urn:p> <urn:o0> } }")
    there.update("INSERT DATA { GRAPH <urn:test:3> { <urn:s> <urn:p> <urn:more> } }")
    told = push_file(quick.url, quads)
    assert told.stderr.endswith(": 2 sent, 1 there already\n")
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_what_was_pushed_from_elsewhere_is_sent_again_though_the_counts_are_the_same(
    quick: Running, there: Endpoint, quads: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.nq"
    other.write_text(quads.read_text().replace("<urn:o0> <urn:test:1>", "<urn:other> <urn:test:1>"))
    for path, sent in ((quads, 3), (other, 1), (quads, 1)):
        assert f": {sent} sent, " in push_file(quick.url, path).stderr
    assert [str(triple.object) for triple in triples_of(there, "urn:test:1")] == ["<urn:o0>"]


def test_two_marks_of_one_graph_are_none(quick: Running, there: Endpoint, quads: Path) -> None:
    push_file(quick.url, quads)
    there.update(
        f'INSERT {{ GRAPH <{MARKS}> {{ <urn:test:2> ?p "sha256:{"0" * 64} 2" }} }} WHERE {{ GRAPH <{MARKS}> {{ <urn:test:2> ?p ?o }} }}'
    )
    assert push_file(quick.url, quads).stderr.endswith(": 1 sent, 2 there already\n")


def test_again_sends_all(quick: Running, there: Endpoint, quads: Path) -> None:
    push_file(quick.url, quads)
    assert push_file(quick.url, quads, "--again").stderr.endswith(": 3 sent, 0 there already\n")


def test_a_dry_run_says_what_it_would_send_and_changes_nothing(quick: Running, there: Endpoint, quads: Path) -> None:
    with relay(quick.url) as between:
        told = push_file(between.url, quads, "--dry-run")
    assert changes(between) == []
    assert [line.split() for line in told.stdout.splitlines()] == [["send", str(n), f"urn:test:{n}"] for n in (1, 2, 3)]
    push_file(quick.url, quads)
    assert push_file(quick.url, quads, "--dry-run").stdout.count("there ") == 3


def test_a_large_graph_goes_in_parts_and_blank_nodes_stay_whole(
    quick: Running, there: Endpoint, tmp_path: Path
) -> None:
    path = tmp_path / "large.ttl"
    nodes = "".join(f"_:b{n} <urn:next> _:b{(n + 1) % 50} .\n" for n in range(50))
    path.write_text(nodes + "".join(f'<urn:s{n}> <urn:p> "value {n}" .\n' for n in range(500)))
    with relay(quick.url) as between:
        told = push_file(between.url, path, "--into", "urn:test:large", "--part-size", 0.002)
    assert told.returncode == 0, told.stderr
    assert len([asked for asked in changes(between) if "large" in asked.path]) > 5
    assert of_test(there) == {"urn:test:large": 550}
    query = "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?b <urn:next> ?c . ?c <urn:next> ?d }"
    assert [row[0].value for row in there.query(query)] == ["50"]


def test_triples_without_a_graph_are_put_nowhere_untold(quick: Running, there: Endpoint, tmp_path: Path) -> None:
    path = tmp_path / "some.ttl"
    path.write_text("<urn:s> <urn:p> <urn:o> .")
    told = push_file(quick.url, path)
    assert told.returncode == 2
    assert told.stderr == f"{path}: has triples in no named graph; --into IRI, the graph to put them into\n"
    assert push_file(quick.url, path, "--into", "no iri").returncode == 2
    assert there.graphs() == []


def test_a_graph_is_the_same_whatever_the_order_of_the_file(quick: Running, there: Endpoint, quads: Path) -> None:
    push_file(quick.url, quads)
    quads.write_text("".join(reversed(quads.read_text().splitlines(keepends=True))))
    assert push_file(quick.url, quads).stderr.endswith(": 0 sent, 3 there already\n")
    assert Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o0")).triple in set(
        triples_of(there, "urn:test:1")
    )
