"""An endpoint is asked and filled as the W3C's protocols say, on real servers."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, RdfFormat, parse

from kg.endpoint import Endpoint
from kg.errors import EndpointError

from .pushing import triples_of

TRIPLES = '<urn:s> <urn:test:p> <urn:o> .\n<urn:s> <urn:test:p> "été, \\"\\u2028\\"\\n𝔘"@fr .\n'.encode()
MORE = b'<urn:s> <urn:test:p> "2014-02-12"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
ALL = "SELECT ?o { ?s <urn:test:p> ?o }"


def _as_triples(ntriples: bytes):
    return {quad.triple for quad in parse(ntriples, format=RdfFormat.N_TRIPLES)}


def _values(endpoint: Endpoint, query: str, **options: bool) -> list[str]:
    with endpoint.reading():
        return sorted(row[0].value for row in endpoint.query(query, **options))


def test_a_graph_is_put_added_to_and_deleted(endpoint: Endpoint) -> None:
    endpoint.put_graph("urn:test:1", TRIPLES + MORE)
    endpoint.put_graph("urn:test:1", TRIPLES)
    assert triples_of(endpoint, "urn:test:1") == _as_triples(TRIPLES)
    endpoint.post_graph("urn:test:1", MORE)
    assert triples_of(endpoint, "urn:test:1") == _as_triples(TRIPLES + MORE)
    endpoint.delete_graph("urn:test:1")
    endpoint.delete_graph("urn:test:1")
    assert triples_of(endpoint, "urn:test:1") == set()


def test_a_graph_of_any_name_is_kept_apart(endpoint: Endpoint) -> None:
    names = ["urn:test:a?b=c&d", "urn:test:a#b", "urn:test:a%20b", "urn:test:é"]
    for name in names:
        endpoint.put_graph(name, TRIPLES)
    assert [name for name in endpoint.graphs() if name.startswith("urn:test")] == sorted(names)


def test_the_default_graph_is_the_union_and_graph_still_names_one(endpoint: Endpoint) -> None:
    endpoint.put_graph("urn:test:1", TRIPLES)
    endpoint.put_graph("urn:test:2", MORE)
    assert len(_values(endpoint, ALL)) == 3
    rows = "SELECT ?g { ?s <urn:test:p> <urn:o> GRAPH ?g { ?s <urn:test:p> ?o } } ORDER BY ?g"
    assert _values(endpoint, rows) == ["urn:test:1", "urn:test:1", "urn:test:2"]


def test_each_form_of_query_has_its_kind_of_answer(endpoint: Endpoint) -> None:
    endpoint.put_graph("urn:test:1", TRIPLES)
    found = endpoint.query(f"# SELECT ?x\nPREFIX t: <urn:test:>\n{ALL}")
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == ["o"]
    yes, no = (endpoint.query(f"ASK {{ <urn:s> <urn:test:p> <urn:{end}> }}") for end in ("o", "none"))
    assert isinstance(yes, QueryBoolean)
    assert (bool(yes), bool(no)) == (True, False)
    triples = endpoint.query("CONSTRUCT { ?s <urn:q> ?o } { ?s <urn:test:p> ?o }")
    assert {triple.predicate for triple in triples} == {NamedNode("urn:q")}


def test_an_update_changes_what_is_there(endpoint: Endpoint) -> None:
    endpoint.update("INSERT DATA { GRAPH <urn:test:3> { <urn:s> <urn:test:p> 'é' } }")
    assert _values(endpoint, ALL) == ["é"]


def test_a_bad_query_is_told_in_the_servers_words(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointError, match=r"HTTP 400: \S") as told:
        endpoint.query("SELECT ?x { ?x <urn:")
    assert told.value.status == 400
    assert "\n" not in str(told.value)
