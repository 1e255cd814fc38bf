"""The cases of the W3C's test suite of the SPARQL 1.1 Protocol, restated; each is named as there.

Updates with a dataset (`update_dataset_…`) are in test_changes.py, which may change its store.
"""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from .server import Reply, Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ONTOLOGY = "https://w3id.org/conflict-kg/ontology"
ASK_CLASS = "ASK { <https://w3id.org/conflict-kg/ontology#Claim> a <http://www.w3.org/2002/07/owl#Class> }"
IN_GRAPH = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def _form(*fields: tuple[str, str]) -> bytes:
    return urlencode(fields).encode()


def _graphs(server: Server) -> list[str]:
    return [row["g"] for row in server.query(IN_GRAPH).rows]


def test_query_get(server: Server) -> None:
    assert server.query("ASK {}").json["boolean"] is True


def test_query_post_form(server: Server) -> None:
    assert server.ask("POST", "/sparql", _form(("query", "ASK {}")), FORM).json["boolean"] is True


def test_query_post_direct(server: Server) -> None:
    assert server.ask("POST", "/sparql", b"ASK {}", QUERY).json["boolean"] is True


def test_query_content_type_select(server: Server) -> None:
    assert server.query("SELECT (1 AS ?x) {}").type == "application/sparql-results+json"


def test_query_content_type_ask(server: Server) -> None:
    assert server.query("ASK {}").type == "application/sparql-results+json"


@pytest.mark.parametrize("text", ["CONSTRUCT { <urn:a> <urn:b> 1 } {}", f"DESCRIBE <{ONTOLOGY}#Claim>"])
def test_query_content_type_construct_and_describe(server: Server, text: str) -> None:
    assert server.query(text).type == "text/turtle"


def test_query_dataset_default_graph(server: Server) -> None:
    def found(graph: str) -> bool:
        return bool(server.query(ASK_CLASS, **{"default-graph-uri": graph}).json["boolean"])

    other = next(graph for graph in _graphs(server) if graph != ONTOLOGY)
    assert found(ONTOLOGY) and not found(other)


def test_query_dataset_default_graphs_get(server: Server) -> None:
    graphs = _graphs(server)
    counts = [
        int(server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": some}).rows[0]["n"])
        for some in (graphs[:1], graphs[1:2], graphs[:2])
    ]
    assert 0 < counts[2] <= counts[0] + counts[1] and counts[2] >= max(counts)


def test_query_dataset_default_graphs_post(server: Server) -> None:
    body = _form(("query", ASK_CLASS), *(("default-graph-uri", graph) for graph in _graphs(server)[:9]))
    assert server.ask("POST", "/sparql", body, FORM).json["boolean"] is True


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_query_dataset_named_graphs(server: Server, how: str) -> None:
    graphs = _graphs(server)[:2]
    fields = [("named-graph-uri", graph) for graph in graphs]
    if how == "get":
        reply = server.query(IN_GRAPH, **{"named-graph-uri": graphs})
    elif how == "form":
        reply = server.ask("POST", "/sparql", _form(("query", IN_GRAPH), *fields), FORM)
    else:
        reply = server.ask("POST", "/sparql?" + urlencode(fields), IN_GRAPH.encode(), QUERY)
    assert [row["g"] for row in reply.rows] == graphs


def test_query_dataset_full(server: Server) -> None:
    one, other = [graph for graph in _graphs(server) if graph != ONTOLOGY][:2]
    text = "SELECT DISTINCT ?g { { GRAPH ?g { ?s ?p ?o } } UNION { ?c a <http://www.w3.org/2002/07/owl#Class> BIND('default' AS ?g) } }"
    reply = server.query(text, **{"default-graph-uri": ONTOLOGY, "named-graph-uri": [one, other]})
    assert {row["g"] for row in reply.rows} == {"default", one, other}


def test_query_multiple_dataset(server: Server) -> None:
    """The protocol's dataset counts, and not that of FROM."""
    other = next(graph for graph in _graphs(server) if graph != ONTOLOGY)
    text = f"ASK FROM <{ONTOLOGY}> {{ <{ONTOLOGY}#Claim> ?p ?o }}"
    assert server.query(text).json["boolean"] is True
    assert server.query(text, **{"default-graph-uri": other}).json["boolean"] is False


def _is_refused(reply: Reply) -> bool:
    return 400 <= reply.status < 500 and reply.type == "application/problem+json" and bool(reply.json["detail"])


def test_bad_query_method(server: Server) -> None:
    reply = server.ask("PUT", "/sparql", b"query=ASK%20%7B%7D", FORM)
    assert reply.status == 405 and reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(server: Server) -> None:
    assert _is_refused(server.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"))


def test_bad_query_wrong_media_type(server: Server) -> None:
    assert server.ask("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}).status == 415


def test_bad_query_missing_form_type(server: Server) -> None:
    assert server.ask("POST", "/sparql", _form(("query", "ASK {}"))).status == 415


def test_bad_query_missing_direct_type(server: Server) -> None:
    assert server.ask("POST", "/sparql", b"ASK {}").status == 415


def test_bad_query_non_utf8(server: Server) -> None:
    assert _is_refused(server.ask("POST", "/sparql", "ASK {}".encode("utf-16"), QUERY))


@pytest.mark.parametrize("text", ["ASK", "SELECT * {", "", "ASK {} extra"])
def test_bad_query_syntax(server: Server, text: str) -> None:
    reply = server.query(text)
    assert reply.status == 400 and _is_refused(reply)


def test_bad_update_get(server: Server) -> None:
    assert _is_refused(server.get("/sparql", update="CLEAR NAMED"))


def test_bad_multiple_updates(server: Server) -> None:
    assert _is_refused(
        server.ask("POST", "/sparql", _form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), FORM)
    )


def test_bad_update_wrong_media_type(server: Server) -> None:
    assert _is_refused(server.ask("POST", "/sparql", b"CLEAR NAMED", {"Content-Type": "text/plain"}))


def test_bad_update_missing_form_type(server: Server) -> None:
    assert _is_refused(server.ask("POST", "/sparql", _form(("update", "CLEAR NAMED"))))


def test_bad_update_non_utf8(server: Server) -> None:
    assert _is_refused(server.ask("POST", "/sparql", "CLEAR NAMED".encode("utf-16"), UPDATE))


def test_an_update_of_a_server_that_only_reads(server: Server) -> None:
    assert server.ask("POST", "/sparql", b"CLEAR ALL", UPDATE).status == 403


def test_no_query_gives_the_description_of_the_service(server: Server) -> None:
    reply = server.get("/sparql", "application/n-triples")
    service, sd = f"<{server.url}/sparql>", "http://www.w3.org/ns/sparql-service-description#"
    assert f"{service} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{sd}Service> ." in reply.text
    assert f"<{sd}name> <{ONTOLOGY}> ." in reply.text
