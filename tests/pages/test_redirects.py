"""The redirect rules as they are published: real requests to a server that does what the `.htaccess` says.

The small server here knows the few directives of mod_rewrite that the file has; one that it does not know is an error.
Where Apache is on the PATH, it is asked the same questions.
"""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.formats.ontology import read_ontology
from kg.namespaces import CKG, EVENT_TYPE, ONTOLOGY
from kg.pages.redirects import file_types, media_types, resources, w3id_rules
from kg.resources import ontology_file, ontology_versions

FOLDER = "/conflict-kg/"
APACHE = shutil.which("apache2") or shutil.which("httpd")
IGNORED = ("#", "<", "Options +FollowSymLinks", "RewriteEngine on", "Header always ")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
OWLAPI = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
HTML, TTL, RDF, NT, JSONLD = "html", "ttl", "rdf", "nt", "jsonld"

MATCHES = read_ontology(ontology_file("alignments.ttl")).version

# Accept header, suffix of what is given; None: no header; "": 406.
ASKED = [
    (None, HTML),
    ("", HTML),
    ("*/*", HTML),
    (BROWSER, HTML),
    (OWLAPI, RDF),
    (JENA, TTL),
    ("text/html", HTML),
    ("application/xhtml+xml", HTML),
    ("text/turtle", TTL),
    ("Text/Turtle", TTL),
    ("application/rdf+xml", RDF),
    ("application/n-triples", NT),
    ("application/ld+json", JSONLD),
    ("application/ld+json;profile=http://www.w3.org/ns/json-ld#compacted", JSONLD),
    ("text/*", HTML),
    ("application/*", RDF),
    ("text/turtle;charset=utf-8", TTL),
    ("text/html;q=0.5,text/turtle", TTL),
    ("text/html; q=0.5 , text/turtle ; q=0.8", TTL),
    ("text/turtle;q=0.5,text/html;q=0.8", HTML),
    ("text/turtle;q=0.8;level=1,text/html;q=0.3", TTL),
    ("text/turtle;level=1;q=0.2,text/html;q=0.3", HTML),
    ("application/ld+json;q=0.95,text/turtle;q=1.0", TTL),
    ("text/turtle;q=0.01", TTL),
    ("text/turtle;q=0.001,application/n-triples;q=0.1", NT),
    ("*/*,text/turtle", TTL),
    ("*/*;q=0.8,text/turtle;q=0.5", HTML),
    ("image/png,text/turtle;q=0.1", TTL),
    ("text/turtle;q=0", ""),
    ("text/turtle;q=0.000", ""),
    ("text/html;q=0,text/turtle;q=0.0,application/n-triples;q=0.2", NT),
    ("image/png", ""),
    ("application/json", ""),
    ("text/turtlex", ""),
    ("xtext/turtle", ""),
    ("nonsense", ""),
]
# Path after the folder, path of the page, path of the files without suffix, an IRI that they hold.
PATHS = [
    ("", "index.html", "ontology", CKG + "Claim"),
    ("ontology", "index.html", "ontology", CKG + "Claim"),
    ("ontology/", "index.html", "ontology", CKG + "claimedBy"),
    ("ontology/0.1.0", "changes.html#v0.1.0", "versions/0.1.0", CKG + "Claim"),
    ("ontology/alignments", "index.html#_downloads", "alignments", CKG + "Actor"),
    (f"ontology/alignments/{MATCHES}", "index.html#_downloads", f"versions/alignments-{MATCHES}", CKG + "Actor"),
    ("event-type", "index.html#_event-types", "event-types", EVENT_TYPE.rstrip("/")),
    ("event-type/Attack", "event-type/Attack.html", "event-types", EVENT_TYPE + "Attack"),
]
UNKNOWN = [
    "ontology/0.1",
    "ontology/1.0.0/x",
    "ontologyx",
    "event-type/Attack/x",
    "event-type/Attack.html",
    "elsewhere",
    "x/ontology",
]


@dataclass(frozen=True)
class Rule:
    """A RewriteRule with the conditions before it."""

    conditions: tuple[tuple[str, re.Pattern[str]], ...]
    pattern: re.Pattern[str]
    target: str
    flags: Mapping[str, str]


def _rules(text: str) -> list[Rule]:
    rules, conditions = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, *words = line.split()
        if name == "RewriteCond":
            what, pattern, *flags = words
            conditions.append((what, re.compile(pattern, re.I if flags == ["[NC]"] else 0)))
        elif name == "RewriteRule":
            pattern, target, flags = words
            rules.append(Rule(tuple(conditions), re.compile(pattern), target, _flags(flags)))
            conditions = []
        else:
            assert line.startswith(IGNORED), f"no directive of ours: {line}"
    return rules


def _flags(text: str) -> dict[str, str]:
    flags = {flag.partition("=")[0]: flag.partition("=")[2] for flag in text.strip("[]").split(",")}
    assert flags.keys() <= {"E", "L", "NE", "R"}, text
    return flags


def _answer(rules: list[Rule], path: str, accept: str | None) -> tuple[int, str]:
    """Return the status and, for a redirect, the Location; *path* is what comes after the folder of the file."""
    values = {"%{HTTP:Accept}": accept or "", "%{ENV:ASKED}": ""}
    for rule in rules:
        matches = [pattern.search(values[what]) for what, pattern in rule.conditions]
        found = rule.pattern.search(path)
        if found is None or not all(matches):
            continue
        last = matches[-1] if matches else None
        if "E" in rule.flags:
            name, _, value = rule.flags["E"].partition(":")
            values[f"%{{ENV:{name}}}"] = value.replace("%1", last[1] if last and last.re.groups else "")
        if "R" in rule.flags:
            group = found[1] if found.re.groups else ""
            return int(rule.flags["R"]), "" if rule.target == "-" else rule.target.replace("$1", group)
    return 404, ""


@contextmanager
def _small_server(htaccess: str, files: Mapping[str, bytes]) -> Iterator[int]:
    """Serve the rules below FOLDER, and *files* by path below /; give the port."""
    rules = _rules(htaccess)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith(FOLDER):
                status, location = _answer(rules, self.path.removeprefix(FOLDER), self.headers.get("Accept"))
                self._send(status, {"Location": location} if location else {}, b"")
            elif body := files.get(self.path.lstrip("/")):
                self._send(200, {"Content-Type": file_types()[self.path.rpartition(".")[2]]}, body)
            else:
                self._send(404, {}, b"")

        def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _apache(files: Mapping[str, bytes], folder: Path) -> Iterator[int]:
    """Serve the site with Apache: its pages below /, the rules below FOLDER, each by its own `.htaccess`."""
    modules = Path(
        subprocess.run([APACHE, "-V"], capture_output=True, text=True).stdout.partition('HTTPD_ROOT="')[2].split('"')[0]
    )
    found = next(p for p in (modules / "modules", Path(APACHE).parents[1] / "lib/apache2/modules") if p.is_dir())
    for path, data in {**files, "conflict-kg/.htaccess": files["w3id/.htaccess"]}.items():
        (folder / "www" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "www" / path).write_bytes(data)
    port = _free_port()
    names = ("mpm_event", "authz_core", "headers", "mime", "rewrite", "dir", "unixd")
    loads = [f"LoadModule {n}_module {found}/mod_{n}.so" for n in names if (found / f"mod_{n}.so").exists()]
    types = folder / "mime.types"
    types.write_text("text/css css\n")
    (folder / "httpd.conf").write_text(
        "\n".join(
            [
                *loads,
                f"Listen 127.0.0.1:{port}\nServerName localhost\nServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/log",
                f"TypesConfig {types}\nDocumentRoot {folder}/www\nMutex file:{folder}",
                f"<Directory {folder}/www>\nAllowOverride All\nRequire all granted\n</Directory>",
            ]
        )
    )
    with subprocess.Popen([APACHE, "-d", str(folder), "-f", str(folder / "httpd.conf"), "-X"]) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def port(built):
    with _small_server(built.site["w3id/.htaccess"].decode(), built.site) as number:
        yield number


def _get(port: int, path: str, accept: str | None) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={} if accept is None else {"Accept": accept})
    response = connection.getresponse()
    found = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    connection.close()
    return found


def _expected(hosted_at: str, suffix: str, page: str, data: str) -> tuple[int, str | None]:
    return (303, hosted_at + (page if suffix == HTML else f"{data}.{suffix}")) if suffix else (406, None)


@pytest.mark.parametrize(("accept", "suffix"), ASKED)
@pytest.mark.parametrize(("path", "page", "data", "_iri"), PATHS, ids=[path[0] or "/" for path in PATHS])
def test_each_iri_leads_to_what_is_asked_for(port, hosted_at, accept, suffix, path, page, data, _iri):
    status, headers, _ = _get(port, FOLDER + path, accept)
    assert (status, headers.get("location")) == _expected(hosted_at, suffix, page, data)


@pytest.mark.skipif(APACHE is None, reason="no Apache on the PATH")
def test_apache_says_the_same(built, hosted_at, tmp_path):
    tmp_path.chmod(0o755)
    with _apache(built.site, tmp_path) as port:
        for path, page, data, _ in PATHS:
            for accept, suffix in ASKED:
                status, headers, _ = _get(port, FOLDER + path, accept)
                found = status, headers.get("location")
                assert found == _expected(hosted_at, suffix, page, data), (path, accept)
                assert (headers["vary"], headers["access-control-allow-origin"]) == ("Accept", "*")
            for suffix, media_type in file_types().items():
                status, headers, body = _get(
                    port, f"/{page.partition('#')[0] if suffix == HTML else f'{data}.{suffix}'}", None
                )
                assert (status, headers["content-type"].split(";")[0], bool(body)) == (200, media_type, True)
        assert [_get(port, FOLDER + path, "text/turtle")[0] for path in UNKNOWN] == [404] * len(UNKNOWN)


@pytest.mark.parametrize(("path", "_page", "_data", "iri"), PATHS, ids=[path[0] or "/" for path in PATHS])
@pytest.mark.parametrize("suffix", [HTML, TTL, RDF, NT, JSONLD])
def test_what_it_leads_to_is_there_has_its_type_and_holds_the_term(
    port, hosted_at, tmp_path, path, _page, _data, iri, suffix
):
    location = _get(port, FOLDER + path, file_types()[suffix])[1]["location"]
    status, headers, body = _get(port, "/" + location.removeprefix(hosted_at).partition("#")[0], None)
    assert (status, headers["content-type"].split(";")[0]) == (200, file_types()[suffix])
    if suffix == HTML:
        anchor = location.partition("#")[2]
        assert not anchor or f'id="{anchor}"'.encode() in body
    else:
        file = tmp_path / f"got.{suffix}"
        file.write_bytes(body)
        assert iri in read_ontology(file).facts


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_no_iri_of_ours_leads_nowhere(port, path):
    assert _get(port, FOLDER + path, "text/turtle")[0] == 404


def test_every_event_type_leads_to_its_own_page(port, built, hosted_at):
    types = [path for path in built.site if path.startswith("event-type/")]
    assert len(types) > 40
    for path in types:
        headers = _get(port, FOLDER + path.removesuffix(".html"), "text/html")[1]
        assert headers["location"] == hosted_at + path


def test_every_row_of_the_table_is_asked_for():
    paths = [path for path, *_ in PATHS]
    for resource in resources():
        assert any(re.fullmatch(resource.path, path) for path in paths), resource
    asked = {accept for accept, _ in ASKED}
    assert {row.accept for row in media_types()} <= asked


def test_the_version_iri_of_the_ontology_is_one_that_the_rules_know():
    for path in (ontology_file(), ontology_file("alignments.ttl"), *ontology_versions()):
        iri = read_ontology(path).header("http://www.w3.org/2002/07/owl#versionIRI")
        rest = iri.removeprefix(ONTOLOGY.removesuffix("ontology"))
        assert any(re.fullmatch(resource.path, rest) for resource in resources()), iri


@pytest.mark.parametrize(
    "address", ["", "example.org", "ftp://example.org/", "https://example.org/?a", "https://a b/", "https://x/%{ENV:A}"]
)
def test_an_address_that_would_be_no_rule_is_refused(address):
    with pytest.raises(UsageError, match="is no address of a folder"):
        w3id_rules(address)


def test_the_slash_at_the_end_of_the_address_does_not_matter():
    assert w3id_rules("https://example.org/x") == w3id_rules("https://example.org/x/")
