"""A parameter that a sub-query selects means there what it means outside."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from kg.sparql import parse_header, run_query

DATA = "@prefix : <https://example.org/> . :a :holds :x . :b :holds :y . :x :size 1 . :y :size 2 ."
TEXT = """#+ params:
#+   - name: place
PREFIX : <https://example.org/>
SELECT ?who ?place ?size {
  { SELECT ?who ?place { ?who :holds ?place } }
  { SELECT ?place ?size { ?place :size ?size } }
} ORDER BY ?who"""


def test_a_parameter_that_sub_queries_select_is_bound_in_them_and_a_column() -> None:
    store = Store()
    store.load(DATA, format=RdfFormat.TURTLE)
    query = parse_header("test", TEXT)
    place = "https://example.org/x"
    assert len(run_query(store, query).rows) == 2
    assert run_query(store, query, {"place": place}).dicts() == [
        {"who": "https://example.org/a", "place": place, "size": 1}
    ]
