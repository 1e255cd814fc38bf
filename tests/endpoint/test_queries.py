"""The bundled queries have the same answers at an endpoint that got the samples by `kg push` as over the store itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.endpoint import Endpoint
from kg.errors import EndpointError, QueryError
from kg.sparql import NamedQuery, list_queries, run_query, to_python

from .servers import Running


def _rows(source: Store | Endpoint, query: NamedQuery, params: Mapping[str, str]) -> Counter[tuple[str, ...]]:
    """Return the rows, in any order: servers collate labels otherwise."""
    rows = run_query(source, query, params).rows
    return Counter(tuple("" if term is None else str(to_python(term)) for term in row) for row in rows)


def _questions(query: NamedQuery) -> list[dict[str, str]]:
    """Return parameters to ask *query* with: none but what it needs, and each other by itself."""
    needed = {p.name: p.example for p in query.params.values() if p.required and p.default is None}
    return [needed, *({**needed, p.name: p.example} for p in query.params.values() if p.example and not p.required)]


def _is_wrong(query: NamedQuery, server: Running) -> bool:
    return query.header.get("wrong_at", "").startswith(f"{server.name}: ")


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_a_bundled_query_has_the_rows_of_the_store(
    query: NamedQuery, filled: Endpoint, opened: Store, server: Running
) -> None:
    if _is_wrong(query, server):
        with pytest.raises(QueryError, match=rf"{query.name}: is not answered rightly by {server.name}: "):
            run_query(filled, query)
        return
    questions = _questions(query)
    for params in questions[:1] if server.name == "virtuoso" else questions:  # which takes seconds for each
        try:
            expected = _rows(opened, query, params)
        except QueryError:  # what the store cannot answer either is no matter of the endpoint
            continue
        assert _rows(filled, query, params) == expected, params


def test_what_is_said_to_be_answered_wrongly_is(filled: Endpoint, opened: Store, server: Running) -> None:
    """So that a header does not outlive the fault of the server."""
    for query in list_queries():
        if _is_wrong(query, server):
            allowed = replace(query, header={})
            asked = ({}, {"date": "2014-02-12"} if "date" in query.params else {})
            assert not all(_is_right(filled, opened, allowed, params) for params in asked), query.name


def _is_right(filled: Endpoint, opened: Store, query: NamedQuery, params: Mapping[str, str]) -> bool:
    try:
        return _rows(filled, query, params) == _rows(opened, query, params)
    except EndpointError:
        return False


def test_the_queries_have_rows(opened: Store) -> None:
    assert sum(any(_rows(opened, query, _questions(query)[0])) for query in list_queries()) > 20
