"""What a parse tree tells of a query or an update: what it reaches for outside the graph, its variables, its FROM clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.escapes import without_escapes

__all__ = ["check_update_tree", "read_query_tree"]

SERVICE: Final = ("asks another server (SERVICE)", "a query over this graph alone")
LOAD: Final = ("reads from elsewhere (LOAD)", "INSERT DATA with the triples themselves")


def read_query_tree(name: str, text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the variables of a query and the IRIs of its FROM clauses; raises QueryError for SERVICE and for no query."""
    from rdflib.plugins.sparql.parser import parseQuery

    tree = _parsed(name, text, parseQuery, "query", "SELECT, ASK, CONSTRUCT or DESCRIBE")
    nodes = list(_walk(tree))
    _refuse(name, nodes, ServiceGraphPattern=SERVICE)
    variables = frozenset(str(node) for node in nodes if type(node).__name__ == "Variable")
    return variables, _from_graphs(name, tree) if any(_kind(node) == "DatasetClause" for node in nodes) else ()


def check_update_tree(name: str, text: str) -> None:
    """Raise QueryError where an update has SERVICE or LOAD, or is none."""
    from rdflib.plugins.sparql.parser import parseUpdate

    tree = _parsed(name, text, parseUpdate, "update", "INSERT, DELETE and the like")
    _refuse(name, list(_walk(tree)), ServiceGraphPattern=SERVICE, Load=LOAD)


def _parsed(name: str, text: str, parse: Callable[[str], Any], what: str, right: str) -> Any:
    from pyparsing import ParseException

    with _too_deep(name):
        try:
            return parse(without_escapes(name, text))
        except ParseException as error:
            wrong = f"is no SPARQL {what} at column {error.column}"
            raise QueryError(f"{name}:{error.lineno}", wrong, right) from error
        except (IndexError, ValueError) as error:
            raise QueryError(
                name, f"cannot be checked ({error})", "SPARQL without SERVICE and broken escapes"
            ) from error


@contextmanager
def _too_deep(name: str) -> Iterator[None]:
    try:
        yield
    except RecursionError as error:
        raise QueryError(name, "is nested too deep to be checked", "fewer brackets inside one another") from error


def _refuse(name: str, nodes: list[Any], **refused: tuple[str, str]) -> None:
    for node in nodes:
        if said := refused.get(_kind(node)):
            raise QueryError(name, *said)


def _kind(node: Any) -> str:
    found = getattr(node, "name", None)
    return found if isinstance(found, str) else ""


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
