"""Forms of answers, and what comes with them."""

from __future__ import annotations

import gzip
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, VOID, Graph
from rdflib.query import Result

from .server import Server, serving

CLAIMS = "SELECT ?c { ?c a ckg:Claim } ORDER BY ?c LIMIT 3"
TRIPLES = "CONSTRUCT { ?c a ckg:Claim } { ?c a ckg:Claim } LIMIT 3"


@pytest.mark.parametrize(
    ("accept", "type", "form"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", "json"),
        ("application/json", "application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv", "csv"),
        ("text/tab-separated-values", "text/tab-separated-values", "tsv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("image/png, */*;q=0.1", "application/sparql-results+json", "json"),
    ],
)
def test_solutions_come_in_the_form_that_is_liked_best(server: Server, accept: str, type: str, form: str) -> None:
    reply = server.query(CLAIMS, accept)
    assert reply.status == 200 and reply.type == type
    assert len(Result.parse(BytesIO(reply.body), format=form)) == 3


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_triples_come_in_every_form_of_rdf(server: Server, accept: str, form: RdfFormat) -> None:
    reply = server.query(TRIPLES, accept)
    assert reply.type == accept
    assert len(list(parse(reply.body, format=form))) == 3


def test_a_form_that_there_is_not_is_refused_with_those_there_are(server: Server) -> None:
    reply = server.query(CLAIMS, "image/png")
    assert reply.status == 406 and "text/csv" in reply.json["detail"]


def test_format_in_the_address_counts_more_than_accept(server: Server) -> None:
    assert server.query(CLAIMS, "text/csv", format="xml").type == "application/sparql-results+xml"


def test_an_answer_beyond_the_rows_is_refused_and_never_cut_short(server: Server) -> None:
    exactly = "SELECT ?s ?p { ?s ?p ?o } LIMIT %d"
    for accept in ("application/json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        assert server.query(exactly % 5000, accept).status == 200
        reply = server.query(exactly % 5001, accept)
        assert reply.status == 403 and "5,000 rows" in reply.json["detail"]
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }").status == 403


def test_an_answer_beyond_the_bytes_is_refused(server: Server) -> None:
    reply = server.query("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 5000", "application/sparql-results+xml")
    assert reply.status in (200, 403)
    text = "SELECT (CONCAT(?a, ?a, ?a, ?a, ?a, ?a, ?a, ?a) AS ?b) { { SELECT (GROUP_CONCAT(STR(?s)) AS ?a) { ?s ?p ?o } } }"
    reply = server.query(text)
    assert reply.status == 403 and "bytes" in reply.json["detail"]


def test_texts_that_look_like_ends_of_rows_are_no_rows(server: Server) -> None:
    text = 'SELECT ("}}\\n}}{}<result>\\n" AS ?x) { ?s ?p ?o } LIMIT 2000'
    for accept in ("application/json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        assert server.query(text, accept).status == 200, accept


def test_gzip(server: Server) -> None:
    plain = server.query("SELECT ?s { ?s ?p ?o } LIMIT 500")
    packed = server.ask("GET", "/sparql", headers={"Accept-Encoding": "gzip"}, query="SELECT ?s { ?s ?p ?o } LIMIT 500")
    assert packed.headers["content-encoding"] == "gzip" and len(packed.body) < len(plain.body) / 5
    assert gzip.decompress(packed.body) == plain.body


def test_a_known_answer_is_not_sent_again(server: Server) -> None:
    tag = server.query(CLAIMS).headers["etag"]
    again = server.ask("GET", "/sparql", headers={"If-None-Match": f'"other", W/{tag}'}, query=CLAIMS)
    assert again.status == 304 and again.body == b"" and again.headers["etag"] == tag
    assert server.ask("GET", "/sparql", headers={"If-None-Match": tag}, query=CLAIMS.replace("3", "2")).status == 200


def test_head_is_get_without_the_body(server: Server) -> None:
    get, head = server.query(CLAIMS), server.ask("HEAD", "/sparql", query=CLAIMS)
    assert head.body == b"" and head.status == 200
    assert {name: head.headers[name] for name in ("etag", "content-length", "content-type")} == {
        name: get.headers[name] for name in ("etag", "content-length", "content-type")
    }


def test_anybody_s_page_may_ask(server: Server) -> None:
    origin = {"Origin": "https://example.org"}
    assert server.ask("GET", "/sparql", headers=origin, query="ASK {}").headers["access-control-allow-origin"] == "*"
    assert server.ask("GET", "/sparql", headers=origin, query="ASK").headers["access-control-allow-origin"] == "*"
    preflight = origin | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert server.ask("OPTIONS", "/sparql", headers=preflight).status == 200


def test_random_answers_are_not_kept(server: Server) -> None:
    first, second = (server.query("SELECT (STRUUID() AS ?x) {}") for _ in range(2))
    assert first.body != second.body and first.headers["cache-control"] == "no-store"


def test_a_graph_of_the_store(server: Server) -> None:
    ontology = "https://w3id.org/conflict-kg/ontology"
    expected = int(server.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ontology}> {{ ?s ?p ?o }} }}").rows[0]["n"])
    reply = server.get("/rdf-graph-store", "text/turtle", graph=ontology)
    assert len(Graph().parse(data=reply.text, format="turtle")) == expected
    assert server.ask("HEAD", "/rdf-graph-store", graph=ontology).status == 200
    assert server.get("/rdf-graph-store", graph="urn:nothing").status == 404
    assert server.get("/rdf-graph-store").status == 400
    assert server.ask("PUT", "/rdf-graph-store?graph=urn:x", b"").status == 405
    assert server.ask("DELETE", "/rdf-graph-store?default").status == 405


def test_the_description_of_the_data(server: Server) -> None:
    graph = Graph().parse(data=server.get("/.well-known/void").text, format="turtle")
    assert (None, RDF.type, VOID.Dataset) in graph


def test_the_bundled_queries_as_rdf(server: Server) -> None:
    from kg.resources import queries

    graph = Graph().parse(data=server.get("/.well-known/sparql-examples", "text/turtle").text, format="turtle")
    rows = graph.query("SELECT DISTINCT ?q { ?q a sh:SPARQLExecutable }")
    assert {str(row.q).rpartition("/")[2] for row in rows} == set(queries())


def test_a_bundled_query_by_its_name(server: Server) -> None:
    rows = server.get("/api/queries/talks", talks="Astana peace talks").json
    assert {row["talksLabel"] for row in rows} == {"Astana peace talks"}
    local = server.get("/api/queries/talks", "text/csv", talks="Astana peace talks")
    assert local.type == "text/csv" and local.text.startswith("talksLabel,")


@pytest.mark.parametrize("params", [{}, {"actor": "Al-Nusra Front", "comments": "yes"}], ids=["defaults", "given"])
def test_a_bundled_query_as_sparql_asks_the_same(server: Server, params: dict[str, str]) -> None:
    text = server.get("/api/queries/allies", format="sparql", **params)
    assert text.type == "application/sparql-query"
    asked = server.get("/sparql", "text/csv", query=text.text).text.splitlines()
    assert len(asked) > 1
    assert sorted(asked) == sorted(server.get("/api/queries/allies", "text/csv", **params).text.splitlines())


def test_the_editor_learns_the_base_and_the_prefixes(server: Server) -> None:
    facts = server.get("/explore/editor.json").json
    assert facts["base"] + "group/al-nusra-front" in server.get("/data/group/al-nusra-front.nt").text
    counted = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?claim a <{facts['prefixes']['ckg']}Claim> }}"
    assert int(server.get("/sparql", query=counted).rows[0]["n"]) > 0


def test_the_editor_learns_every_form_of_an_answer(server: Server) -> None:
    facts = server.get("/explore/editor.json").json
    rows, triples = "SELECT ?s WHERE { ?s a ckg:Claim } LIMIT 1", "CONSTRUCT WHERE { ?s a ckg:Claim }"
    asked = {
        "solutions": lambda form: server.get("/sparql", query=rows, format=form),
        "bundled": lambda form: server.get("/api/queries/talks", format=form),
        "triples": lambda form: server.get("/sparql", query=triples, format=form),
    }
    told = {kind: [form["format"] for form in forms] for kind, forms in facts["formats"].items()}
    assert told.keys() == asked.keys()
    refused = server.get("/sparql", query=triples, format="none").json["detail"]
    assert refused.rpartition("one of: ")[2].split(", ") == told["triples"]
    for kind, forms in told.items():
        assert [form for form in forms if asked[kind](form).status != 200] == []


def test_faults_of_a_bundled_query(server: Server) -> None:
    several = server.get("/api/queries/allies", actor="Army")
    assert several.status == 400 and "things may be called 'Army'" in several.json["detail"]
    assert server.get("/api/queries/allies", nobody="x").status == 400
    assert server.get("/api/queries/nothing-such").status == 404
    assert server.get("/api/queries/allies?actor=a&actor=b").status == 400


def test_what_a_name_was_taken_for_is_told(server: Server) -> None:
    assert "is taken for" in (server.get("/api/queries/allies", actor="Jund al-Aqs").headers["kg-taken-for"] or "")


def test_openapi_names_every_query_and_its_parameters(server: Server) -> None:
    told, listed = server.get("/api/openapi.json").json, server.get("/api/queries").json
    assert told["openapi"] == "3.1.0"
    for query in listed:
        parameters = told["paths"][f"/api/queries/{query['name']}"]["get"]["parameters"]
        assert [p["name"] for p in parameters] == [*(p["name"] for p in query["params"]), "format"]


def test_a_problem_is_told_as_rfc_9457_says(server: Server) -> None:
    reply = server.get("/nothing")
    assert reply.type == "application/problem+json"
    assert json.loads(reply.body) == {
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is nothing at this address",
    }  # fmt: skip


def test_the_description_names_the_endpoint_and_counts_what_a_query_counts(server: Server) -> None:
    graph = Graph().parse(data=server.get("/.well-known/void").text, format="turtle")
    # The engine gives a triple of two graphs twice.
    text = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    counted = int(server.query(text).rows[0]["n"])
    found = {(str(s), str(o)) for s, o in graph.subject_objects(VOID.sparqlEndpoint)}
    ((dataset, endpoint),) = found
    assert endpoint == f"{server.url}/sparql"
    assert [int(n) for s, n in graph.subject_objects(VOID.triples) if str(s) == dataset] == [counted]


def test_a_browser_gets_pages_or_the_usual_form_and_no_xml(server: Server) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert server.query(CLAIMS, browser).type == "text/html"
    assert server.query(TRIPLES, browser).type == "text/turtle"
    assert server.get("/api/queries/allies", browser).type == "application/json"


def test_options_tell_the_methods(server: Server) -> None:
    reply = server.ask("OPTIONS", "/sparql")
    assert (reply.status, reply.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_no_answer_leads_to_an_address_that_a_client_names(server: Server) -> None:
    for path in ("/queries/", "/sparql/", "/api/queries/", "//evil.example/"):
        reply = server.ask("GET", path, headers={"Host": "evil.example"})
        assert reply.status == 404 and reply.headers["location"] is None


@pytest.mark.parametrize(
    "path", ["/.well-known/void", "/.well-known/sparql-examples", "/sparql", "/data/place/syria.ttl"]
)
def test_turtle_declares_the_prefixes_that_it_uses_and_no_others(server: Server, path: str) -> None:
    text = server.get(path, "text/turtle").text
    declared = re.findall(r"^@prefix (\w+):", text, re.MULTILINE)
    assert declared and all(re.search(rf"(?<!@prefix )\b{name}:[^ ]", text) for name in declared)


@pytest.mark.parametrize(
    "path", ["/.well-known/void", "/.well-known/sparql-examples", "/api/queries", "/api/openapi.json"]
)
def test_a_form_that_there_is_not_is_refused_wherever_one_is_asked_for(server: Server, path: str) -> None:
    assert server.get(path, format="klingon").status == server.get(path, "image/png").status == 406


def test_triples_come_in_the_context_that_exports_have(server: Server) -> None:
    found = server.query(
        "CONSTRUCT { ?c rdfs:label ?l } { ?c a ckg:Incident ; rdfs:label ?l }", "application/ld+json"
    ).json
    assert "Claim" in found["@context"] and all({"id", "label"} == node.keys() for node in found["@graph"])


def test_the_same_triples_are_the_same_bytes(server: Server) -> None:
    one = server.query("CONSTRUCT { ?s a ?o } { ?s a ?o } #1", "application/n-triples").body
    other = server.query("CONSTRUCT { ?x a ?y } { GRAPH ?g { ?x a ?y } } #2", "application/n-triples").body
    assert one == other and one.splitlines() == sorted(set(one.splitlines()))


def test_a_prefix_that_nobody_declares_is_named_with_its_line(server: Server) -> None:
    reply = server.query("SELECT *\n{ ?s ckgg:p ?o }")
    assert (reply.status, reply.json["detail"]) == (
        400,
        "query:2: the prefix ckgg: is not declared; ckg:, perhaps; or PREFIX ckgg: <…>",
    )


def test_the_description_of_all_takes_the_time_that_it_takes(served_store: Path, tmp_path: Path) -> None:
    with serving(served_store, tmp_path, "--timeout", "0.1") as running:
        assert running.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?b ?c }").status == 504
        assert running.get("/.well-known/void", "text/turtle").status == 200
