"""Graphs of earlier pushes that the store no longer has are told by name, and removed when that is asked; others' never."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.endpoint import Endpoint

from .pushing import FILE, MARKS, changed, marked, of_test, push_file
from .relay import Answered, changes, relay
from .scripted import Asked, tell
from .servers import Running


@pytest.fixture
def less(tmp_path: Path) -> Path:
    """What `quads` is without two of its graphs."""
    path = tmp_path / "less.nq"
    path.write_text(FILE.format(0, 1))
    return path


def test_graphs_that_are_no_longer_pushed_are_told_and_go_when_that_is_asked(
    quick: Running, there: Endpoint, quads: Path, less: Path
) -> None:
    there.put_graph("urn:test:foreign", b"<urn:s> <urn:p> <urn:o> .\n")
    push_file(quick.url, quads)
    kept = f": 2 graphs at the endpoint are not in {less}: urn:test:2, urn:test:3; --delete-others removes them\n"
    for _ in range(2):
        assert push_file(quick.url, less).stderr.endswith(f": 0 sent, 1 there already\n{quick.url}/query{kept}")
    assert set(of_test(there)) == {"urn:test:1", "urn:test:2", "urn:test:3", "urn:test:foreign"}
    dry = push_file(quick.url, less, "--delete-others", "--dry-run").stdout
    assert [line.split()[0] for line in dry.splitlines()] == ["there", "remove", "remove"]
    assert push_file(quick.url, less, "--delete-others").stderr.endswith(": 0 sent, 1 there already, 2 removed\n")
    assert set(of_test(there)) == {"urn:test:1", "urn:test:foreign"}
    assert marked(there) == {"urn:test:1"}
    assert of_test(there, MARKS) == {MARKS: 2}


def test_a_graph_that_a_broken_push_has_left_by_half_is_known_as_ours(
    quick: Running, there: Endpoint, quads: Path, less: Path
) -> None:
    def refuse(handler, asked: Asked) -> None:
        if changed(asked) == "urn:test:3" and asked.method == "POST":
            tell(handler, b"no room", "text/plain", 400)
            raise Answered

    quads.write_text("".join(FILE.format(n, g) for g in (1, 2, 3) for n in range(50)))
    with relay(quick.url, refuse) as between:
        assert "HTTP 400: no room" in push_file(between.url, quads, "--part-size", 0.001).stderr
    assert 0 < of_test(there)["urn:test:3"] < 50
    assert "urn:test:3; --delete-others" in push_file(quick.url, less).stderr
    push_file(quick.url, less, "--delete-others")
    assert of_test(there) == {"urn:test:1": 1}


def test_a_graph_that_somebody_has_added_to_stays(quick: Running, there: Endpoint, quads: Path, less: Path) -> None:
    push_file(quick.url, quads)
    there.update("INSERT DATA { GRAPH <urn:test:2> { <urn:s> <urn:p> <urn:theirs> } }")
    told = push_file(quick.url, less, "--delete-others").stderr
    assert ", 1 removed\n" in told
    assert told.endswith(f"is not in {less}: urn:test:2; others have added to what was pushed there\n")
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 3}


def test_a_graph_that_somebody_has_removed_is_no_longer_told(
    quick: Running, there: Endpoint, quads: Path, less: Path
) -> None:
    push_file(quick.url, quads)
    there.delete_graph("urn:test:2")
    there.delete_graph("urn:test:3")
    with relay(quick.url) as between:
        assert push_file(between.url, less).stderr.endswith(": 0 sent, 1 there already\n")
    assert changes(between) == []


def test_a_removal_that_is_answered_and_not_done_is_an_error(
    quick: Running, there: Endpoint, quads: Path, less: Path
) -> None:
    def pretend(handler, asked: Asked) -> None:
        if asked.method == "DELETE":
            tell(handler, b"<html>Welcome</html>", "text/html")
            raise Answered

    push_file(quick.url, quads)
    with relay(quick.url, pretend) as between:
        told = push_file(between.url, less, "--delete-others")
    assert told.returncode == 2
    assert "still holds 2 triples in urn:test:2, which was removed; " in told.stderr
    assert "2 graphs at the endpoint are not in" in push_file(quick.url, less).stderr


def test_marks_that_come_with_a_dump_are_no_data(quick: Running, there: Endpoint, quads: Path) -> None:
    push_file(quick.url, quads)
    with quads.open("a") as file:
        file.write(f"<{MARKS}> <http://purl.org/dc/terms/hasPart> <urn:test:9> <{MARKS}> .\n")
    assert push_file(quick.url, quads).stderr.endswith(": 0 sent, 3 there already\n")
