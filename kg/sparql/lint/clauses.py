"""Finds clauses that `kg query` refuses, and those that make an answer change from run to run or from graph to graph."""

from __future__ import annotations

from collections.abc import Iterator

from kg.sparql.guard import outside_word
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import Script
from kg.sparql.lint.tree import Query
from kg.sparql.lint.walk import all_groups, selects

__all__ = ["find_limits", "find_outside", "find_star"]

REFUSED = {
    "SERVICE": "asks another server; a query over this graph alone",
    "FROM": "names its own data; GRAPH, to ask one graph",
}


def find_outside(script: Script) -> Iterator[Finding]:
    """Yield a finding for each SERVICE and FROM."""
    for token in script.tokens:
        if word := outside_word(token):
            yield Finding(token.start, "outside", word, f"{REFUSED[word]} (kg query refuses it)")


def find_limits(script: Script) -> Iterator[Finding]:
    """Yield a finding for each LIMIT without ORDER BY, but for LIMIT 0 and where there is only one row."""
    for query in selects(script.tree):
        if (
            query.limit is not None
            and query.limit[0] > 0
            and not query.ordered
            and query.form != "ASK"
            and _has_rows(query)
        ):
            message = "cuts rows that come in no order, so that others come next time; ORDER BY before it"
            yield Finding(query.limit[1], "limit-without-order", "LIMIT", message)


def _has_rows(query: Query) -> bool:
    computed = [column for column in query.columns if column.expression is not None]
    return bool(query.grouped) or len(computed) < len(query.columns) or not computed


def find_star(script: Script) -> Iterator[Finding]:
    """Yield a finding for a SELECT * that has a header: its columns change with the pattern."""
    star = script.tree.star
    if script.header is not None and star is not None and any(True for _ in all_groups(script.tree)):
        message = "gives whatever variables the pattern has; the columns by name, as the header promises"
        yield Finding(star.start, "select-star", "SELECT *", message)
