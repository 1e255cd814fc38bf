"""Queries over an endpoint, over HTTP: a small server on loopback that answers from a store and knows no prefix of ours."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results

from kg.cli import main
from kg.errors import QueryError
from kg.sparql import find_query, format_answer, list_queries, parse_header, run_query

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            self.answer(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def answer(self, form: dict[str, list[str]]) -> None:
            try:
                found: Any = store.query(form["query"][0], use_default_graph_as_union=True)
            except SyntaxError:
                self.send_error(400)
                return
            is_table = isinstance(found, QuerySolutions | QueryBoolean)
            format = QueryResultsFormat.JSON if is_table else RdfFormat.N_TRIPLES
            body = found.serialize(format=format)
            self.send_response(200)
            self.send_header("Content-Type", JSON if is_table else TRIPLES)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


class Client:
    """As little of a client as the protocol allows."""

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, text: str) -> Any:
        request = Request(self.url, urlencode({"query": text}).encode())
        with urlopen(request) as response:
            body, kind = response.read(), response.headers["Content-Type"]
        if kind == JSON:
            return parse_query_results(body, format=QueryResultsFormat.JSON)
        return (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))


@pytest.fixture(scope="module")
def served(stores: Any) -> Iterator[tuple[Store, str]]:
    store = stores("bundled")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(store))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield store, f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", [query.name for query in list_queries() if query.name != "evidence"])
def test_an_endpoint_answers_as_the_store_does(served: tuple[Store, str], name: str) -> None:
    store, url = served
    query = find_query(name)
    there = run_query(Client(url), query)
    assert format_answer(there, "csv") == format_answer(run_query(store, query), "csv")
    assert there.columns == query.columns


def test_names_are_resolved_by_queries(served: tuple[Store, str]) -> None:
    store, url = served
    params, told = {"actor": "Jund al-Aqs"}, list[str]()
    rows = run_query(Client(url), find_query("allies"), params, tell=told.append).rows
    assert rows == run_query(store, find_query("allies"), params).rows != ()
    assert ["is taken for Jund al-Aqsa (ArmedGroup; claims: " in line for line in told] == [True]
    with pytest.raises(QueryError, match=r"15 things|1. things may be called 'Army'"):
        run_query(Client(url), find_query("allies"), {"actor": "Army"})


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        ("ASK { ?c a ckg:Claim }", "answer", 1),
        ("SELECT ?c { ?c a ckg:Claim } LIMIT 3", "rows", 3),
        ("CONSTRUCT WHERE { ?c a ckg:Claim } LIMIT 3", "triples", 3),
        ("PREFIX ckg: <https://example.org/> SELECT ?c { ?c a ckg:Claim }", "rows", 0),
    ],
)
def test_each_form_is_answered_and_our_prefixes_are_written_in(
    served: tuple[Store, str], text: str, kind: str, rows: int
) -> None:
    found = run_query(Client(served[1]), parse_header("test", text))
    assert (found.kind, len(found.rows)) == (kind, rows)


def test_what_is_refused_over_a_store_is_refused_here() -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        run_query(Client("http://127.0.0.1:1/"), find_query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"))


def test_the_command_asks_an_endpoint(served: tuple[Store, str]) -> None:
    run = CliRunner().invoke(main, ["query", "talks", "--endpoint", served[1], "--format", "csv"])
    assert run.stdout_bytes == format_answer(run_query(served[0], find_query("talks")), "csv").encode()
    both = CliRunner().invoke(main, ["query", "talks", "--endpoint", served[1], "--data", "a.ttl"])
    assert (both.exit_code, "does not go with --data" in both.stderr) == (2, True)
