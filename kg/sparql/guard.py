"""Refuses a query that would reach outside the graph, by its parse tree and not by looking for words.

SERVICE and FROM go out to the network or to local files in one engine or the other; updates change what is asked. Parsing
for a tree takes up to a second, so it is left out where the letters of the two words stand nowhere but behind the colon of a
name, where no keyword can begin, or in a variable `?from…`, and the engine's own parser, which is quick, has nothing to say
against the query. That parser does not survive deep nesting: such a query is parsed for a tree first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.tokens import find_variables, nesting

__all__ = ["check_query", "check_update", "names_dataset"]

SERVICE = ("asks another server (SERVICE)", "a query over this graph alone")
FROM = ("names its own data (FROM)", "a query without FROM; use GRAPH to ask one graph")
_HEADER = re.compile(r"\A(?:\s*#[^\r\n]*[\r\n]+)*")
_LOCAL = re.compile(r":[A-Za-z0-9]+|[?$](?i:from)\w*")
# Escapes can spell any letter.
_SUSPECT = re.compile(r"service|from|\\u", re.IGNORECASE)
_ELSEWHERE = re.compile(r"service|load|\\u", re.IGNORECASE)
# Of brackets, and of characters: Oxigraph overflows its stack at 3,000 brackets one in the other, or OPTIONALs in a row.
DEEPEST, LONGEST = 50, 20_000


def check_query(name: str, text: str, has_graph: Callable[[str], bool] | None = None) -> frozenset[str]:
    """Return the names of the variables of a SPARQL query; raises QueryError where it does not parse or is refused.

    FROM is refused but for graphs that *has_graph* knows.
    """
    variables, graphs = _checked(name, text)
    if graphs and has_graph is None:
        raise QueryError(name, *FROM)
    for graph in graphs:
        if has_graph is not None and not has_graph(graph):
            raise QueryError(name, f"names a graph that is not here (FROM <{graph[:200]}>)", "a graph of this store")
    return variables


def check_update(name: str, text: str) -> None:
    """Raise QueryError where an update does not parse, or would read from elsewhere: LOAD, SERVICE."""
    if not _is_plain(text, _ELSEWHERE) or not _updates(text):
        _check_update_tree(name, text)


def names_dataset(name: str, text: str) -> bool:
    """Tell whether a query has FROM clauses; raises QueryError as `check_query` does."""
    return bool(_checked(name, text)[1])


@lru_cache(maxsize=256)
def _checked(name: str, text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the variables of a query, and the graphs that its FROM clauses name."""
    return (find_variables(text), ()) if _is_plain(text) and _parses(text) else _check_tree(name, text)


def _is_plain(text: str, suspect: re.Pattern[str] = _SUSPECT) -> bool:
    body = _HEADER.sub("", text, count=1)
    if len(body) > LONGEST or suspect.search(_LOCAL.sub(":", body)):
        return False
    return nesting(body) <= DEEPEST


def _parses(text: str) -> bool:
    from pyoxigraph import Store

    try:
        Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError):
        return False
    return True


def _updates(text: str) -> bool:
    from pyoxigraph import Store

    try:
        Store().update(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError):
        return False
    return True


def _check_update_tree(name: str, text: str) -> None:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        nodes = list(_walk(parseUpdate(text)))
    except ParseException as error:
        where = f"{name}:{error.lineno}"
        raise QueryError(where, f"is no SPARQL update at column {error.column}", "INSERT, DELETE …") from error
    except (IndexError, ValueError, RecursionError) as error:
        raise QueryError(name, f"cannot be checked ({error})", "SPARQL without SERVICE and broken escapes") from error
    if any(_is(node, "ServiceGraphPattern") for node in nodes):
        raise QueryError(name, *SERVICE)
    if any(_is(node, "Load") for node in nodes):
        raise QueryError(name, "reads from elsewhere (LOAD)", "INSERT DATA with the triples themselves")


def _check_tree(name: str, text: str) -> tuple[frozenset[str], tuple[str, ...]]:
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
    nodes = list(_walk(tree))
    if any(_is(node, "ServiceGraphPattern") for node in nodes):
        raise QueryError(name, *SERVICE)
    variables = frozenset(str(node) for node in nodes if type(node).__name__ == "Variable")
    return variables, _from_graphs(name, tree) if any(_is(node, "DatasetClause") for node in nodes) else ()


def _is(node: Any, kind: str) -> bool:
    return getattr(node, "name", None) == kind


def _from_graphs(name: str, tree: Any) -> tuple[str, ...]:
    """Return the IRIs of the FROM clauses, written out."""
    from rdflib.plugins.sparql.algebra import translateQuery

    try:
        clauses = translateQuery(tree, initNs=PREFIXES).algebra.datasetClause
    except Exception as error:  # rdflib raises Exception itself for a prefix that it does not know
        raise QueryError(name, f"cannot be checked ({error})", "SPARQL whose prefixes are declared") from error
    return tuple(str(clause.default or clause.named) for clause in clauses)


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
