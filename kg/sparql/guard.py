"""Refuses a query that would reach outside the graph, by its parse tree and not by looking for words.

SERVICE and FROM go out to the network or to local files in one engine or the other; updates change what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import QueryError

__all__ = ["check_query"]

REFUSED = {
    "ServiceGraphPattern": ("asks another server (SERVICE)", "a query over this graph alone"),
    "DatasetClause": ("names its own data (FROM)", "a query without FROM; use GRAPH to ask one graph"),
}


def check_query(name: str, text: str) -> frozenset[str]:
    """Return the names of the variables of a SPARQL 1.1 query; raises QueryError where it does not parse or is refused."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(text)
    except ParseException as error:
        where = f"{name}:{error.lineno}"
        raise QueryError(
            where, f"is no SPARQL query at column {error.column}", "SELECT, ASK, CONSTRUCT or DESCRIBE"
        ) from error
    except (IndexError, ValueError, RecursionError) as error:
        raise QueryError(name, f"cannot be checked ({error})", "SPARQL without SERVICE and broken escapes") from error
    variables = set()
    for node in _walk(tree):
        kind = getattr(node, "name", None)
        if kind in REFUSED:
            raise QueryError(name, *REFUSED[kind])
        if type(node).__name__ == "Variable":
            variables.add(str(node))
    return frozenset(variables)


def _walk(node: Any) -> Iterator[Any]:
    from pyparsing import ParseResults

    yield node
    if isinstance(node, dict):
        children = list(node.values())
    elif isinstance(node, list | tuple | ParseResults):
        children = list(node)
    else:
        return
    for child in children:
        yield from _walk(child)
