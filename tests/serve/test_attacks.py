"""What somebody hostile sends; the server refuses it in one line, and goes on."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from pathlib import Path

import pytest

from .server import Server, serving

QUERY = {"Content-Type": "application/sparql-query"}
# 21,000 triples three times: no engine ends this.
BOMB = "?s ?p ?o . ?a ?b ?c . ?d ?e ?f"


@pytest.fixture(autouse=True)
def and_goes_on(server: Server) -> object:
    yield
    assert server.query("ASK { ?s ?p ?o }").json["boolean"] is True


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?g { ?s ?p ?o } }",
        "ASK { { { sErViCe <http://127.0.0.1:9/> {} } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    ],
)
def test_service(server: Server, text: str) -> None:
    assert server.query(text).status == 400


@pytest.mark.parametrize(
    "graph", ["file:///etc/passwd", "http://127.0.0.1:9/graph", "urn:not-here", "//127.0.0.1/x", "../../etc/passwd"]
)
@pytest.mark.parametrize("clause", ["FROM <%s>", "FROM NAMED <%s>", "fRoM\n#c\n<%s>"])
def test_from_elsewhere(server: Server, graph: str, clause: str) -> None:
    reply = server.query(f"SELECT * {clause % graph} {{ ?s ?p ?o }}")
    assert reply.status == 400 and "root:" not in reply.text
    assert server.query("SELECT * { ?s ?p ?o }", **{"default-graph-uri": graph}).status == 400


@pytest.mark.parametrize("text", ["LOAD <file:///etc/passwd>", "CLEAR ALL", "INSERT DATA { <urn:a> <urn:b> 1 }"])
def test_updates(server: Server, text: str) -> None:
    for body, kind in ((text, "sparql-update"), (text, "sparql-query"), ("update=" + text, "x-www-form-urlencoded")):
        reply = server.ask("POST", "/sparql", body.encode(), {"Content-Type": f"application/{kind}"})
        assert reply.status in (400, 403)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {BOMB} }}",
        f"SELECT * {{ {BOMB} }} ORDER BY ?f",
        f"CONSTRUCT {{ ?s ?p ?f }} {{ {BOMB} }}",
        f"SELECT DISTINCT ?s ?c ?f {{ {BOMB} }}",
        "SELECT * { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d }",
        f"SELECT (GROUP_CONCAT(?f) AS ?x) {{ {BOMB} }}",
    ],
)
def test_queries_without_end(server: Server, text: str) -> None:
    begun = time.monotonic()
    reply = server.query(text)
    assert reply.status in (403, 504, 507) and time.monotonic() - begun < 10


@pytest.mark.parametrize("pattern", ["^(a+)+$", "(a|aa)+$", "(.*)*b", "a{1000}{1000}{1000}"])
def test_regular_expressions_without_end(server: Server, pattern: str) -> None:
    begun = time.monotonic()
    reply = server.query(f'SELECT (REGEX("{"a" * 60}!", "{pattern}") AS ?x) {{}}')
    assert reply.status == 200 and time.monotonic() - begun < 3


@pytest.mark.parametrize("opening", ["{", "(", "[", "OPTIONAL {", "FILTER NOT EXISTS {", "!", "-"])
def test_deep_nesting(server: Server, opening: str) -> None:
    closing = {"{": "}", "(": ")", "[": "]"}.get(opening[-1], "")
    inside = f"{opening * 3000} 1 {closing * 3000}"
    text = f"SELECT * {{ {inside} }}" if "{" in opening else f"SELECT * {{ FILTER({inside}) }}"
    # Whole where the engine bears it, refused where not; never a fault of the server's own.
    assert server.ask("POST", "/sparql", text.encode(), QUERY).status in (200, 400, 504, 507)


def test_a_large_body(server: Server) -> None:
    begun, sent = time.monotonic(), 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 104857600\r\n\r\n"
        )
        try:
            while sent < 100 << 20:
                connection.sendall(b"#" * 65536)
                sent += 65536
        except OSError:
            pass
        answer = _all(connection)
    assert sent < 50 << 20 and time.monotonic() - begun < 10
    assert answer.startswith(b"HTTP/1.1 413") or answer == b""


def test_a_body_that_never_ends(server: Server) -> None:
    body = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(body)
        try:
            for _ in range(100):
                connection.sendall(b"8000\r\n" + b"#" * 0x8000 + b"\r\n")
        except OSError:
            pass
        assert _all(connection)[:12] in (b"HTTP/1.1 413", b"")


def _all(connection: socket.socket) -> bytes:
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts)


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /sparql HTTP/1.1\r\nHost: x\r\n", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nA"],
)
@pytest.mark.slow
def test_a_slow_client_is_let_go(server: Server, sent: bytes) -> None:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(sent)
        answer = _all(connection)
    assert answer.startswith(b"HTTP/1.1 408") and 8 < time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "head",
    [
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
    ids=["a header", "many headers", "an address"],
)
def test_a_large_head(server: Server, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(head)
        assert _all(connection)[:12] in (b"HTTP/1.1 431", b"")


def test_an_accept_header_of_many_ranges(server: Server) -> None:
    accept = ",".join(f"a/b{number};q=0.5" for number in range(1500))
    begun = time.monotonic()
    assert server.query("ASK {}", accept).status == 406 and time.monotonic() - begun < 2


@pytest.mark.parametrize("bad", ["%0d%0aSet-Cookie:%20a=b", "%0aX-Evil:%20y", "%00", "\x7f", "%C0%AE"])
def test_headers_are_not_written_by_a_client(server: Server, bad: str) -> None:
    for path in (
        f"/{bad}",
        f"/api/queries/{bad}",
        f"/sparql?query=ASK%7B%7D&format={bad}",
        f"/rdf-graph-store?graph=urn:{bad}",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            head = _all(connection).partition(b"\r\n\r\n")[0].lower()
        assert head.startswith(b"http/1.1 4") and b"set-cookie" not in head and b"x-evil" not in head


def test_every_answer_has_the_strict_headers(server: Server) -> None:
    for reply in (server.query("ASK {}"), server.get("/nothing"), server.query("ASK"), server.ask("DELETE", "/sparql")):
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert "unsafe" not in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "server" not in reply.headers


def test_no_answer_shows_the_insides(server: Server) -> None:
    for reply in (
        server.query("ASK"),
        server.get("/api/queries/x"),
        server.query("SELECT (1/0 AS ?x) (STRDT('x', 1) AS ?y) {}"),
    ):
        assert "Traceback" not in reply.text and ".py" not in reply.text and str(server.store) not in reply.text


def test_the_log_holds_no_query(server: Server) -> None:
    server.query("ASK { ?s ?p 'a-secret-of-mine' }")
    server.get("/sparql/another-secret\x1b[31m".replace("\x1b", "%1b"))
    time.sleep(0.3)
    log = server.log.read_text()
    assert "GET /sparql 200" in log and "a-secret-of-mine" not in log and "\x1b" not in log


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the time of a process from /proc")
def test_a_stopped_query_frees_its_core(server: Server) -> None:
    def busy() -> float:
        """Return the share of one core that the workers take, over half a second."""
        before = _ticks(server)
        time.sleep(0.5)
        return sum(ticks - before.get(pid, 0) for pid, ticks in _ticks(server).items()) / 100 / 0.5

    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(
            b"GET /sparql?query=SELECT%20*%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i%7DORDER%20BY?i HTTP/1.1\r\nHost: x\r\n\r\n"
        )
        # Other processes of the machine may have most of its cores.
        assert any(busy() > 0.2 for _ in range(20)), "the query is at work"
    assert any(busy() < 0.1 for _ in range(20)), "the client is gone, and so is the work"


def _ticks(server: Server) -> dict[int, int]:
    found = {}
    for pid in server.workers():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[pid] = int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return found


def test_more_questions_than_may_wait_are_told_to_come_back(served_store: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with (
        serving(served_store, tmp_path, "--workers", "1", "--queue", "2", "--timeout", "2") as small,
        ThreadPoolExecutor(8) as many,
    ):
        found = list(many.map(lambda n: small.query(f"SELECT (COUNT(*) AS ?n{n}) {{ {BOMB} }}").status, range(8)))
        assert set(found) == {503, 504} and found.count(503) >= 4
        assert small.query("ASK {}").status == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 40_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_head_that_is_wrong_is_told_as_problem_details(server: Server, sent: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(sent)
        head, _, body = _all(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status) and b"application/problem+json" in head
    told = json.loads(body)
    assert told["status"] == status and "\n" not in told["detail"]


def test_a_worker_that_dies_of_its_memory_leaves_no_backtrace(served_store: Path, tmp_path: Path) -> None:
    with serving(served_store, tmp_path, "--timeout", "60", env={"RUST_BACKTRACE": "1"}) as running:
        assert running.query(f"SELECT * {{ {BOMB} }} ORDER BY ?f").status == 507
        assert "backtrace:" not in running.log.read_text()
