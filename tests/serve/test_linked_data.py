"""Addresses of things, and what they lead to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from .server import Server, serving

BASE = "https://w3id.org/conflict-kg/id/"
FORMS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
PATHS = ["group/al-nusra-front", "place/deir-ez-zor-province", "source/wilayat-al-barakah"]


def _first(server: Server, kind: str) -> str:
    iri: str = server.query(f"SELECT ?x {{ ?x a {kind} }} ORDER BY ?x LIMIT 1").rows[0]["x"]
    return iri.removeprefix(BASE)


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/group/al-nusra-front"),
        ("", "/page/group/al-nusra-front"),
        ("text/turtle", "/data/group/al-nusra-front.ttl"),
        ("application/ld+json", "/data/group/al-nusra-front.jsonld"),
        ("application/n-triples, text/turtle;q=0.5", "/data/group/al-nusra-front.nt"),
        ("application/rdf+xml", "/data/group/al-nusra-front.rdf"),
    ],
)
def test_a_thing_leads_on_to_a_document_about_it(server: Server, accept: str, target: str) -> None:
    reply = server.get("/id/group/al-nusra-front", accept)
    assert (reply.status, reply.headers["location"]) == (303, target)
    assert "Accept" in reply.headers["vary"]


def test_every_form_says_the_same(server: Server) -> None:
    path = _first(server, "ckg:Claim")
    graphs = {
        suffix: {str(quad) for quad in parse(server.get(f"/data/{path}.{suffix}").body, format=form)}
        for suffix, form in FORMS.items()
    }
    assert len({frozenset(graph) for graph in graphs.values()}) == 1
    said = "".join(graphs["nt"])
    for part in ("claimedBy", "factuality", "eventType", "TextQuoteSelector", "exact", "start"):
        assert part in said, "a claim comes with its content and its evidence"


@pytest.mark.parametrize("kind", ["ckg:Claim", "ckg:ReportedContent", "ckg:Document", "ckg:Paragraph", "ckg:Mention", "ckg:Incident",
                                  "ckg:Actor", "ckg:Territory", "ckg:InformationSource", "ckg:Situation", "ckg:AcceptedStatement"])  # fmt: skip
def test_every_kind_of_thing_answers(server: Server, kind: str) -> None:
    path = _first(server, kind)
    page = server.get(f"/page/{path}")
    assert page.status == 200 and page.type == "text/html"
    assert f'</data/{path}.ttl>; rel="alternate"; type="text/turtle"' in page.headers["link"]
    assert server.get(f"/data/{path}.ttl").status == 200


def test_every_address_of_the_store_answers(server: Server) -> None:
    rows = server.query(f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}')) }}").rows
    statuses = {row["s"]: server.get("/page/" + row["s"].removeprefix(BASE)).status for row in rows[::25]}
    assert len(statuses) > 50 and set(statuses.values()) == {200}, statuses


def test_the_page_holds_the_data(server: Server) -> None:
    path = _first(server, "ckg:Claim")
    page = server.get(f"/page/{path}").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    triples = {str(quad) for quad in parse(json.dumps(json.loads(found[1])), format=RdfFormat.JSON_LD)}
    assert triples and triples <= {
        str(quad) for quad in parse(server.get(f"/data/{path}.nt").body, format=RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize(
    "path",
    ["/page/nothing-such", "/data/nothing-such.ttl", "/data/group/al-nusra-front", "/data/group/al-nusra-front.exe", "/page/",
     "/id/../etc/passwd", "/id/%2e%2e/etc/passwd", "/page/..%2f..%2fetc", "/data/a%20b.ttl", "/page/%22%3E%3Cscript%3E", "/assets/../app.py"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(server: Server, path: str) -> None:
    reply = server.ask("GET", path)
    assert reply.status == 404 and "<script" not in reply.text


def test_an_address_that_could_be_a_thing_leads_nowhere_else(server: Server) -> None:
    for path in ("//evil.example/x", "/%2f%2fevil.example", "/http://evil.example/"):
        reply = server.ask("GET", f"/id{path}")
        assert reply.status in (303, 404)
        if reply.status == 303:
            assert reply.headers["location"].startswith(("/page/", "/data/"))


def test_behind_a_web_server_all_addresses_begin_with_its_own(served_store: Path, tmp_path: Path) -> None:
    with serving(served_store, tmp_path, "--base", "https://example.org/kg/") as public:
        page = public.get("/page/group/al-nusra-front").text
        addresses = re.findall(r'(?:href|action)="([^"#?]*)', page)
        assert len(addresses) > 20 and all(a.startswith(("/kg/", "http")) for a in addresses if a)
        assert (
            public.get("/id/group/al-nusra-front", "text/turtle").headers["location"]
            == "/kg/data/group/al-nusra-front.ttl"
        )
        assert "</kg/data/" in public.get("/data/group/al-nusra-front.ttl").headers["link"]
        assert "<https://example.org/kg/sparql>" in public.get("/sparql", "application/n-triples").text
        assert public.get("/api/openapi.json").json["servers"] == [{"url": "https://example.org/kg"}]
        assert 'href="/kg/assets/' in public.get("/nothing", "text/html").text


@pytest.mark.parametrize("path", ["/id/", "/id/nope", "/id/group/al-nusra-front/nope", "/id/%20"])
def test_the_address_of_nothing_leads_nowhere(server: Server, path: str) -> None:
    assert server.get(path, "text/turtle").status == 404


def test_a_graph_has_an_address_a_page_and_its_triples(server: Server) -> None:
    assert server.get("/id/graph/world", "text/html").headers["location"] == "/page/graph/world"
    link = re.search(r'href="(/rdf-graph-store[^"]+format=ntriples)"', server.get("/page/graph/world").text)
    assert link is not None
    told = server.ask("GET", link[1].replace("&amp;", "&")).text
    assert server.get("/data/graph/world.nt").text == told and len(told.splitlines()) > 1000
