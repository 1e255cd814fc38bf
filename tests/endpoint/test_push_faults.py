"""What goes wrong in a push is told truthfully in a line, and nothing of it keeps or shows a secret."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kg.endpoint import Endpoint, connect

from .pushing import changed, graphs_put, kg_push, marked, of_test, push_file, triples_of
from .relay import Answered, relay
from .scripted import Asked, scripted, tell
from .servers import Running, free_port, oxigraph, virtuoso


def test_numbers_that_a_server_makes_one_are_told(quick: Running, there: Endpoint, tmp_path: Path) -> None:
    path = tmp_path / "numbers.nq"
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    path.write_text(f'<urn:s> <urn:p> "1"{integer} <urn:test:n> .\n<urn:s> <urn:p> "01"{integer} <urn:test:n> .\n')
    told = push_file(quick.url, path)
    assert told.returncode == 0
    assert "urn:test:n: 1 of 2 triples are one with others there, which keeps numbers by value\n" in told.stderr
    assert push_file(quick.url, path).stderr.endswith(": 0 sent, 1 there already\n")


@pytest.mark.parametrize("change", [-1, 1])
def test_a_count_that_is_not_what_was_sent_is_an_error(
    change: int, quick: Running, there: Endpoint, quads: Path
) -> None:
    def lie(handler, asked: Asked) -> None:
        text = parse_qs(asked.body.decode()).get("query", [""])[0]
        if "COUNT" in text and "urn:test:3" in text:
            rows = [(f"urn:test:{n}", n + change * (n == 3)) for n in (1, 2, 3)]
            lines = "".join(f"<{graph}>\t{count}\n" for graph, count in rows)
            tell(handler, f"?g\t?n\n{lines}".encode(), "text/tab-separated-values")
            raise Answered

    with relay(quick.url, lie) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 2
    assert f"holds {3 + change} triples in urn:test:3, to which 3 were sent" in told.stderr
    assert told.stderr.count("\n") == 1
    assert "urn:test:3" not in marked(there)


def test_a_server_that_is_away_for_a_moment_is_waited_for(quick: Running, there: Endpoint, quads: Path) -> None:
    refused = []

    def busy(handler, asked: Asked) -> None:
        if "graph=urn%3Atest%3A2" in asked.path and len(refused) < 2:
            refused.append(asked)
            if len(refused) == 1:
                tell(handler, b"busy", "text/plain", 503)
            raise Answered

    with relay(quick.url, busy) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 0, told.stderr
    assert len(refused) == 2
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_how_long_it_is_busy_is_waited_for_so_long(
    status: int, quick: Running, there: Endpoint, quads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is asked what is there, too; a wait may be told in seconds or as a time."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    answers = [{"Retry_After": "7"}, {"Retry_After": "Thu, 01 Jan 2015 00:00:09 GMT"}, {"Retry_After": "soon"}, {}]

    def busy(handler, asked: Asked) -> None:
        if answers and (changed(asked) == "urn:test:2" or len(answers) > 2):
            handler.date_time_string = lambda: "Thu, 01 Jan 2015 00:00:00 GMT"
            tell(handler, b"busy", "text/plain", status, **answers.pop(0))
            raise Answered

    with relay(quick.url, busy) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 0, told.stderr
    assert [wait for wait in waited if wait >= 0.5] == [7, 9, 0.5, 1]
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_a_server_that_is_busy_for_an_hour_is_told_at_once(quick: Running, there: Endpoint, quads: Path) -> None:
    def busy(handler, asked: Asked) -> None:
        tell(handler, b"busy", "text/plain", 503, Retry_After="3600")
        raise Answered

    with relay(quick.url, busy) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 2
    assert told.stderr.endswith("HTTP 503: busy; to try again in 3600 s\n")
    assert len(between.asked) == 1


@pytest.mark.parametrize(
    ("status", "right"),
    [
        (401, "KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, KG_ENDPOINT_TOKEN, or a netrc file"),
        (403, "credentials that may do this"),
        (413, "less at once (kg push --part-size)"),
        (400, "what this server takes"),
        (507, "to try again later"),
    ],
)
def test_a_refusal_says_what_would_be_right(
    status: int, right: str, quick: Running, there: Endpoint, quads: Path
) -> None:
    def refuse(handler, asked: Asked) -> None:
        if changed(asked) == "urn:test:2":
            tell(handler, b"<h1>no</h1>", "text/html", status)
            raise Answered

    with relay(quick.url, refuse) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 2
    assert f": HTTP {status}: no; {right} (0 of 3 graphs are there; the same command goes on from them)" in told.stderr
    assert graphs_put(between).count("urn:test:2") == 1


def test_a_page_in_place_of_the_endpoint_is_no_success(quads: Path) -> None:
    """As a proxy or a log-in in front of it has: 200 to whatever is asked."""
    with scripted(lambda handler, _: tell(handler, b"<h1>Please log in</h1>", "text/html")) as server:
        told = push_file(server.url, quads)
    assert told.returncode == 2
    assert "answers with text/html and no results: Please log in; the address of a SPARQL endpoint" in told.stderr


def test_data_that_is_answered_with_a_page_is_not_taken_for_sent(quick: Running, there: Endpoint, quads: Path) -> None:
    def pretend(handler, asked: Asked) -> None:
        if changed(asked) == "urn:test:2":
            tell(handler, b"<h1>Please log in</h1>", "text/html")
            raise Answered

    with relay(quick.url, pretend) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 2
    assert "holds 0 triples in urn:test:2, to which 2 were sent" in told.stderr
    assert "urn:test:2" not in marked(there)


def test_a_server_that_refuses_is_not_asked_again(quick: Running, there: Endpoint, quads: Path) -> None:
    def refuse(handler, asked: Asked) -> None:
        if "graph=urn%3Atest%3A2" in asked.path:
            tell(handler, b"no room\nat all", "text/plain", 400)
            raise Answered

    with relay(quick.url, refuse) as between:
        told = push_file(between.url, quads)
    assert told.returncode == 2
    assert "HTTP 400: no room; what this server takes (0 of 3 graphs are there; the same command goes on" in told.stderr
    assert graphs_put(between).count("urn:test:2") == 1


@pytest.mark.parametrize("status", [404, 405, 501])
def test_where_no_graphs_are_taken_updates_are_sent(status: int, quick: Running, there: Endpoint, quads: Path) -> None:
    def refuse(handler, asked: Asked) -> None:
        if asked.path.startswith("/store"):
            tell(handler, b"no", "text/plain", status)
            raise Answered

    with relay(quick.url, refuse) as between:
        assert push_file(between.url, quads).returncode == 0
        assert push_file(between.url, quads, "--protocol", "gsp", "--again").returncode == 2
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_a_server_that_dies_in_the_middle_is_told_and_the_next_push_goes_on(tmp_path: Path, quads: Path) -> None:
    (tmp_path / "server").mkdir()
    with oxigraph(tmp_path / "server") as first:

        def die(handler, asked: Asked) -> None:
            if "graph=urn%3Atest%3A1" in asked.path:
                time.sleep(1.1)
            if "graph=urn%3Atest%3A3" in asked.path:
                first.process.kill()
                first.process.wait()

        with relay(first.url, die) as between:
            told = push_file(between.url, quads, "--retries", 1)
    assert told.returncode == 2
    assert "(1 of 3 graphs are there; the same command goes on from them)" in told.stderr
    assert told.stderr.count("\n") == 1
    with oxigraph(tmp_path / "server") as second:
        assert push_file(second.url, quads).stderr.endswith(": 2 sent, 1 there already\n")
        assert of_test(connect(second.url, server="oxigraph")) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_a_server_that_is_down_is_told_at_once(quads: Path) -> None:
    started = time.monotonic()
    told = push_file(f"http://127.0.0.1:{free_port()}", quads)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.endswith("cannot be reached: Connection refused; an endpoint that is running\n")
    assert time.monotonic() - started < 20


def test_an_endpoint_that_says_what_it_is_needs_no_server_named(quick: Running, there: Endpoint, quads: Path) -> None:
    assert kg_push(f"{quick.url}/query", "--data", quads).returncode == 0
    assert of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_an_endpoint_without_an_address_for_data_is_told(quads: Path) -> None:
    empty = b'{"head":{"vars":["g"]},"results":{"bindings":[]}}'
    with scripted(lambda handler, _: tell(handler, empty, Server="Something")) as server:
        told = kg_push(server.url, "--data", quads)
    assert told.returncode == 2
    assert "has no known address that takes data; --server NAME, --graph-store URL or --update URL" in told.stderr


@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_a_password_is_sent_and_shown_nowhere(
    debug: tuple[str, ...], quick: Running, there: Endpoint, quads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given by the environment or in the address, refused or taken: it is in no output and in nothing that is kept."""
    monkeypatch.setenv("KG_ENDPOINT_USER", "ann")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "pa55word")

    def who(handler, asked: Asked) -> None:
        if changed(asked) and "Authorization" not in asked.headers:
            tell(handler, b"http://ann:pa55word@x/ who are you?", "text/plain", 401, WWW_Authenticate='Basic realm="r"')
            raise Answered
        if changed(asked) == "urn:test:3":
            tell(handler, b"http://ann:pa55word@x/ may not", "text/plain", 403)
            raise Answered

    with relay(quick.url, who) as between:
        for url in (between.url, between.url.replace("//", "//ann:pa55word@")):
            process = subprocess.run(
                [sys.executable, "-m", "kg", *debug, "push", url, "--server", "oxigraph", "--data", quads],
                capture_output=True, text=True, check=False, timeout=60,
            )  # fmt: skip
            assert process.returncode == (1 if debug else 2)
            assert "HTTP 403: http://x/ may not; credentials that may do this" in process.stderr
            assert "pa55word" not in process.stdout + process.stderr
    assert any("Basic" in asked.headers.get("Authorization", "") for asked in between.asked)
    kept = "".join(str(triple) for graph in there.graphs() for triple in triples_of(there, graph))
    assert "pa55word" not in kept


@pytest.mark.slow
def test_virtuoso_refuses_a_wrong_password(tmp_path: Path, quads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "pa55word")
    with virtuoso(tmp_path, most=10) as server:
        told = kg_push(server.url, "--data", quads)
        assert told.returncode == 2
        assert "HTTP 401: Unauthorized; KG_ENDPOINT_USER" in told.stderr
        assert "pa55word" not in told.stderr
        assert connect(server.url).query("SELECT ?s { ?s ?p ?o } LIMIT 9")
        with pytest.raises(Exception, match="gives at most 10 rows"):
            connect(server.url).query("SELECT ?s { ?s ?p ?o } LIMIT 11")
