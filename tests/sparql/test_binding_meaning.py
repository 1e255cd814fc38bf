"""A bound parameter means what VALUES in each group means, on small random graphs and random queries."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import QueryError
from kg.sparql import parse_header, run_query
from kg.sparql.values import term_text

NODES = [NamedNode(f"urn:{name}") for name in "abc"]
QUADS = st.builds(Quad, *[st.sampled_from(NODES)] * 3)
TERM = st.sampled_from(["?x", "?x", "?y", "?z", "<urn:a>"])
TRIPLE = st.tuples(st.just("triple"), TERM, st.sampled_from(["<urn:a>", "<urn:b>", "?x"]), TERM)
TEST = st.sampled_from(["?x = ?y", "BOUND(?x) && BOUND(?z)", "!BOUND(?x)", "?z != ?x", "?x IN (?y, ?z)"])
COLUMNS = st.lists(st.sampled_from(["?x", "?y", "?z"]), min_size=1, max_size=3, unique=True)


def _groups(inner: Any) -> Any:
    group = st.lists(TRIPLE | inner, min_size=1, max_size=3)
    nested = st.tuples(st.sampled_from(["OPTIONAL", "MINUS", "FILTER EXISTS", "FILTER NOT EXISTS", ""]), group)
    union = st.tuples(st.just("UNION"), group, group)
    select = st.tuples(st.just("SELECT"), st.booleans(), COLUMNS, st.booleans(), group)
    return nested | union | select | st.tuples(st.just("FILTER"), TEST)


ELEMENT = st.recursive(TRIPLE, _groups, max_leaves=6)
GROUP = st.lists(ELEMENT, min_size=1, max_size=3)


def _written(group: list[Any], values: str) -> str:
    """Return *group* in braces; with *values* in each group but a MINUS without ?x, and ?x given by each sub-select."""
    return f"{{ {values}{' '.join(_element(one, values) for one in group)} }}"


def _element(element: Any, values: str) -> str:
    kind, *rest = element
    if kind == "triple":
        return " ".join(rest) + " ."
    if kind == "FILTER":
        return f"FILTER({rest[0]})"
    if kind == "UNION":
        return " UNION ".join(_written(group, values) for group in rest)
    if kind == "SELECT":
        return f"{{ {_select(*rest, values)} }}"
    if kind == "MINUS" and not _shows_x(rest[0]):
        values = ""
    return f"{kind} {_written(rest[0], values)}"


def _shows_x(group: list[Any]) -> bool:
    """Tell whether ?x stands in *group*; a group whose sub-select hides it, and so has an ?x of its own, is not judged."""
    text = _written(group, "")
    assume("?x" not in text or not re.search(r"SELECT (?![^{]*[?]x)", text))
    return "?x" in text


def _select(distinct: bool, columns: list[str], counted: bool, group: list[Any], values: str) -> str:
    given = [*columns, *(["?x"] if values and "?x" not in columns else [])]
    count, grouped = (" (COUNT(*) AS ?n)", f" GROUP BY {' '.join(given)}") if counted else ("", "")
    return f"SELECT {'DISTINCT ' * distinct}{' '.join(given)}{count} {_written(group, values)}{grouped}"


def _answers(store: Store, text: str, **params: str) -> Counter[Any]:
    return Counter(run_query(store, parse_header("test", text), params).rows)


@settings(deadline=None, max_examples=200)
@given(st.lists(QUADS, max_size=8), GROUP, COLUMNS)
def test_a_parameter_means_what_values_in_each_group_means(quads: list[Quad], group: Any, columns: list[str]) -> None:
    store = Store()
    store.extend(quads)
    columns = list(dict.fromkeys(["?x", *columns, "?n"]))
    try:
        found = _answers(store, f"SELECT {' '.join(columns)} {_written(group, '')}", x="urn:b")
    except QueryError as error:
        assume("cannot be run" not in str(error) and "is no SPARQL" not in str(error))
        assert "MINUS" in str(error), error
        return
    expected = _answers(store, f"SELECT {' '.join(columns)} {_written(group, 'VALUES ?x { <urn:b> } ')}")
    assert found == expected


STORE = """<urn:a> <urn:p> <urn:b>, <urn:c> . <urn:b> <urn:p> <urn:c> ; <urn:q> <urn:a> . <urn:c> <urn:q> <urn:b> ."""
B = "urn:b"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT ?x ?n { { SELECT ?x (COUNT(*) AS ?n) { ?x <urn:p> ?y } GROUP BY ?x } ?x <urn:q> ?z }", [f"{B} 1"]),
        ("SELECT ?x { { SELECT ?x { ?y <urn:p> ?x } } }", [B]),
        ("SELECT ?x { { SELECT ?x { { SELECT DISTINCT ?x ?y { ?x <urn:p> ?y } } } GROUP BY ?x } }", [B]),
        ("SELECT * { { SELECT ?x { ?x <urn:p> ?y } } }", [B]),
        ("SELECT (EXISTS { SELECT ?x { ?x <urn:p> ?y } } AS ?is) ?x {}", [f"true {B}"]),
        ("SELECT ?bound0 ?x { ?x <urn:p> ?bound0 { SELECT ?x { ?x <urn:q> ?bound0 } } }", [f"urn:c {B}"]),
    ],
)
def test_a_sub_select_of_the_parameter_does_not_give_it_twice(text: str, rows: list[str]) -> None:
    store = Store()
    store.load(STORE.encode(), format=RdfFormat.TURTLE)
    found = run_query(store, parse_header("test", text), {"x": "urn:b"}).rows
    assert [" ".join(str(term_text(term)) for term in row) for row in found] == rows
