"""`kg push` leaves at an endpoint what the store holds, whatever befalls it on the way, and says so truthfully."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad

from kg.cli import main
from kg.endpoint import Endpoint, connect
from kg.store import StoreFolder

from .relay import Answered, changes, relay
from .scripted import Asked, Scripted, tell
from .servers import Running, free_port, oxigraph

MARKS = "https://w3id.org/conflict-kg/id/graph/pushed"
FILE = "<urn:s> <urn:p> <urn:o{}> <urn:test:{}> .\n"


@pytest.fixture
def store(folder: StoreFolder) -> Path:
    return folder.path


@pytest.fixture
def local(store: Path) -> Counter[str]:
    names = Counter(quad.graph_name.value for quad in StoreFolder(store).quads())
    return Counter({name: count for name, count in names.items() if not name.endswith("/ontology")})


@pytest.fixture
def clean(server: Running, endpoint: Endpoint) -> Endpoint:
    """The endpoint without anything that a push has put there."""
    for graph in endpoint.graphs():
        if "conflict-kg" in graph:
            endpoint.delete_graph(graph)
    return endpoint


def _start(*args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "push", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def kg_push(*args: object) -> subprocess.CompletedProcess[str]:
    process = _start(*args)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def _held(endpoint: Endpoint) -> Counter[str]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    with endpoint.reading():
        rows = [(row[0].value, int(row[1].value)) for row in endpoint.query(query, union=False)]
    return Counter({name: count for name, count in rows if "conflict-kg" in name and name != MARKS})


def _marked(endpoint: Endpoint) -> set[str]:
    with endpoint.reading():
        return {row[0].value for row in endpoint.query(f"SELECT ?g {{ GRAPH <{MARKS}> {{ ?g ?p ?o }} }}", union=False)}


def _graphs_put(server: Scripted) -> list[str]:
    """Return the graphs of ours that were put, in order, each with what was tried again."""
    put = [unquote(urlsplit(asked.path).query.partition("=")[2]) for asked in changes(server) if asked.method == "PUT"]
    return [name for name in put if name != MARKS]


def test_the_counts_are_the_stores_and_a_second_push_sends_nothing(
    server: Running, clean: Endpoint, store: Path, local: Counter[str]
) -> None:
    first = kg_push(server.url, "--server", server.name, "--store", store)
    assert first.returncode == 0, first.stderr
    assert first.stderr.endswith(f"{len(local)} graphs, {local.total()} triples: {len(local)} sent, 0 there already\n")
    assert _held(clean) == local
    with relay(server.url) as between:
        second = kg_push(between.url, "--server", server.name, "--store", store)
    assert second.stderr.endswith(f": 0 sent, {len(local)} there already\n")
    assert changes(between) == []
    assert _held(clean) == local


@pytest.mark.parametrize("protocol", ["gsp", pytest.param("update", marks=pytest.mark.slow)])
def test_a_push_that_is_killed_goes_on_where_it_was(
    protocol: str, server: Running, clean: Endpoint, store: Path, local: Counter[str]
) -> None:
    """Killed by SIGKILL in the middle of a graph that goes in parts, after two graphs that it has counted and marked."""
    stop = {"now": False}

    def slowly(handler, asked: Asked) -> None:
        if _changed(asked) not in ("", MARKS):
            if len(_marked(clean)) >= 2 and not _begins(asked):
                stop["now"] = True
                time.sleep(0.3)
                raise Answered
            time.sleep(0.35 if _begins(asked) else 0.1)

    options = ("--server", server.name, "--store", store, "--protocol", protocol, "--part-size", 0.05)
    with relay(server.url, slowly) as between:
        process = _start(between.url, *options)
        until = time.monotonic() + 90
        while not stop["now"] and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        _, err = process.communicate()
    assert stop["now"], err
    marked = _marked(clean)
    before = _held(clean)
    assert len(marked) >= 2
    assert all(before[name] == local[name] for name in marked)
    assert before != local
    with relay(server.url) as between:
        again = kg_push(between.url, *options)
    assert again.returncode == 0, again.stderr
    assert _held(clean) == local
    assert _marked(clean) == set(local)
    assert {_changed(asked) for asked in changes(between)} - {MARKS, ""} == set(local) - marked
    assert f"{len(local) - len(marked)} sent, {len(marked)} there already" in again.stderr


def _changed(asked: Asked) -> str:
    """Return the graph that a request changes, "" where it changes none."""
    if "graph=" in asked.path:
        return unquote(urlsplit(asked.path).query.partition("graph=")[2])
    text = parse_qs(asked.body.decode()).get("update", [""])[0]
    return text.partition("GRAPH <")[2].partition(">")[0]


def _begins(asked: Asked) -> bool:
    return asked.method == "PUT" or asked.body.startswith(b"update=DROP")


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with oxigraph(tmp_path_factory.mktemp("quick")) as running:
        yield running


@pytest.fixture
def there(quick: Running) -> Endpoint:
    """An Oxigraph of its own for what need be shown on one server alone, empty."""
    found = connect(quick.url, server="oxigraph")
    for graph in found.graphs():
        found.delete_graph(graph)
    return found


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    """A file of three graphs with one to three triples."""
    path = tmp_path / "some.nq"
    path.write_text("".join(FILE.format(n, g) for g in (1, 2, 3) for n in range(g)))
    return path


def _push_file(url: str, path: Path, *args: object) -> subprocess.CompletedProcess[str]:
    command = ["push", url, "--server", "oxigraph", "--data", *map(str, (path, *args))]
    told = CliRunner().invoke(main, command, catch_exceptions=False)
    return subprocess.CompletedProcess(command, told.exit_code, told.stdout, told.stderr)


def _of_test(endpoint: Endpoint) -> dict[str, int]:
    return {graph: len(list(endpoint.get_graph(graph))) for graph in endpoint.graphs() if graph != MARKS}


def test_what_somebody_else_has_changed_is_sent_again(quick: Running, there: Endpoint, quads: Path) -> None:
    assert _push_file(quick.url, quads).returncode == 0
    there.update("DELETE DATA { GRAPH <urn:test:2> { <urn:s> <urn:p> <urn:o0> } }")
    there.update("INSERT DATA { GRAPH <urn:test:3> { <urn:s> <urn:p> <urn:more> } }")
    told = _push_file(quick.url, quads)
    assert told.stderr.endswith(": 2 sent, 1 there already\n")
    assert _of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_what_was_pushed_from_elsewhere_is_sent_again_though_the_counts_are_the_same(
    quick: Running, there: Endpoint, quads: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.nq"
    other.write_text(quads.read_text().replace("<urn:o0> <urn:test:1>", "<urn:other> <urn:test:1>"))
    for path, sent in ((quads, 3), (other, 1), (quads, 1)):
        assert f": {sent} sent, " in _push_file(quick.url, path).stderr
    assert [str(triple.object) for triple in there.get_graph("urn:test:1")] == ["<urn:o0>"]


def test_two_marks_of_one_graph_are_none(quick: Running, there: Endpoint, quads: Path) -> None:
    _push_file(quick.url, quads)
    there.update(
        f'INSERT {{ GRAPH <{MARKS}> {{ <urn:test:2> ?p "sha256:{"0" * 64} 2" }} }} WHERE {{ GRAPH <{MARKS}> {{ <urn:test:2> ?p ?o }} }}'
    )
    assert _push_file(quick.url, quads).stderr.endswith(": 1 sent, 2 there already\n")


def test_again_sends_all(quick: Running, there: Endpoint, quads: Path) -> None:
    _push_file(quick.url, quads)
    assert _push_file(quick.url, quads, "--again").stderr.endswith(": 3 sent, 0 there already\n")


def test_a_dry_run_says_what_it_would_send_and_changes_nothing(quick: Running, there: Endpoint, quads: Path) -> None:
    with relay(quick.url) as between:
        told = _push_file(between.url, quads, "--dry-run")
    assert changes(between) == []
    assert [line.split() for line in told.stdout.splitlines()] == [["send", str(n), f"urn:test:{n}"] for n in (1, 2, 3)]
    _push_file(quick.url, quads)
    assert _push_file(quick.url, quads, "--dry-run").stdout.count("there ") == 3


def test_graphs_of_earlier_pushes_go_when_that_is_asked(
    quick: Running, there: Endpoint, quads: Path, tmp_path: Path
) -> None:
    there.put_graph("urn:test:foreign", b"<urn:s> <urn:p> <urn:o> .\n")
    _push_file(quick.url, quads)
    less = tmp_path / "less.nq"
    less.write_text(FILE.format(0, 1))
    _push_file(quick.url, less)
    assert set(_of_test(there)) == {"urn:test:1", "urn:test:2", "urn:test:3", "urn:test:foreign"}
    assert "2 removed" in _push_file(quick.url, less, "--delete-others").stderr
    assert set(_of_test(there)) == {"urn:test:1", "urn:test:foreign"}
    assert _marked(there) == {"urn:test:1"}


def test_a_large_graph_goes_in_parts_and_blank_nodes_stay_whole(
    quick: Running, there: Endpoint, tmp_path: Path
) -> None:
    path = tmp_path / "large.ttl"
    nodes = "".join(f"_:b{n} <urn:next> _:b{(n + 1) % 50} .\n" for n in range(50))
    path.write_text(nodes + "".join(f'<urn:s{n}> <urn:p> "value {n}" .\n' for n in range(500)))
    with relay(quick.url) as between:
        told = _push_file(between.url, path, "--into", "urn:test:large", "--part-size", 0.002)
    assert told.returncode == 0, told.stderr
    assert len([asked for asked in changes(between) if "large" in asked.path]) > 5
    assert _of_test(there) == {"urn:test:large": 550}
    query = "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?b <urn:next> ?c . ?c <urn:next> ?d }"
    assert [row[0].value for row in there.query(query)] == ["50"]


def test_triples_without_a_graph_are_put_nowhere_untold(quick: Running, there: Endpoint, tmp_path: Path) -> None:
    path = tmp_path / "some.ttl"
    path.write_text("<urn:s> <urn:p> <urn:o> .")
    told = _push_file(quick.url, path)
    assert told.returncode == 2
    assert told.stderr == f"{path}: has triples in no named graph; --into IRI, the graph to put them into\n"
    assert _push_file(quick.url, path, "--into", "no iri").returncode == 2
    assert there.graphs() == []


def test_numbers_that_a_server_makes_one_are_told(quick: Running, there: Endpoint, tmp_path: Path) -> None:
    path = tmp_path / "numbers.nq"
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    path.write_text(f'<urn:s> <urn:p> "1"{integer} <urn:test:n> .\n<urn:s> <urn:p> "01"{integer} <urn:test:n> .\n')
    told = _push_file(quick.url, path)
    assert told.returncode == 0
    assert "urn:test:n: 1 of 2 triples are one with others there, which keeps numbers by value\n" in told.stderr
    assert _push_file(quick.url, path).stderr.endswith(": 0 sent, 1 there already\n")


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
        told = _push_file(between.url, quads)
    assert told.returncode == 2
    assert f"holds {3 + change} triples in urn:test:3, to which 3 were sent" in told.stderr
    assert told.stderr.count("\n") == 1
    assert "urn:test:3" not in _marked(there)


def test_a_server_that_is_away_for_a_moment_is_waited_for(quick: Running, there: Endpoint, quads: Path) -> None:
    refused = []

    def busy(handler, asked: Asked) -> None:
        if "graph=urn%3Atest%3A2" in asked.path and len(refused) < 2:
            refused.append(asked)
            if len(refused) == 1:
                tell(handler, b"busy", "text/plain", 503)
            raise Answered

    with relay(quick.url, busy) as between:
        told = _push_file(between.url, quads)
    assert told.returncode == 0, told.stderr
    assert len(refused) == 2
    assert _of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_a_server_that_refuses_is_not_asked_again(quick: Running, there: Endpoint, quads: Path) -> None:
    def refuse(handler, asked: Asked) -> None:
        if "graph=urn%3Atest%3A2" in asked.path:
            tell(handler, b"no room\nat all", "text/plain", 400)
            raise Answered

    with relay(quick.url, refuse) as between:
        told = _push_file(between.url, quads)
    assert told.returncode == 2
    assert "HTTP 400: no room; what this server takes (0 of 3 graphs are there; the same command goes on" in told.stderr
    assert _graphs_put(between).count("urn:test:2") == 1


@pytest.mark.parametrize("status", [404, 405, 501])
def test_where_no_graphs_are_taken_updates_are_sent(status: int, quick: Running, there: Endpoint, quads: Path) -> None:
    def refuse(handler, asked: Asked) -> None:
        if asked.path.startswith("/store"):
            tell(handler, b"no", "text/plain", status)
            raise Answered

    with relay(quick.url, refuse) as between:
        assert _push_file(between.url, quads).returncode == 0
        assert _push_file(between.url, quads, "--protocol", "gsp", "--again").returncode == 2
    assert _of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


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
            told = _push_file(between.url, quads, "--retries", 1)
    assert told.returncode == 2
    assert "(1 of 3 graphs are there; the same command goes on from them)" in told.stderr
    assert told.stderr.count("\n") == 1
    with oxigraph(tmp_path / "server") as second:
        assert _push_file(second.url, quads).stderr.endswith(": 2 sent, 1 there already\n")
        assert _of_test(connect(second.url, server="oxigraph")) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_a_server_that_is_down_is_told_at_once(quads: Path) -> None:
    started = time.monotonic()
    told = _push_file(f"http://127.0.0.1:{free_port()}", quads)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.endswith("cannot be reached: Connection refused; an endpoint that is running\n")
    assert time.monotonic() - started < 20


def test_an_endpoint_that_says_what_it_is_needs_no_server_named(quick: Running, there: Endpoint, quads: Path) -> None:
    assert kg_push(f"{quick.url}/query", "--data", quads).returncode == 0
    assert _of_test(there) == {"urn:test:1": 1, "urn:test:2": 2, "urn:test:3": 3}


def test_an_endpoint_without_an_address_for_data_is_told(quads: Path) -> None:
    from .scripted import scripted

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
        if _changed(asked) and "Authorization" not in asked.headers:
            tell(handler, b"http://ann:pa55word@x/ who are you?", "text/plain", 401, WWW_Authenticate='Basic realm="r"')
            raise Answered
        if _changed(asked) == "urn:test:3":
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
    kept = "".join(str(triple) for graph in there.graphs() for triple in there.get_graph(graph))
    assert "pa55word" not in kept


@pytest.mark.slow
def test_virtuoso_refuses_a_wrong_password(tmp_path: Path, quads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .servers import virtuoso

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


def test_a_graph_is_the_same_whatever_the_order_of_the_file(quick: Running, there: Endpoint, quads: Path) -> None:
    _push_file(quick.url, quads)
    quads.write_text("".join(reversed(quads.read_text().splitlines(keepends=True))))
    assert _push_file(quick.url, quads).stderr.endswith(": 0 sent, 3 there already\n")
    assert Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o0")).triple in set(
        there.get_graph("urn:test:1")
    )
