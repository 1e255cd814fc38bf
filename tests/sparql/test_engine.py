from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import InputError, QueryError, StoreError, UsageError
from kg.namespaces import CKG, DATA, RDFS, SKOS, XSD, shorten
from kg.sparql import (
    Answer,
    find_query,
    format_answer,
    open_source,
    parse_header,
    read_source,
    resolve_thing,
    run_query,
)

LABEL, ALT = RDFS + "label", SKOS + "altLabel"


@pytest.fixture(scope="module")
def store():
    rows = [
        ("group/red", SKOS + "prefLabel", Literal("Red Front", language="en")),
        ("group/red", ALT, Literal("Harakat al-Hamra", language="ar-Latn")),
        ("group/blue", LABEL, Literal("Blue Army")),
        ("document/a/actor/crowd", LABEL, Literal("crowd")),
        ("document/b/actor/crowd", LABEL, Literal("crowd")),
        ("content/1", CKG + "attacker", NamedNode(DATA + "group/red")),
        ("content/1", CKG + "attacked", NamedNode(DATA + "group/blue")),
        ("content/2", CKG + "attacker", NamedNode(DATA + "group/blue")),
        ("content/1", CKG + "notBefore", Literal("2014-02-12", datatype=NamedNode(XSD + "date"))),
        ("content/2", CKG + "notBefore", Literal("2015-02-12", datatype=NamedNode(XSD + "date"))),
    ]
    made = Store()
    for number, (subject, predicate, value) in enumerate(rows):
        made.add(Quad(NamedNode(DATA + subject), NamedNode(predicate), value, NamedNode(f"{DATA}graph/{number % 2}")))
    return made


def ask(store, text, **params):
    answer = run_query(store, parse_header("test", text), params)
    return [tuple(None if term is None else shorten(term.value) for term in row) for row in answer.rows]


ATTACKS = "SELECT ?content WHERE { ?content ckg:attacker ?actor } ORDER BY ?content"


def test_the_default_graph_is_the_union_of_all_graphs(store):
    assert ask(store, "SELECT ?b WHERE { ?c ckg:attacker ?a ; ckg:attacked ?b }") == [("id:group/blue",)]


def test_prefixes_are_known_and_a_querys_own_win(store):
    text = "PREFIX ckg: <https://example.org/> SELECT * WHERE { ?s ckg:attacker ?o }"
    assert ask(store, text) == []


@pytest.mark.parametrize(
    "value", ["red front", "HARAKAT al-hamra", DATA + "group/red", f"<{DATA}group/red>", "id:group/red"]
)
def test_a_parameter_is_a_name_or_an_iri(store, value):
    assert ask(store, ATTACKS, actor=value) == [("id:content/1",)]


def test_a_parameter_that_is_not_given_stays_free(store):
    assert len(ask(store, ATTACKS)) == 2


SINCE = "#+ params:\n#+   - since (date): first day\n"


@pytest.mark.parametrize(
    ("text", "params", "expected"),
    [
        ("SELECT ?actor ?c { ?c ckg:attacker ?actor }", {"actor": "Red Front"}, [("id:group/red", "id:content/1")]),
        ("SELECT (COUNT(?c) AS ?n) { ?c ckg:attacker ?actor }", {"actor": "Red Front"}, [("1",)]),
        ("SELECT ?actor (COUNT(*) AS ?n) { ?c ckg:attacker ?actor } GROUP BY ?actor", {"actor": "Red Front"}, [("id:group/red", "1")]),
        ("SELECT ?c { { SELECT ?c { ?c ckg:attacker ?x FILTER(?x = ?actor) } } }", {"actor": "Red Front"}, [("id:content/1",)]),
        ("SELECT ?c { ?c ckg:attacker ?x FILTER NOT EXISTS { ?c ckg:attacker ?actor } }", {"actor": "Red Front"}, [("id:content/2",)]),
        ("SELECT ?c { ?c ckg:attacker ?x FILTER(!BOUND(?actor) || ?x = ?actor) }", {"actor": "Red Front"}, [("id:content/1",)]),
        ("SELECT ?c { ?c ckg:attacker ?x FILTER(!BOUND(?actor) || ?x = ?actor) } ORDER BY ?actor ?c", {}, [("id:content/1",), ("id:content/2",)]),
        ("SELECT ?c { ?c ckg:attacker $actor } ORDER BY ?actor", {"actor": "Red Front"}, [("id:content/1",)]),
        ("ASK { ?c ckg:attacker ?actor }", {"actor": "Red Front"}, [("true",)]),
        ('SELECT ("?actor # not" AS ?text) { ?c ckg:attacker ?actor } # ?actor', {"actor": "Red Front"}, [("?actor # not",)]),
        (SINCE + "SELECT ?c { ?c ckg:notBefore ?d FILTER(?d >= ?since) }", {"since": "2015-01-01"}, [("id:content/2",)]),
        ("CONSTRUCT { ?c ckg:actor ?actor } WHERE { ?c ckg:attacker ?actor }", {"actor": "Red Front"}, [("id:content/1", "ckg:actor", "id:group/red")]),
    ],
)  # fmt: skip
def test_a_parameter_is_bound_wherever_it_stands(store, text, params, expected):
    assert ask(store, text, **params) == expected


@pytest.mark.parametrize(
    "value", ['x" } #', "Red Front> . ?s ?p ?o . <x:", "<https://example.org/> <x:y>", "crowd') DROP ALL"]
)
def test_a_value_cannot_say_more_than_one_term(store, value):
    with pytest.raises(QueryError):
        ask(store, ATTACKS, actor=value)
    text = "#+ params:\n#+   - words (text): any\nSELECT (?words AS ?said) WHERE {}"
    assert run_query(store, parse_header("test", text), {"words": value}).rows[0][0] == Literal(value)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"actor": "Green Front"}, "nothing in the graph is called 'Green Front'"),
        (
            {"actor": "crowd"},
            "2 things are called 'crowd'; the IRI of one of them: .*document/a/actor/crowd, .*document/b/actor/crowd",
        ),
        ({"hero": "Red Front"}, "has no parameter 'hero'; one of: actor, content"),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(store, params, message):
    with pytest.raises(QueryError, match=message):
        ask(store, ATTACKS, **params)


@pytest.mark.parametrize(("kind", "value"), [("date", "last week"), ("number", "many")])
def test_a_value_of_the_wrong_kind_is_refused(store, kind, value):
    query = f"#+ params:\n#+   - x ({kind}): it\nSELECT ?c {{ ?c ckg:notBefore ?d FILTER(?d > ?x) }}"
    with pytest.raises(QueryError, match=f"is no {kind}"):
        ask(store, query, x=value)


@pytest.mark.parametrize(
    "text", ["SELECT (1 AS ?actor) {}", "SELECT * { VALUES ?actor { 1 } }", "SELECT * { BIND (1 AS ?actor) }"]
)
def test_a_variable_that_the_query_computes_is_no_parameter(store, text):
    with pytest.raises(QueryError, match="computes"):
        ask(store, text, actor="Red Front")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }", "SERVICE"),
        ("ASK { FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }", "SERVICE"),
        ("SELECT * { { SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } } } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
        ("DESCRIBE ?s FROM <http://example.org/> WHERE { ?s ?p ?o }", "FROM"),
        ("LOAD <http://example.org/>", "no SPARQL query"),
        ("DELETE WHERE { ?s ?p ?o }", "no SPARQL query"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "no SPARQL query"),
        ("SELECT ?s { ?s ?p", "no SPARQL query"),
        ("", "no SPARQL query"),
        ("SELECT * {\n ?s unknown:p ?o }", r":2: the prefix unknown: is not declared"),
    ],
)
def test_what_reaches_outside_or_changes_or_does_not_parse_is_refused(store, text, message):
    with pytest.raises(QueryError, match=message):
        ask(store, text)


def test_words_in_strings_comments_and_names_are_not_refused(store):
    text = 'SELECT ?from_service { ?from_service ckg:attacker ?x FILTER(?x != "SERVICE FROM LOAD") } # FROM SERVICE'
    assert len(ask(store, text)) == 2


def test_a_syntax_error_gives_the_line(store):
    with pytest.raises(QueryError, match="test:2: "):
        ask(store, "SELECT *\n{ ?s ?p }")


def test_a_header_is_read():
    text = "#+ summary: Who attacks\n#+ columns: who, what\n#+ params:\n#+   - who: the attacker\n#+   - since (date): day\nSELECT"
    query = parse_header("attacks", text)
    assert (query.summary, query.columns) == ("Who attacks", ("who", "what"))
    assert [(p.name, p.kind, p.meaning) for p in query.params.values()] == [
        ("who", "thing", "the attacker"),
        ("since", "date", "day"),
    ]


@pytest.mark.parametrize("line", ["#+ nonsense", "#+   - who (hero): x"])
def test_a_header_that_cannot_be_read_is_refused(line):
    with pytest.raises(QueryError):
        parse_header("attacks", line + "\nSELECT")


def test_a_query_is_found_in_a_file_or_in_braces(tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("ASK {}")
    assert find_query(str(path)).text == find_query("ASK {}").text


def test_an_unknown_query_is_refused_with_the_nearest_names(tmp_path):
    with pytest.raises(QueryError, match="neither a bundled query nor a file; one such as"):
        find_query("no-such-question")
    with pytest.raises(InputError, match="No such file"):
        find_query(str(tmp_path / "missing.rq"))


def test_formats_say_the_same(store):
    answer = run_query(
        store,
        parse_header("test", "SELECT ?c ?b { ?c ckg:attacker ?a OPTIONAL { ?c ckg:attacked ?b } } ORDER BY ?c"),
        {},
    )
    expected = [[DATA + "content/1", DATA + "group/blue"], [DATA + "content/2", None]]
    rows = list(csv.reader(io.StringIO(format_answer(answer, "csv"))))
    assert rows == [["c", "b"], *[[value or "" for value in row] for row in expected]]
    lines = [json.loads(line) for line in format_answer(answer, "jsonl").splitlines()]
    assert [[line["c"], line["b"]] for line in lines] == expected
    document = json.loads(format_answer(answer, "json"))
    assert document["head"]["vars"] == ["c", "b"]
    assert document["results"]["bindings"][1] == {"c": {"type": "uri", "value": DATA + "content/2"}}
    assert format_answer(answer, "tsv").splitlines()[2] == f"<{DATA}content/2>\t"
    assert "  id:content/1   id:group/blue\n" in format_answer(answer, "table")


def test_literals_in_json_carry_language_and_datatype(store):
    answer = run_query(store, parse_header("t", 'SELECT ("a"@en AS ?x) (1 AS ?y) ("b" AS ?z) {}'), {})
    (row,) = json.loads(format_answer(answer, "json"))["results"]["bindings"]
    assert row["x"] == {"type": "literal", "value": "a", "xml:lang": "en"}
    assert row["y"]["datatype"] == XSD + "integer"
    assert row["z"] == {"type": "literal", "value": "b"}


def test_names_of_the_registry_come_before_labels(store):
    assert resolve_thing(store, "Red Front", "x").value == DATA + "group/red"


def test_a_file_is_asked_like_a_store(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("<https://example.org/a> a <https://example.org/B> .")
    assert len(list(read_source(path))) == 1
    assert len(run_query(open_source(path), parse_header("t", "SELECT * { ?s ?p ?o }"), {}).rows) == 1
    with pytest.raises(InputError, match="No such file"):
        open_source(tmp_path / "missing.ttl")
    with pytest.raises(StoreError, match="no such store"):
        open_source(tmp_path / "missing")


def test_chosen_columns_come_in_the_order_asked_for():
    answer = Answer(("a", "b", "c"), ((Literal("1"), None, Literal("3")),))
    assert answer.select(["c", "a"]) == Answer(("c", "a"), ((Literal("3"), Literal("1")),))
    with pytest.raises(UsageError, match="is no column of the answer; one of: a, b, c"):
        answer.select(["d"])
