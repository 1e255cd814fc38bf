"""An answer that is sorted here comes in the order that the engine itself would give it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.namespaces import XSD
from kg.sparql import parse_header, run_query
from kg.sparql.ordering import find_order

OF = {name: NamedNode(XSD + name) for name in ("integer", "date", "decimal")}
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=5)
TERMS = {
    "iris": WORDS.map(lambda text: NamedNode("https://example.org/" + "".join(filter(str.isalnum, text)))),
    "texts": WORDS.map(Literal),
    "of a language": WORDS.map(lambda text: Literal(text, language="en")),
    "integers": st.integers(-100, 100).map(lambda number: Literal(str(number), datatype=OF["integer"])),
    "days": st.dates().map(lambda day: Literal(day.isoformat(), datatype=OF["date"])),
    "decimals": st.decimals(-9, 9, places=1).map(lambda number: Literal(str(number), datatype=OF["decimal"])),
}
TERMS["anything"] = st.one_of(*TERMS.values())
TEXT = "SELECT ?s ?a ?b { ?s <urn:a> ?a OPTIONAL { ?s <urn:b> ?b } } "


@pytest.mark.parametrize("kind", TERMS)
@pytest.mark.parametrize("order", ["?a ?b ?s", "DESC(?a) ?b ?s", "?b DESC(?a) ASC(?s)", "DESC(?b) DESC(?a) ?s"])
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_rows_come_in_the_engines_order(kind: str, order: str, data: st.DataObject) -> None:
    store, some = Store(), st.none() | TERMS[kind]
    for number, (one, other) in enumerate(data.draw(st.lists(st.tuples(TERMS[kind], some), max_size=12))):
        subject = NamedNode(f"urn:s{number}")
        store.add(Quad(subject, NamedNode("urn:a"), one))
        if other is not None:
            store.add(Quad(subject, NamedNode("urn:b"), other))
    text = f"{TEXT} ORDER BY {order}"
    assert find_order(text) is not None
    expected = [tuple(row) for row in store.query(text)]  # type: ignore[union-attr]
    assert list(run_query(store, parse_header("test", text)).rows) == expected


@pytest.mark.parametrize(
    "end", ["", "ORDER BY ?a LIMIT 3", "ORDER BY STR(?a)", "ORDER BY (?a)", "ORDER BY DESC(STR(?a))"]
)
def test_what_is_more_than_variables_is_left_to_the_engine(end: str) -> None:
    assert find_order(TEXT + end) is None


def test_the_order_of_a_sub_query_is_not_taken_for_that_of_the_query() -> None:
    assert find_order("SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 2 } }") is None
