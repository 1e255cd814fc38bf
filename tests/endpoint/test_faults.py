"""What goes wrong on the way to an endpoint is one line that says so; secrets go to one server and into no message."""

from __future__ import annotations

import base64
import time
import traceback
from pathlib import Path

import pytest

from kg.endpoint import Endpoint, addresses_of
from kg.errors import EndpointError, KgError, UsageError

from .scripted import JSON, ROWS, scripted, tell
from .servers import free_port

QUERY = "SELECT ?x { ?x ?y ?z }"
DIGEST = 'Digest realm="r", nonce="n1", qop="auth", algorithm={}'


def _ask(url: str, *, timeout: float = 5, **addresses: str) -> list[str]:
    endpoint = Endpoint(url, timeout=timeout, **addresses)
    with endpoint.reading():
        return [row[0].value for row in endpoint.query(QUERY, union=False)]


def _fault(play, **options: float) -> EndpointError:
    with scripted(play) as server, pytest.raises(EndpointError) as told:
        _ask(server.url, **options)
    assert str(told.value).startswith(server.url + ": ")
    assert "\n" not in str(told.value)
    return told.value


def test_what_answers_nothing_is_told() -> None:
    with pytest.raises(EndpointError, match="cannot be reached: Connection refused"):
        _ask(f"http://127.0.0.1:{free_port()}/")


def test_a_name_that_no_host_bears_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object):
        import socket

        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    with pytest.raises(EndpointError, match="cannot be reached: Name or service not known"):
        _ask("http://nobody.invalid/")


@pytest.mark.parametrize("after", ["nothing", "headers"])
def test_a_server_that_falls_silent_is_waited_for_no_longer_than_told(after: str) -> None:
    def play(handler, asked) -> None:
        if after == "headers":
            tell(handler, ROWS[:20], Content_Length="999")
        time.sleep(1)

    started = time.monotonic()
    assert "does not answer in time" in str(_fault(play, timeout=0.2))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("length", [{"Content_Length": "999"}, {"Transfer_Encoding": "chunked"}])
def test_an_answer_that_breaks_off_is_no_answer(length: dict[str, str]) -> None:
    def play(handler, asked) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        for name, value in length.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write((b"10\r\n" if "Transfer_Encoding" in length else b"") + ROWS[:-1])

    assert "broke off" in str(_fault(play))


def test_triples_that_break_off_between_two_lines_are_no_answer() -> None:
    line = b"<urn:a> <urn:b> <urn:c> .\n"
    with scripted(lambda handler, _: tell(handler, line * 3, "application/n-triples", Content_Length="999")) as server:
        endpoint = Endpoint(server.url)
        with pytest.raises(EndpointError, match="broke off in the middle"):
            list(endpoint.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", union=False))


@pytest.mark.parametrize("body", [b"", b"{}x", ROWS[:40], b'{"head":'])
def test_a_malformed_answer_is_told(body: bytes) -> None:
    assert "malformed answer" in str(_fault(lambda handler, _: tell(handler, body)))


def test_a_page_where_results_should_be_is_told_with_its_first_line() -> None:
    page = b"<html><head><title>x</title><style>p{}</style></head><body><h1>Please log in</h1><p>now</p></body></html>"
    told = str(_fault(lambda handler, _: tell(handler, page, "text/html")))
    assert "answers with text/html and no results: Please log in;" in told


def test_an_error_page_is_told_with_its_first_line() -> None:
    page = b"<!DOCTYPE html><html><head><title>t</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    fault = _fault(lambda handler, _: tell(handler, page, "text/html", 502))
    assert "HTTP 502: 502 Bad Gateway; to try again later" in str(fault)
    assert fault.status == 502


def test_control_characters_of_a_server_do_not_reach_the_terminal() -> None:
    told = str(_fault(lambda handler, _: tell(handler, b"\x1b[31mred\x07\r\nsecond", "text/plain", 500)))
    assert "HTTP 500: [31mred;" in told


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (200, {"X_SPARQL_MaxRows": "1"}, "gives at most 1 rows"),
        (
            200,
            {"X_SQL_State": "S1TAT", "X_SQL_Message": "RC: incomplete  Activity: 3"},
            "a part of the answer: RC: incomplete;",
        ),
        (206, {}, "a part of the answer"),
    ],
)
def test_an_answer_that_says_that_it_is_cut_off_is_no_answer(
    status: int, headers: dict[str, str], message: str
) -> None:
    assert message in str(_fault(lambda handler, _: tell(handler, status=status, **headers)))


def test_a_redirect_is_followed_with_the_query() -> None:
    def play(handler, asked) -> None:
        if asked.path == "/sparql":
            tell(handler, b"", status=301, Location="/there")
        else:
            tell(handler)

    with scripted(play) as server:
        assert _ask(server.url) == ["urn:a"]
    assert [(asked.method, asked.path) for asked in server.asked] == [("POST", "/sparql"), ("POST", "/there")]
    assert server.asked[0].body == server.asked[1].body


def test_an_endless_redirect_ends() -> None:
    fault = _fault(lambda handler, _: tell(handler, b"", status=302, Location="/sparql"))
    assert "redirects more than 5 times" in str(fault)


@pytest.mark.parametrize("kind", ["token", "Basic", "Digest"])
def test_another_host_gets_the_query_and_no_credentials(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _give_credentials(monkeypatch, kind)
    challenge = {"WWW_Authenticate": DIGEST.format("MD5") if kind == "Digest" else 'Basic realm="r"'}
    with (
        scripted(lambda handler, asked: tell(handler, b"no", status=401, **challenge)) as other,
        scripted(lambda handler, asked: tell(handler, b"", status=307, Location=other.url)) as server,
        pytest.raises(EndpointError, match="HTTP 401"),
    ):
        _ask(server.url)
    if kind == "token":
        assert server.asked[0].headers["Authorization"] == "Bearer pa55word"
    assert [asked.headers.get("Authorization") for asked in other.asked] == [None]


def test_what_changes_data_follows_no_redirect_to_another_host() -> None:
    with (
        scripted(lambda handler, asked: tell(handler)) as other,
        scripted(lambda handler, asked: tell(handler, b"", status=307, Location=other.url)) as server,
        pytest.raises(EndpointError, match="redirects to http"),
    ):
        Endpoint(server.url, graph_store_url=server.url).put_graph("urn:g", b"")
    assert other.asked == []


@pytest.mark.parametrize("kind", ["token", "password"])
def test_a_server_that_says_secrets_again_is_not_quoted_so(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _give_credentials(monkeypatch, kind)

    def play(handler, asked) -> None:
        if "Authorization" not in asked.headers:
            return tell(handler, b"no", status=401, WWW_Authenticate='Basic realm="r"')
        said = f"no good: {asked.headers['Authorization']} is pa55word, pa55wörd:"
        return tell(handler, said.encode(), media_type="text/plain", status=400)

    with scripted(play) as server, pytest.raises(EndpointError, match=r"HTTP 400: no good") as raised:
        _ask(server.url)
    secret = server.asked[-1].headers["Authorization"].partition(" ")[2]
    assert secret not in str(raised.value)
    assert {"token": "pa55word", "password": "pa55wörd:"}[kind] not in str(raised.value)


def _give_credentials(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    if kind == "token":
        monkeypatch.setenv("KG_ENDPOINT_TOKEN", "pa55word")
    else:
        monkeypatch.setenv("KG_ENDPOINT_USER", "zoé")
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "pa55wörd:")


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_digest_answers_the_challenge_and_never_sends_the_password(
    algorithm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give_credentials(monkeypatch, "Digest")
    nonces = iter(["n1", "n2"])
    current = ["n0"]

    def play(handler, asked) -> None:
        sent = asked.headers.get("Authorization", "")
        if f'nonce="{current[0]}"' in sent and _is_right(sent, asked, algorithm):
            return tell(handler)
        stale = ', stale="true"' if sent else ""
        current[0] = next(nonces)
        challenge = f'Digest realm="r", nonce="{current[0]}", qop="auth", algorithm="{algorithm}"{stale}'
        return tell(handler, b"no", status=401, WWW_Authenticate=challenge)

    with scripted(play) as server:
        endpoint = Endpoint(server.url)
        for _ in range(2):
            assert [row[0].value for row in endpoint.query(QUERY, union=False)] == ["urn:a"]
        current[0] = "over"
        assert [row[0].value for row in endpoint.query(QUERY, union=False)] == ["urn:a"]
    sent = [asked.headers.get("Authorization", "") for asked in server.asked]
    assert [bool(line) for line in sent] == [False, True, True, True, True]
    assert ["nc=00000001" in sent[1], "nc=00000002" in sent[2]] == [True, True]
    assert "pa55" not in "".join(sent)


def _is_right(sent: str, asked, algorithm: str) -> bool:
    import hashlib
    import re

    told = dict(re.findall(r'(\w+)="?([^",]*)"?', sent))
    name = algorithm.replace("-", "").lower()

    def digest(text: str) -> str:
        return hashlib.new(name, text.encode()).hexdigest()

    first, second = digest("zoé:r:pa55wörd:"), digest(f"{asked.method}:{asked.path}")
    middle = f"{told['nonce']}:{told['nc']}:{told['cnonce']}:auth"
    return told["response"] == digest(f"{first}:{middle}:{second}")


def test_basic_is_sent_where_it_is_asked_for_and_then_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _give_credentials(monkeypatch, "Basic")

    def play(handler, asked) -> None:
        if "Authorization" in asked.headers:
            return tell(handler)
        return tell(handler, b"no", status=401, WWW_Authenticate='Basic realm="r"')

    with scripted(play) as server:
        endpoint = Endpoint(server.url)
        for _ in range(2):
            list(endpoint.query(QUERY, union=False))
    expected = "Basic " + base64.b64encode("zoé:pa55wörd:".encode()).decode()
    assert [asked.headers.get("Authorization") for asked in server.asked] == [None, expected, expected]


def test_a_wrong_password_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _give_credentials(monkeypatch, "Basic")
    with (
        scripted(lambda handler, _: tell(handler, b"no", status=401, WWW_Authenticate='Basic realm="r"')) as server,
        pytest.raises(EndpointError, match="HTTP 401: no; KG_ENDPOINT_USER"),
    ):
        _ask(server.url)
    assert len(server.asked) == 2


def test_netrc_tells_who_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "netrc-file"
    path.write_text("machine 127.0.0.1 login ann password pa55word\n")
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))

    def play(handler, asked) -> None:
        known = asked.headers.get("Authorization") == "Basic " + base64.b64encode(b"ann:pa55word").decode()
        tell(handler, status=200 if known else 401, WWW_Authenticate='Basic realm="r"')

    with scripted(play) as server:
        assert _ask(server.url) == ["urn:a"]


def test_each_host_gets_its_own_line_of_netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """localhost and 127.0.0.1 are two hosts to netrc; the third line is for whoever is not named."""
    (tmp_path / "n").write_text(
        "machine localhost\n login ann\n password pa55-a\nmachine 127.0.0.1 login bob password pa55-b\n"
    )
    monkeypatch.setenv("NETRC", str(tmp_path / "n"))

    def ask_who(handler, asked) -> None:
        tell(handler, status=200 if "Authorization" in asked.headers else 401, WWW_Authenticate='Basic realm="r"')

    with scripted(ask_who) as first, scripted(ask_who) as second:
        url = first.url.replace("127.0.0.1", "localhost")
        Endpoint(url, graph_store_url=second.url).put_graph("urn:g", b"")
        _ask(url, graph_store_url=second.url)
    for server, pair in ((first, b"ann:pa55-a"), (second, b"bob:pa55-b")):
        told = {asked.headers.get("Authorization") for asked in server.asked}
        assert told == {None, "Basic " + base64.b64encode(pair).decode()}


def test_a_password_in_an_address_is_for_its_own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask_who(handler, asked) -> None:
        tell(handler, status=401, WWW_Authenticate='Basic realm="r"')

    with scripted(ask_who) as first, scripted(ask_who) as second:
        endpoint = Endpoint(first.url.replace("//", "//ann:pa55word@"), update_url=second.url)
        with pytest.raises(EndpointError, match="HTTP 401"):
            endpoint.update("CLEAR ALL")
        with pytest.raises(EndpointError, match="HTTP 401"):
            endpoint.query(QUERY, union=False)
    assert [asked.headers.get("Authorization") for asked in second.asked] == [None]
    assert len([asked for asked in first.asked if "Authorization" in asked.headers]) == 1


@pytest.mark.parametrize("where", ["page", "reason", "SQL", "redirect"])
def test_secrets_that_a_server_says_again_are_struck_out_wherever_it_says_them(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_ENDPOINT_TOKEN", "pa55word")

    def play(handler, asked) -> None:
        match where:
            case "page":
                tell(handler, b"<p>pa55word</p>", "text/html")
            case "reason":
                handler.send_response(400, "not pa55word")
                handler.send_header("Content-Length", "0")
                handler.end_headers()
            case "SQL":
                tell(handler, X_SQL_State="S1", X_SQL_Message="no pa55word")
            case "redirect":
                tell(handler, b"", status=307, Location="http://localhost:9/pa55word")

    with scripted(play) as server, pytest.raises(EndpointError) as told:
        endpoint = Endpoint(server.url, update_url=server.url)
        endpoint.update("CLEAR ALL") if where == "redirect" else endpoint.query(QUERY, union=False)
    assert "…" in str(told.value)
    assert "pa55" not in "".join(traceback.format_exception(told.value))


def test_what_is_no_address_of_a_server_is_told_without_its_token() -> None:
    with pytest.raises(UsageError, match="is no address of GraphDB") as told:
        addresses_of("graphdb", "http://h:7200/?access-token=pa55word")
    assert "pa55" not in str(told.value)


def test_a_netrc_file_that_is_none_is_told_without_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "n").write_text("machine 127.0.0.1 pa55word\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "n"))
    with pytest.raises(UsageError, match="is no netrc file") as told:
        Endpoint("http://127.0.0.1:1/")
    assert "pa55word" not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    "url", ["http://ann:pa55word@127.0.0.1:{}/x", "http://ann:pa55@word@127.0.0.1:{}/x?a=http://b:pa55@c/"]
)
def test_a_password_in_the_address_is_in_no_message(url: str) -> None:
    endpoint = Endpoint(url.format(free_port()))
    with pytest.raises(EndpointError) as told:
        endpoint.query(QUERY)
    shown = "".join(traceback.format_exception(told.value)) + repr(endpoint) + repr(endpoint.__dict__) + endpoint.url
    assert "pa55" not in shown.replace("?a=http://b:pa55@c/", "")


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://a:pa55@b/", "http://", "http://a:pa55@[/", "http://a b/", "http://a:pa55@b:99999/"]
)
def test_what_is_no_address_is_told_without_its_password(url: str) -> None:
    with pytest.raises(KgError, match="is no address of an endpoint") as told:
        Endpoint(url)
    assert "pa55" not in str(told.value)


def test_a_token_in_the_address_is_sent_and_in_no_message() -> None:
    with (
        scripted(lambda handler, _: tell(handler, b"no", "text/plain", 403)) as server,
        pytest.raises(EndpointError, match=r"sparql\?access-token=…&x=1: HTTP 403") as told,
    ):
        endpoint = Endpoint(f"{server.url}?access-token=pa55word&x=1")
        endpoint.query(QUERY)
    assert server.asked[0].path == "/sparql?access-token=pa55word&x=1"
    assert "pa55" not in "".join(traceback.format_exception(told.value)) + repr(endpoint) + endpoint.url


@pytest.mark.parametrize(
    ("server", "given"),
    [
        ("oxigraph", "http://h:7878"),
        ("oxigraph", "http://h:7878/store/"),
        ("fuseki", "http://h:3030/a/ds"),
        ("fuseki", "http://h:3030/a/ds/update"),
        ("virtuoso", "http://h:8890"),
        ("virtuoso", "http://h:8890/sparql-graph-crud-auth"),
        ("graphdb", "http://h:7200/repositories/r"),
        ("graphdb", "http://h:7200/repositories/r/rdf-graphs/service"),
        ("neptune", "https://h:8182/sparql/gsp/"),
        ("qlever", "http://h:7001/"),
        ("oxigraph", "http://h:7878/query?token=x&y=/z"),
    ],
)
def test_one_address_of_a_server_tells_the_others(server: str, given: str) -> None:
    found = addresses_of(server, given)
    for address in (found.query, found.update, found.graph_store):
        assert addresses_of(server, str(address)) == found


def test_the_addresses_of_each_server() -> None:
    assert addresses_of("fuseki", "http://h:3030/ds").graph_store == "http://h:3030/ds/data"
    assert addresses_of("virtuoso", "http://h:8890/").update == "http://h:8890/sparql-auth"
    assert addresses_of("graphdb", "http://h:7200/repositories/r").query == "http://h:7200/repositories/r"
    assert addresses_of("neptune", "https://h:8182/sparql").graph_store == "https://h:8182/sparql/gsp/"
    for name, url in (("graphdb", "http://h:7200/"), ("dbpedia", "http://h/")):
        with pytest.raises(UsageError):
            addresses_of(name, url)
