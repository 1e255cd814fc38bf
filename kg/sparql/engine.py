"""Runs a query over a store, an RDF file or an endpoint; of ours the default graph is the union of all graphs."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.formats.rdf import read_file
from kg.formats.release import is_release, release_quads
from kg.formats.suffixes import SUFFIXES
from kg.sparql.binding import bind_variables
from kg.sparql.guard import check_query
from kg.sparql.header import NamedQuery, Param
from kg.sparql.ordering import find_order, in_order
from kg.sparql.results import Answer, Solutions
from kg.sparql.source import Endpoint, ask, read_rows
from kg.sparql.terms import to_term
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

__all__ = ["bound_text", "open_source", "read_source", "run_query", "stream_query"]

Tell = Callable[[str], None]


def open_source(path: Path) -> Store:
    """Open what can be asked: the folder of a store or of a release, or one RDF file; raises StoreError or InputError."""
    if not _is_file(path) and not is_release(path):
        return StoreFolder(path).open()
    from pyoxigraph import Store

    store = Store()
    store.bulk_extend(read_source(path))
    return store


def read_source(path: Path) -> Iterable[Quad]:
    """Return the quads of a store, a release or an RDF file to the letter; raises StoreError or InputError."""
    if is_release(path):
        return release_quads(path)
    return read_file(path) if _is_file(path) else StoreFolder(path).quads()


def _is_file(path: Path) -> bool:
    return path.is_file() or (path.suffix in SUFFIXES and not path.exists())


def run_query(
    source: Store | Endpoint, query: NamedQuery, params: Mapping[str, str] | None = None, *, tell: Tell | None = None
) -> Answer:
    """Answer *query* with *params* bound, see `kg.sparql.binding`.

    One that is not given has its default, and without one it stays a free variable. Our own prefixes are known without PREFIX
    lines. *tell* gets a line for each name that was not found to the letter, with what it was taken for.

    Raises:
        QueryError: it does not parse, would reach outside the graph, is an update, or a parameter does not fit; or the endpoint
            is a server that is known to answer it wrongly.
    """
    found = stream_query(source, query, params, tell=tell)
    return Answer(found.columns, tuple(found.rows), found.kind)


def stream_query(
    source: Store | Endpoint, query: NamedQuery, params: Mapping[str, str] | None = None, *, tell: Tell | None = None
) -> Solutions:
    """Answer *query* like `run_query`, with rows that are found as they are read."""
    _check_server(source, query)
    terms = _terms(source, query, params or {}, tell)
    order = None if _is_endpoint(source) else find_order(query.text)
    if order is None:
        return _asked(source, query, query.text, terms)
    found = _asked(source, query, order.text, terms)
    rows = in_order(found.rows, found.columns, order, lambda: _asked(source, query, query.text, terms).rows)
    return Solutions(found.columns, rows, found.kind)


def bound_text(
    source: Store | Endpoint, query: NamedQuery, params: Mapping[str, str] | None = None, *, tell: Tell | None = None
) -> str:
    """Return *query* as SPARQL that asks the same without parameters; raises QueryError as `run_query` does."""
    return bind_variables(query.name, query.body, _terms(source, query, params or {}, tell))


def _is_endpoint(source: Store | Endpoint) -> bool:
    from pyoxigraph import Store

    return not isinstance(source, Store)


def _asked(source: Store | Endpoint, query: NamedQuery, text: str, terms: Mapping[str, str]) -> Solutions:
    bound = bind_variables(query.name, text, terms)
    if terms:
        check_query(query.name, bound)
    try:
        return _solutions(source, ask(source, bound))
    except (SyntaxError, ValueError) as error:
        raise QueryError(query.name, f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 query") from error


def _check_server(source: Store | Endpoint, query: NamedQuery) -> None:
    """Refuse a query at a server that is known to answer it wrongly, as its header says: `wrong_at: "virtuoso: reason"`."""
    server, _, reason = query.header.get("wrong_at", "").partition(": ")
    if server and getattr(source, "server", None) == server:
        raise QueryError(query.name, f"is not answered rightly by {server}: {reason}", "a store, or another server")


def _terms(source: Store | Endpoint, query: NamedQuery, given: Mapping[str, str], tell: Tell | None) -> dict[str, str]:
    known = check_query(query.name, query.text).variables
    allowed = sorted(query.params) if query.params else sorted(known)
    for name in given:
        if name not in allowed:
            near = difflib.get_close_matches(name, allowed, 1)
            listed = f"one of: {', '.join(allowed)}" if allowed else "no --param"
            right = f"{near[0]}, perhaps ({listed})" if near else listed
            raise QueryError(query.name, f"has no parameter {name!r}", right)
    for param in query.params.values():
        if param.required and param.default is None and param.name not in given:
            raise QueryError(
                query.name, f"needs the parameter {param.name}", f"--param {param.name}={param.example or '…'}"
            )
    values = {param.name: param.default for param in query.params.values() if param.default is not None} | dict(given)
    return {
        name: str(to_term(source, query.params.get(name, Param(name)), f"{query.name}: {name}", value, tell))
        for name, value in values.items()
    }


def _solutions(source: Store | Endpoint, found: Any) -> Solutions:
    from pyoxigraph import Literal, QueryBoolean, QuerySolutions

    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns, map(tuple, read_rows(source, found)))
    if isinstance(found, QueryBoolean):
        return Solutions(("answer",), iter([(Literal(bool(found)),)]), "answer")
    return Solutions(("subject", "predicate", "object"), _triples(map(tuple, read_rows(source, found))), "triples")


def _triples(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield each triple once; engines may give one as often as it is constructed."""
    yield from dict.fromkeys(found)
