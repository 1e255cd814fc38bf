"""Queries of shapes graphs that would reach outside: none does, whichever engine reads it, however the word is hidden."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.validate import ValidationReport, load_shapes, validate_graph

PREFIXES = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
DATA = PREFIXES + 'ex:a a ex:Thing ; ex:p "x", 1e5, true .'
# What Oxigraph cannot match is left to pySHACL, and the whole shape with it.
LEFT = '; sh:property [ sh:path ex:p ; sh:pattern "^(?=.)" ]'
HERE = "{ ?s ?p ?o }"


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def check(
    query: str, *, engine: str = "sparql", more: str = "", declared: dict[str, str] | None = None
) -> ValidationReport:
    """Validate by a shape with *query*, put in as a term, so that Turtle does not read its escapes."""
    shapes = turtle(
        f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:Q {more} . ex:Q sh:prefixes ex: ."
    )
    sh, node = "http://www.w3.org/ns/shacl#", ox.NamedNode("https://example.org/Q")
    shapes.append(ox.Quad(node, ox.NamedNode(sh + "select"), ox.Literal(query)))
    for prefix, namespace in (declared or {}).items():
        one = ox.BlankNode()
        shapes.append(ox.Quad(ox.NamedNode("https://example.org/"), ox.NamedNode(sh + "declare"), one))
        shapes.append(ox.Quad(one, ox.NamedNode(sh + "prefix"), ox.Literal(prefix)))
        shapes.append(ox.Quad(one, ox.NamedNode(sh + "namespace"), ox.Literal(namespace)))
    return validate_graph(turtle(DATA), shapes, engine=engine)


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server, and the list of the paths that it is asked for."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", paths
        server.shutdown()


# "@" is the address of the server.
SERVICES = {
    "plainly": f"SELECT $this {{ SERVICE <@> {HERE} }}",
    "in small letters": f"SELECT $this {{ service silent <@> {HERE} }}",
    "counted, which asks at once": f"SELECT (COUNT(*) AS ?n) $this {{ SERVICE <@> {HERE} }}",
    "in a subquery": f"SELECT $this {{ {{ SELECT $this {{ SERVICE <@> {HERE} }} ORDER BY ?s }} }}",
    "behind a comment": f"SELECT $this {{ # {{\n SERVICE <@> {HERE} }}",
    "behind a carriage return": f"SELECT $this {{ $this ?p ?o # \r SERVICE <@> {HERE} \n }}",
    "between carriage returns": f'SELECT $this {{ # \r """ \n SERVICE <@> {HERE} # \r """ \n $this ?p ?o }}',
    "behind an escaped quote": rf"SELECT $this {{ OPTIONAL {{ $this ?p x:a\'b }} SERVICE <@> {HERE} OPTIONAL {{ $this ?p x:a\'b }} }}",
    "behind an escaped hash": f"SELECT $this {{ $this ?p x:a\\#b . SERVICE <@> {HERE} \n }}",
    "behind an operator": f"SELECT $this {{ $this ?p ?o FILTER (1 <2) SERVICE<@>{HERE} FILTER (2 >1) }}",
    "after a number": f"SELECT $this {{ $this ?p 1e5SERVICE<@>{HERE} }}",
    "after a truth": f"SELECT $this {{ $this ?p trueSERVICE<@>{HERE} }}",
    "before a name": f"SELECT $this {{ $this ?p ?o . SERVICEy:x {HERE} }}",
    "before and after": f"SELECT $this {{ $this ?p 1e5SERVICEy:x{HERE} }}",
    "as a prefix": f"PREFIX SERVICE SERVICE <@> {HERE} <urn:x:> SELECT $this {{ $this ?p ?o }}",
    "by a base": f"BASE <@> SELECT $this {{ SERVICE <> {HERE} }}",
    "with an escape": rf"SELECT $this {{ ser\u0076ice <@> {HERE} }}",
    "with a long escape": rf"SELECT $this {{ ser\U00000076ice <@> {HERE} }}",
    "with an escape as rdflib reads it": rf"SELECT $this {{ ser\u00000076ice <@> {HERE} }}",
    "with an escaped end of a comment": rf"SELECT $this {{ $this ?p ?o # \u000A SERVICE <@> {HERE}" + "\n }",
    "with an escaped end of a string": rf'SELECT $this {{ $this ?p "\u0022 . SERVICE <@> {HERE} #" }}',
    "with an escaped backslash": rf'SELECT $this {{ $this ?p "\u005C" . SERVICE <@> {HERE} #" }}',
    "with an escaped end of an IRI": rf"SELECT $this {{ $this ?p <urn:a\u003E . SERVICE <@> {HERE} #> }}",
    "from": "SELECT $this FROM <@> { $this ?p ?o }",
    "from a name": "SELECT * FROMy:x { $this ?p ?o }",
    "from a file": "SELECT $this FROM NAMED <file:///etc/passwd> { GRAPH ?g { $this ?p ?o } }",
    "from, with an escape": r"SELECT $this fr\u006Fm <@> { $this ?p ?o }",
    "by an update": "LOAD <@>",
    "by an update after it": "SELECT $this { $this ?p ?o } ; LOAD <@>",
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl", "left to pyshacl"])
@pytest.mark.parametrize("name", SERVICES)
def test_no_query_reaches_outside(asked: tuple[str, list[str]], name: str, engine: str) -> None:
    address, paths = asked
    declared = {"y": address, "x": "urn:x:", "SERVICEy": "urn:x:", "FROMy": "urn:x:"}
    options = {"more": LEFT} if engine.startswith("left") else {"engine": engine}
    with pytest.raises(KgError):
        check(SERVICES[name].replace("@", address), declared=declared, **options)
    assert paths == []


DECLARED = {
    "http://a/> ?o } SERVICE <@> { ?s ?p ?o } { $this <http://a/": "has sh:namespace 'http://a/> .*; an IRI in full",
    "relative": "has sh:namespace 'relative'; an IRI in full",
    "": "has sh:namespace ''; an IRI in full",
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("namespace", DECLARED)
def test_a_namespace_that_is_no_iri_is_refused(asked: tuple[str, list[str]], namespace: str, engine: str) -> None:
    declared = {"h": namespace.replace("@", asked[0])}
    with pytest.raises(KgError, match=DECLARED[namespace]):
        check("SELECT $this { $this h:p ?o }", engine=engine, declared=declared)
    assert asked[1] == []


@pytest.mark.parametrize("prefix", ["h: <http://a/> SELECT * FROM <http://a/> {} #", "a b", "-a", "a.", "h:"])
def test_a_prefix_that_is_no_name_is_refused(prefix: str) -> None:
    with pytest.raises(KgError, match=r"has sh:prefix .*; a name of letters and digits"):
        check("SELECT $this { $this ?p ?o }", declared={prefix: "urn:x:"})


HARMLESS = {
    "in a string": 'SELECT $this { $this ?p ?o FILTER (?o != "SERVICE FROM <x> MINUS") }',
    "in a long string": 'SELECT $this { $this ?p ?o FILTER (?o != """SERVICE "FROM" <x>""") }',
    "in a comment": "SELECT $this { $this ?p ?o # SERVICE <urn:x> { }\n }",
    "in a comment, with lines of Windows": "SELECT $this { $this ?p ?o # SERVICE <urn:x>\r\n }",
    "in an IRI": "SELECT $this { $this ?p ?o FILTER (?o != <urn:SERVICE#FROM>) }",
    "in a variable": "SELECT $this { $this ?service ?from }",
    "in a name": "SELECT $this { $this ?p ?o FILTER (?o != x:SERVICE && ?o != service:from) }",
    "in another file": "SELECT $this { $this ?p ?o FILTER NOT EXISTS { GRAPH <file:///etc/passwd> { ?a ?b ?c } } }",
    "with escapes": r'SELECT $this { $this ?p ?o FILTER (?o != "caf\u00E9" && ?o != <urn:caf\u00E9>) }',
    "with names in other scripts": "SELECT $this { $this ?p ?o FILTER (?o != é:ü) }",
    "with an escaped name": r"SELECT $this { $this ?p ?o FILTER (?o != x:a\,b\'c) }",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_query_is_not_refused_for_its_words(name: str) -> None:
    declared = {"x": "urn:x:", "service": "urn:s:", "é": "urn:e:"}
    assert [v.focus_node for v in check(HARMLESS[name], declared=declared).violations] == ["https://example.org/a"]


def test_an_error_in_a_query_is_told_where_it_stands() -> None:
    query = "PREFIX x: <http://example.org/a/long/name/space#>\nSELECT $this {\n  $this x:p ?o .\n  $this x:q }\n"
    with pytest.raises(KgError, match=r"https://example\.org/S: its query: is no SPARQL at line 4, column 13; SELECT"):
        check(query)
    with pytest.raises(KgError, match="has a PREFIX that declares none; PREFIX name: <IRI> before all else"):
        check("PREFIX x: SELECT $this { $this ?p ?o }")


LONG = {
    "brackets": "SELECT $this { $this ?p ?o FILTER " + "(" * 101 + "true" + ")" * 101 + " }",
    "groups": "SELECT $this " + "{" * 101 + "$this ?p ?o" + "}" * 101,
    "signs": "SELECT $this { $this ?p ?o FILTER (" + "!" * 101 + "true) }",
    "terms of RDF 1.2": "SELECT $this { $this ?p ?o . " + "<< ?a ?b " * 101 + "?c" + " >>" * 101 + " ?d ?e }",
    "a chain": "SELECT $this { $this ?p ?o FILTER (1" + "-1" * 20_000 + " = 0) }",
    "unions": "SELECT $this { $this ?p ?o " + "UNION { $this ?p ?o } " * 10_000 + "}",
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("name", LONG)
def test_a_query_without_end_is_refused_before_a_parser_has_it(name: str, engine: str) -> None:
    with pytest.raises(KgError, match=r"nested more than 100 deep|words and marks; at most 10,000"):
        check(LONG[name], engine=engine)


@pytest.mark.parametrize(
    "query", ["", " # nothing\n", "{}", "ASK { $this ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE $this"]
)
def test_what_is_no_select_is_told_as_such(query: str) -> None:
    with pytest.raises(KgError, match=r"its query: is no SELECT; SELECT \$this … WHERE { … }"):
        check(query)


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("ex:Q2", "has 0 texts for sh:select"),
        ("[ sh:select ex:query ]", "has sh:select <https://example.org/query>; one string"),
        ("[ sh:select 'SELECT $this { }' ; sh:message ex:m ]", "has sh:message <https://example.org/m>; one string"),
        ("[ sh:select 'SELECT $this { }', 'x' ]", "has 2 texts for sh:select"),
    ],
)
def test_a_query_is_one_string(constraint: str, words: str) -> None:
    shapes = turtle(f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql {constraint} .")
    with pytest.raises(KgError, match=words):
        validate_graph(turtle(DATA), shapes)


def test_our_own_graphs_are_not_seen_by_queries() -> None:
    """What cannot be reckoned with is kept in graphs of ours; by GRAPH there is the shapes graph alone."""
    data = turtle(PREFIXES + "ex:a a ex:Thing ; ex:p 01, 02 .")
    query = "SELECT $this ?value { GRAPH ?value { ?s <https://example.org/p> ?o } $this a ?t }"
    shapes = turtle(f'{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select "{query}" ] .')
    assert validate_graph(data, shapes).conforms


def test_pyshacl_tells_in_one_line_that_it_has_no_named_graphs() -> None:
    with pytest.raises(
        KgError, match=r"^shapes: pySHACL refuses them: You performed a query operation requiring a dataset"
    ):
        check("SELECT $this { GRAPH ?g { $this ?p ?o } }", engine="pyshacl")


def test_both_engines_check_what_a_query_targets() -> None:
    """The store keeps some numbers apart, and pySHACL leaves SPARQL-based targets out: the shape would be a pass."""
    target = 'sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this ?p ?n FILTER (?n > 17) }" ]'
    data = turtle(
        DATA + 'ex:b ex:p "018"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> . ex:c ex:p 17, "19" .'
    )
    shapes = turtle(f"{PREFIXES} ex:S a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal .")
    for engine in ("sparql", "pyshacl"):
        report = validate_graph(data, shapes, engine=engine)
        assert [violation.focus_node[-1] for violation in report.violations] == ["a", "b"]
        assert report.focus_nodes_checked == 2
    query = 'sh:sparql [ sh:select "SELECT $this { $this ?p ?n FILTER (?n > 18) }" ]'
    report = validate_graph(data, turtle(f"{PREFIXES} ex:S a sh:NodeShape ; {target} ; {query} ."))
    assert [violation.focus_node[-1] for violation in report.violations] == ["a"]


TARGETED = {
    "CONSTRUCT { ?this ?p ?o } { ?this ?p ?o }": "its target: is no SELECT; SELECT ?this WHERE { … }",
    "ASK { ?this ?p ?o }": "its target: is no SELECT; SELECT ?this WHERE { … }",
    "DESCRIBE ?this": "its target: is no SELECT; SELECT ?this WHERE { … }",
    "SELECT ?x { ?x ?p ?this }": "has a target without ?this; SELECT ?this WHERE { … }",
    "SELECT (COUNT(?this) AS ?n) { ?x ?p ?this }": "has a target without ?this; SELECT ?this WHERE { … }",
    "SELECT * { ?x ?p ?o }": "has a target without ?this; SELECT ?this WHERE { … }",
    "SELECT ?this { ?this ?p }": "its target: is no SPARQL at line 1, column 25; SELECT … of SPARQL 1.1",
    "SELECT ?this { ?this x:p ?o }": "its target: has the prefix x:, which is not declared; sh:prefixes with sh:declare",
    "SELECT ?this { ?this ?p ?o FILTER <urn:f>(?o) }": "its target: calls <urn:f>, which is no function here; "
    "a function of SPARQL 1.1, or a cast",
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("query", TARGETED)
def test_a_target_that_selects_nothing_is_told_with_its_shape(query: str, engine: str) -> None:
    target = f'sh:target [ a sh:SPARQLTarget ; sh:select "{query}" ]'
    shapes = turtle(f"{PREFIXES} ex:S a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal .")
    with pytest.raises(KgError) as caught:
        validate_graph(turtle(DATA), shapes, engine=engine)
    assert str(caught.value) == f"shapes: https://example.org/S: {TARGETED[query]}"


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT (COUNT(*) AS ?value) { $this ?p ?o }", "has a SELECT without $this; $this among what is selected"),
        ("SELECT (STR($this) AS ?value) { $this ?p ?o }", "has a SELECT without $this; $this among what is selected"),
        ("SELECT $this { $this ?p ?o FILTER (!<urn:f>(?o)) }", "calls <urn:f>, which is no function here; a function"),
        ("SELECT $this { $this ?p ?o } ORDER BY <urn:f>(?o)", "calls <urn:f>, which is no function here; a function"),
    ],
)
def test_a_query_that_would_pass_for_anything_is_refused(query: str, words: str, engine: str) -> None:
    with pytest.raises(KgError) as caught:
        check(query, engine=engine)
    assert str(caught.value).startswith(f"shapes: https://example.org/S: its query: {words}")


# Over values that the store keeps by value, and others beside them.
NUMBERS = PREFIXES + "ex:a a ex:Thing ; ex:p 01, 1.50 ; ex:q 1, 2 ; ex:r ex:c . ex:b ex:p 2.50 ."
ANSWERED = [
    "$this ex:p ?value FILTER (?value > 1)",
    "$this ex:p ?value FILTER (1 < ?value || ?value IN (7, 8))",
    "$this ex:p ?v BIND (?v * 2 AS ?w) FILTER (?w != 3 && ISNUMERIC(?v))",
    "$this ex:p 'x'",
    "$this ex:q 1 ; ex:q ?v FILTER (STR(?v) = '1')",
    "$this ex:q ?v . ?other ex:q ?v FILTER NOT EXISTS { $this ex:p ?n FILTER (?n > 100) }",
    "$this ?path ?value FILTER (?path IN (ex:p) && ?value > 1)",
    "$this a/ex:r* ?type . ?type ex:r* ?other",
    "$this ?path ?v FILTER (?path IN (ex:q)) FILTER (REGEX(STR(?v), '^[a-z]$'))",
    "OPTIONAL { $this ex:p ?v FILTER (?v > 100) } FILTER (!BOUND(?v))",
]
LEFT_TO_PYSHACL = [
    "$this ex:p 1",
    "$this ex:q 01",
    "$this ex:p '1'^^<http://www.w3.org/2001/XMLSchema#integer>",
    "$this ex:p ?v . ?other ex:q ?v",
    "$this ex:p ?v FILTER EXISTS { ?other ex:q ?v }",
    "$this ex:p ?v FILTER (STR(?v) = '1')",
    "$this ex:p ?v FILTER (xsd:string(?v) = '1')",
    "$this ex:p ?v FILTER (DATATYPE(?v) = xsd:integer || SAMETERM(?v, 1))",
    "$this ex:p ?v BIND (?v AS ?w) FILTER (STR(?w) = '1')",
    "$this ?p ?v FILTER (STR(?v) = '1')",
    "?other ex:p/^ex:p $this",
    "?other ex:p ?value",
    "{ SELECT $this (COUNT(?v) AS ?n) { $this ex:p ?v } GROUP BY $this } FILTER (?n > 1)",
    "?v ex:r* ?w FILTER (STR(?w) = '01')",
    "?v ex:r* ex:none FILTER NOT EXISTS { ?v ex:q ?w }",
    "$this ex:q ?v FILTER (?v < 99999999999999999999)",
    "$this ex:q ?v FILTER REGEX(?v, '^(?=y)')",
    "$this ex:q ?v FILTER REGEX(?v, CONCAT('^', 'y'))",
    "$this ex:q ?v FILTER (REPLACE(?v, '(y)', '$1$1') = 'yy')",
]


@pytest.mark.parametrize("where", ANSWERED + LEFT_TO_PYSHACL)
def test_only_what_may_differ_is_left_to_pyshacl(where: str) -> None:
    declared = "ex: sh:declare [ sh:prefix 'ex' ; sh:namespace 'https://example.org/' ] ."
    query = f'sh:sparql [ sh:prefixes ex: ; sh:select """SELECT $this ?path ?value {{ {where} }}""" ]'
    shapes = turtle(f"{PREFIXES} {declared} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; {query} .")
    left: list[tuple[str, str]] = []
    report = validate_graph(turtle(NUMBERS), shapes, left=lambda *told: left.append(told))
    assert bool(left) == (where in LEFT_TO_PYSHACL), left
    other = validate_graph(turtle(NUMBERS), shapes, engine="pyshacl")
    assert {(v.path, v.value) for v in report.violations} == {(v.path, v.value) for v in other.violations}


def test_a_query_that_reaches_outside_is_told_with_what_it_is_a_part_of() -> None:
    target = "sh:target [ sh:select 'SELECT ?this { SERVICE <urn:x> { ?this ?p ?o } }' ]"
    shapes = turtle(
        f"{PREFIXES} ex:S a sh:NodeShape ; sh:property [ sh:path ex:p ; {target} ; sh:nodeKind sh:Literal ] ."
    )
    with pytest.raises(KgError, match=r"^shapes: https://example.org/S: its query: has SERVICE"):
        validate_graph(turtle(DATA), shapes)


def test_a_target_that_the_store_cannot_answer_is_told() -> None:
    target = "SELECT ?this { ?this <https://example.org/p> ?n FILTER REGEX(STR(?n), '^(?=1)') }"
    shapes = turtle(f'{PREFIXES} ex:S a sh:NodeShape ; sh:target [ sh:select "{target}" ] ; sh:nodeKind sh:Literal .')
    left: list[tuple[str, str]] = []
    report = validate_graph(turtle(NUMBERS), shapes, left=lambda *told: left.append(told))
    assert [violation.focus_node for violation in report.violations] == ["https://example.org/a"]
    assert left == [
        (
            "https://example.org/S",
            "its target has a regular expression that is not known before, or cannot be matched here",
        )
    ]


@pytest.mark.parametrize("files", ["shapes/*.ttl", "benchmarks/validation/shapes.ttl"])
def test_our_own_shapes_are_compiled_whatever_numbers_the_data_has(files: str) -> None:
    shapes = load_shapes(sorted(Path(__file__).parents[2].glob(files)))
    ckg, xsd = "https://w3id.org/conflict-kg/ontology#", "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    numbers = "paragraphStart paragraphEnd mentionStart mentionEnd value minimum maximum confidence notBefore".split()
    node = ox.NamedNode("urn:x")
    data = [
        ox.Triple(node, ox.NamedNode(ckg + name), ox.Literal("1.50", datatype=ox.NamedNode(xsd))) for name in numbers
    ]
    for quad in shapes:
        if quad.predicate.value.endswith("#targetClass"):
            data.append(ox.Triple(node, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), quad.object))
    left: list[tuple[str, str]] = []
    validate_graph(data, shapes, left=lambda *told: left.append(told))
    assert left == []


EVIL = "http://a/> . SERVICE <@> { ?s ?p ?o } ?this a <http://a/b"


def test_an_iri_of_the_data_stays_an_iri(asked: tuple[str, list[str]]) -> None:
    """Classes of the data stand in queries; where the data is read, nobody looks at its IRIs."""
    rdfs = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    evil = EVIL.replace("@", asked[0]).replace("<", "\\u003C").replace(">", "\\u003E").replace(" ", "\\u0020")
    evil = evil.replace("{", "\\u007B").replace("}", "\\u007D")
    for text in (f"ex:a a <{evil}> .", f"<{evil}> <{rdfs}> ex:Thing . ex:a a ex:Thing ."):
        data = list(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE, lenient=True))
        shapes = turtle(f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing .")
        with pytest.raises(KgError, match=r"data: has the class .*, which is no IRI; an IRI in full"):
            validate_graph(data, shapes)
    literal = turtle(PREFIXES + f'ex:a a ex:Thing, "{EVIL.replace("@", asked[0])}", [] .')
    assert validate_graph(literal, shapes).conforms
    assert asked[1] == []
