"""Queries as `sh:SPARQLExecutable`: what lies beside each bundled query, what others write, and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph

from kg.errors import InputError, QueryError
from kg.namespaces import QUERY, RDF, RDFS, SCHEMA, SH, SPEX
from kg.resources import queries
from kg.sparql import NamedQuery, find_query, list_queries, parse_header, run_query
from kg.sparql.executables import read_executables, write_executables

QUERIES = list_queries()


def without_header(query: NamedQuery) -> NamedQuery:
    kept = {key: query.header[key] for key in ("title", "summary", "description", "example") if key in query.header}
    return replace(query, text=query.body, header=kept, tags=tuple(sorted(query.tags)))


def test_what_lies_beside_each_query_is_what_is_written_now() -> None:
    """Where it is not: kg query --executables kg/queries."""
    turtle = {path.stem: path.read_bytes() for path in next(iter(queries().values())).parent.glob("*.ttl")}
    assert turtle == {query.name: write_executables([query]) for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_is_read_back_as_it_was(query: NamedQuery) -> None:
    (found,) = read_executables([queries()[query.name].with_suffix(".ttl")])
    assert found == without_header(query)


def test_the_shape_is_that_of_sparql_examples() -> None:
    store = Store()
    store.load(path=str(queries()["allies"].with_suffix(".ttl")), format=RdfFormat.TURTLE)
    node = NamedNode(QUERY + "allies")
    types = {quad.object.value for quad in store.quads_for_pattern(node, NamedNode(RDF + "type"), None)}
    assert types == {SH + "SPARQLExecutable", SH + "SPARQLSelectExecutable"}
    (comment,) = store.quads_for_pattern(node, NamedNode(RDFS + "comment"), None)
    assert (comment.object.value, comment.object.language) == (find_query("allies").summary, "en")
    (text,) = store.quads_for_pattern(node, NamedNode(SH + "select"), None)
    Store().query(text.object.value)
    (prefixes,) = store.quads_for_pattern(node, NamedNode(SH + "prefixes"), None)
    declared = list(store.quads_for_pattern(prefixes.object, NamedNode(SH + "declare"), None))
    assert len(declared) == find_query("allies").body.count("PREFIX")


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("ASK {}", SH + "SPARQLAskExecutable", SH + "ask"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", SH + "SPARQLConstructExecutable", SH + "construct"),
        ("DESCRIBE <https://example.org/a>", SPEX + "SPARQLDescribeExecutable", SPEX + "describe"),
        ("# SELECT\nASK {}", SH + "SPARQLAskExecutable", SH + "ask"),
    ],
)
def test_each_form_has_its_class_and_property(tmp_path: Path, text: str, kind: str, key: str) -> None:
    header = '#+ summary: "Is it: so?"\n#+ endpoint: https://example.org/sparql\n'
    path = tmp_path / "a.ttl"
    path.write_bytes(write_executables([parse_header("a", header + text)], "https://example.org/"))
    graph = Graph().parse(path)
    found = {(str(p), str(o)) for _, p, o in graph if str(p) in (RDF + "type", key, SCHEMA + "target")}
    target = (SCHEMA + "target", "https://example.org/sparql")
    assert found == {(RDF + "type", SH + "SPARQLExecutable"), (RDF + "type", kind), (key, text), target}
    assert read_executables([path])[0].body == text


SIB = """@prefix ex: <https://example.org/.well-known/sparql-examples/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:001 a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;
  rdfs:comment "Who is it?"@en ;
  sh:prefixes _:examples_prefixes ;
  sh:select "SELECT ?who { ?who a own:Hero ; rdfs:label ?name }" ;
  schema:target <https://example.org/sparql/> .
"""
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
_:p sh:declare [ sh:prefix "own" ; sh:namespace "https://example.org/own#"^^xsd:anyURI ] ,
  [ sh:prefix "unused" ; sh:namespace "https://example.org/unused#"^^xsd:anyURI ] .
"""


def test_a_file_of_sparql_examples_finds_the_prefixes_beside_it(tmp_path: Path) -> None:
    (tmp_path / "001.ttl").write_text(SIB)
    (tmp_path / "prefixes.ttl").write_text(PREFIXES)
    query = find_query("001", [tmp_path])
    assert query.summary == "Who is it?"
    assert query.text.startswith("PREFIX own: <https://example.org/own#>\nSELECT")
    store = Store()
    data = "@prefix o: <https://example.org/own#> . o:a a o:Hero ; <http://www.w3.org/2000/01/rdf-schema#label> 'A' ."
    store.load(data, format=RdfFormat.TURTLE)
    assert run_query(store, query).dicts() == [{"who": "https://example.org/own#a"}]


@pytest.mark.parametrize(
    ("turtle", "error", "message"),
    [
        ("nonsense", InputError, "is no Turtle"),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . <a:b> a sh:SPARQLExecutable .", QueryError, "a:b has no text"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:b> a sh:SPARQLExecutable ; sh:ask 'ASK {}' ;"
            " sh:parameter [ sh:name 'x' ; sh:datatype <a:c> ] .",
            QueryError,
            "a parameter has the type a:c; one of: ",
        ),
    ],
)
def test_turtle_that_holds_no_query_is_refused(
    tmp_path: Path, turtle: str, error: type[Exception], message: str
) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(turtle)
    with pytest.raises(error, match=message):
        read_executables([path])


def test_a_name_that_can_end_no_iri_is_refused() -> None:
    with pytest.raises(QueryError, match="cannot end an IRI"):
        write_executables([parse_header("my query", "ASK {}")])
