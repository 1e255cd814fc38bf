"""A bound value is one term wherever its variable stands, and never a piece of the query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from kg.errors import QueryError
from kg.sparql import parse_header, run_query
from kg.sparql.tokens import find_variables, query_form, used_prefixes, with_prefixes

HOSTILE = st.text(max_size=20) | st.lists(
    st.sampled_from(
        [*"\"'\\{}<>().;?$#@^| \n\r\t", '"""', "'''", "\\u0022", "?x", "SERVICE <http://a/>", "} UNION {", "\u2028"]
    ),
    max_size=8,
).map("".join)
VALUE = HOSTILE.filter(lambda text: "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text))
HEADER = "#+ params:\n#+   - x (text): any\n"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (?x AS ?said) {}",
        'SELECT ?said { BIND(?x AS ?said) # ?x "\n }',
        "SELECT ?said { { SELECT (STR($x) AS ?said) {} } }",
        'SELECT ?said { BIND(CONCAT("", ?x) AS ?said) FILTER("?x" = "?x" && \'\'\'?x\'\'\' = "?x" && "?x"@en != "") }',
        "SELECT ?said { VALUES ?y { 1 } BIND(IF(BOUND(?x), ?x, ?y) AS ?said) }",
    ],
)
@settings(deadline=None)
@given(value=VALUE)
def test_whatever_the_value_is_it_is_one_text(text: str, value: str) -> None:
    rows = run_query(Store(), parse_header("test", HEADER + text), {"x": value}).rows
    assert rows == ((Literal(value),),)


@settings(deadline=None)
@given(VALUE)
def test_a_hostile_name_or_iri_is_refused_or_one_node(value: str) -> None:
    try:
        found = run_query(Store(), parse_header("test", "SELECT (?x AS ?said) {}"), {"x": value}).rows
    except QueryError as error:
        assert "\n" not in str(error)
    else:
        assert len(found) == 1


@pytest.mark.parametrize("kind", ["date", "number", "integer", "boolean"])
@settings(deadline=None)
@given(value=VALUE | st.sampled_from(["20140212", "2014-02-30", "nan", "1_000", "inf", "0x1", "TRUE", "٣", "1e5"]))
def test_a_value_of_another_kind_is_refused(kind: str, value: str) -> None:
    query = parse_header("test", f"#+ params:\n#+   - x ({kind}): any\nSELECT (?x AS ?said) {{}}")
    try:
        ((said,),) = run_query(Store(), query, {"x": value}).rows
    except QueryError:
        return
    assert value.isascii()
    assert value not in ("2014-02-30", "nan", "1_000", "inf", "0x1", "TRUE", "1e5")
    assert kind != "date" or value != "20140212"
    assert isinstance(said, Literal)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX : <https://example.org/> SELECT ?x { ?x a :group . FILTER(?x = ?x) }",
        "PREFIX e: <https://example.org/> SELECT ?x { ?x e:a\\?x ?o }",
        "PREFIX e: <https://example.org/> SELECT ?x { ?x e:select ?o } ORDER BY ?x",
        'SELECT ?x { ?x ?p "a"@select } GROUP BY ?x',
        "SELECT ?x { ?x ?p ?o FILTER(?o<?p&&?x>?p) }",
    ],
)
def test_words_inside_names_and_tags_do_not_mislead(text: str) -> None:
    query = parse_header("test", "#+ params:\n#+   - x: any\n" + text)
    assert run_query(Store(), query, {"x": "https://example.org/a"}).columns == ("x",)


def test_a_default_is_bound_and_what_is_given_wins() -> None:
    query = parse_header(
        "test", '#+ params:\n#+   - name: x\n#+     type: text\n#+     default: "no"\nSELECT (?x AS ?said) {}'
    )
    assert run_query(Store(), query).rows == ((Literal("no"),),)
    assert run_query(Store(), query, {"x": "yes"}).rows == ((Literal("yes"),),)


def test_a_parameter_that_is_needed_and_not_given_is_asked_for() -> None:
    query = parse_header(
        "test", "#+ params:\n#+   - name: x\n#+     required: true\n#+     example: A b\nSELECT * { ?x a ?y }"
    )
    with pytest.raises(QueryError, match="test: needs the parameter x; --param x=A b"):
        run_query(Store(), query)


@pytest.mark.parametrize("value", ["ckg:Alliance", "alliance", "https://w3id.org/conflict-kg/ontology#Alliance"])
def test_a_value_of_a_list_is_one_of_it(value: str) -> None:
    lines = "#+ params:\n#+   - name: x\n#+     enum: [ckg:Alliance, ckg:Control]\n"
    query = parse_header("test", lines + "SELECT (?x AS ?said) {}")
    assert run_query(Store(), query, {"x": value}).dicts() == [
        {"said": "https://w3id.org/conflict-kg/ontology#Alliance"}
    ]
    with pytest.raises(QueryError, match="'ckg:Hostility' is not allowed; one of: ckg:Alliance, ckg:Control"):
        run_query(Store(), query, {"x": "ckg:Hostility"})


def test_tokens_tell_forms_variables_and_prefixes() -> None:
    text = 'PREFIX own: <https://example.org/> # ASK ?no\nSELECT $a { ?a own:b "?c" , <urn:d?e> ; ckg:f ?g . FILTER(BOUND(?h)) }'
    assert query_form(text) == "SELECT"
    assert find_variables(text) == {"a", "g", "h"}
    assert used_prefixes(text) == {"own", "ckg"}
    assert with_prefixes(text) == "PREFIX ckg: <https://w3id.org/conflict-kg/ontology#>\n" + text


@pytest.mark.parametrize("glued", ["1SERVICE", "trueSERVICE", "1 servIce", "1 \\u0053ERVICE"])
def test_another_server_is_refused_however_it_is_written(glued: str) -> None:
    with pytest.raises(QueryError):
        run_query(Store(), parse_header("test", f"SELECT * {{ ?s ?p {glued} <http://127.0.0.1:1/> {{ ?a ?b ?c }} }}"))
    with pytest.raises(QueryError):
        run_query(Store(), parse_header("test", "SELECT * { SERVICE:foo { ?s ?p ?o } }"))


@pytest.mark.parametrize(
    "text", ["ASK " + "{" * 5000 + "}" * 5000, "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }"]
)
def test_deep_nesting_is_refused_and_not_a_crash(text: str) -> None:
    with pytest.raises(QueryError):
        run_query(Store(), parse_header("test", text))
