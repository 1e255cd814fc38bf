"""Updates: by token alone, whole or not at all, and seen by the next question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode

import pytest

from .server import Server, serving

TOKEN = "a-token-of-forty-characters-0123456789-ab"
UPDATE = {"Content-Type": "application/sparql-update"}
INSERT = b'INSERT DATA { GRAPH <urn:test> { <urn:a> <urn:b> "new" } }'
SEES = 'ASK { <urn:a> <urn:b> "new" }'


@pytest.fixture
def writable(served_store: Path, tmp_path: Path) -> Iterator[Server]:
    store = tmp_path / "store"
    copytree(served_store, store)
    with serving(store, tmp_path, "--read-write", env={"KG_SERVE_TOKEN": TOKEN}) as running:
        yield running


def _update(server: Server, text: bytes, token: str = TOKEN) -> int:
    return server.ask("POST", "/sparql", text, UPDATE | {"Authorization": f"Bearer {token}"}).status


def test_an_update_is_seen_by_the_next_question_and_by_kg_query(writable: Server) -> None:
    from kg.sparql import open_source

    assert writable.query(SEES).json["boolean"] is False
    assert _update(writable, INSERT) == 204
    assert writable.query(SEES).json["boolean"] is True
    assert bool(open_source(writable.store).query('ASK { GRAPH ?g { <urn:a> <urn:b> "new" } }'))


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Cookie": f"token={TOKEN}"}]
)
def test_without_the_token_nothing_is_changed(writable: Server, header: dict[str, str]) -> None:
    """Nor by a form of somebody else's page: a browser sends it without the token."""
    for body, kind in ((INSERT, UPDATE), (b"update=" + INSERT, {"Content-Type": "application/x-www-form-urlencoded"})):
        reply = writable.ask("POST", "/sparql", body, kind | header)
        assert reply.status == 401 and reply.headers["www-authenticate"] == "Bearer"
    assert writable.query(SEES).json["boolean"] is False


@pytest.mark.parametrize(
    "text",
    [
        b"LOAD <file:///etc/passwd>",
        b"LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:test>",
        b"\\u004COAD <http://127.0.0.1:9/>",
        b"INSERT { <urn:a> <urn:b> ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        b"INSERT DATA { <urn:a> <urn:b> }",
        b"SELECT * { ?s ?p ?o }",
        b"DROP GRAPH <urn:not-here>",
    ],
)
def test_an_update_that_reaches_elsewhere_or_is_none_changes_nothing(writable: Server, text: bytes) -> None:
    before = (writable.store / "CURRENT").read_text()
    assert _update(writable, text) == 400
    assert (writable.store / "CURRENT").read_text() == before


def test_a_build_beside_the_server_is_seen_by_the_next_question(writable: Server) -> None:
    from kg.store import StoreFolder

    folder = StoreFolder(writable.store)
    folder.replace_graph([folder.dataset().read_bytes(), b'<urn:a> <urn:b> "new" <urn:test> .\n'])
    assert writable.query(SEES).json["boolean"] is True


def test_a_token_that_is_too_short_is_refused(served_store: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match="KG_SERVE_TOKEN: is not set, or shorter"),
        serving(served_store, tmp_path, "--read-write", env={"KG_SERVE_TOKEN": "short"}),
    ):
        pass


def test_a_graph_that_is_there_can_be_dropped(writable: Server) -> None:
    assert _update(writable, INSERT) == 204
    assert _update(writable, b"DROP GRAPH <urn:test>") == 204
    assert writable.query(SEES).json["boolean"] is False


GRAPHS = b"""INSERT DATA {
  GRAPH <urn:one> { <urn:a> <urn:in> 1 } GRAPH <urn:two> { <urn:a> <urn:in> 2 } GRAPH <urn:three> { <urn:a> <urn:in> 3 } }"""
DEFAULT = "INSERT { GRAPH <urn:out> { ?s <urn:had> ?o } } WHERE { ?s <urn:in> ?o }"
NAMED = "INSERT { GRAPH <urn:out> { ?s <urn:had> ?o } } #WHERE\n where { GRAPH ?g { ?s <urn:in> ?o } }"
BOTH = (
    "INSERT { GRAPH <urn:out> { ?s <urn:had> ?o } } WHERE { { ?s <urn:in> ?o } UNION { GRAPH ?g { ?s <urn:in> ?o } } }"
)


@pytest.mark.parametrize(
    ("text", "default", "named", "found"),
    [
        (DEFAULT, ["urn:one"], [], {"1"}),  # update_dataset_default_graph
        (DEFAULT, ["urn:one", "urn:two"], [], {"1", "2"}),  # update_dataset_default_graphs
        (NAMED, [], ["urn:one", "urn:two"], {"1", "2"}),  # update_dataset_named_graphs
        (BOTH, ["urn:one"], ["urn:three"], {"1", "3"}),  # update_dataset_full
        (DEFAULT, [], ["urn:one"], set()),
        (f"{DEFAULT} ; INSERT DATA {{ GRAPH <urn:out> {{ <urn:a> <urn:had> 9 }} }}", ["urn:two"], [], {"2", "9"}),
    ],
)
def test_an_update_of_the_graphs_that_are_named_beside_it(
    writable: Server, text: str, default: list[str], named: list[str], found: set[str]
) -> None:
    assert _update(writable, GRAPHS) == 204
    fields = {"using-graph-uri": default, "using-named-graph-uri": named}
    token = {"Authorization": f"Bearer {TOKEN}"}
    assert writable.ask("POST", "/sparql", text.encode(), UPDATE | token, **fields).status == 204
    assert {row["o"] for row in writable.query("SELECT ?o { GRAPH <urn:out> { ?s <urn:had> ?o } }").rows} == found


def test_a_short_deletion_of_the_graphs_that_are_named_beside_it(writable: Server) -> None:
    """What is matched there is deleted from the default graph, as the long form does."""
    from kg.store import StoreFolder

    assert _update(writable, b"INSERT DATA { <urn:a> <urn:in> 1 , 2 . GRAPH <urn:one> { <urn:a> <urn:in> 1 } }") == 204
    body = urlencode([("update", "DELETE WHERE { ?s <urn:in> ?o }"), ("using-graph-uri", "urn:one")]).encode()
    head = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    assert writable.ask("POST", "/sparql", body, head).status == 204
    held = StoreFolder(writable.store).quads()
    left = {(str(quad.graph_name), quad.object.value) for quad in held if quad.predicate.value == "urn:in"}
    assert left == {("DEFAULT", "2"), ("<urn:one>", "1")}


@pytest.mark.parametrize("clause", ["USING <urn:one>", "USING NAMED <urn:one>"])
def test_a_dataset_beside_an_update_that_has_one(writable: Server, clause: str) -> None:
    text = f"INSERT {{ <urn:x> <urn:y> ?o }} {clause} WHERE {{ ?s ?p ?o }}".encode()
    head = UPDATE | {"Authorization": f"Bearer {TOKEN}"}
    for graph in ("urn:two", "> WHERE {} ; DROP ALL #"):
        assert writable.ask("POST", "/sparql", text, head, **{"using-graph-uri": graph}).status == 400
    with_graph = b"WITH <urn:one> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert writable.ask("POST", "/sparql", with_graph, head, **{"using-graph-uri": "urn:two"}).status == 400
