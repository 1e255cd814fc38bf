"""Runs a query over a store or an RDF file; the default graph is the union of all graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.formats.rdf import read_file
from kg.formats.release import is_release, release_quads
from kg.formats.suffixes import SUFFIXES
from kg.namespaces import PREFIXES
from kg.sparql.binding import bind_variables
from kg.sparql.guard import check_query
from kg.sparql.header import NamedQuery, Param
from kg.sparql.results import Answer
from kg.sparql.terms import to_term
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

__all__ = ["open_source", "read_source", "run_query"]


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


def run_query(store: Store, query: NamedQuery, params: Mapping[str, str] | None = None) -> Answer:
    """Answer *query* with *params* bound, see `kg.sparql.binding`; one that is not given stays a free variable.

    Our own prefixes are known without PREFIX lines.

    Raises:
        QueryError: it does not parse, would reach outside the graph, is an update, or a parameter does not fit.
    """
    terms = _terms(store, query, params or {}, check_query(query.name, query.text))
    bound = bind_variables(query.name, query.text, terms)
    check_query(query.name, bound)
    try:
        found = store.query(bound, use_default_graph_as_union=True, prefixes=PREFIXES)
    except (SyntaxError, ValueError) as error:
        raise QueryError(query.name, f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 query") from error
    return _answer(found)


def _terms(store: Store, query: NamedQuery, params: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    allowed = sorted(query.params) if query.params else sorted(known)
    terms = {}
    for name, value in params.items():
        if name not in allowed:
            raise QueryError(
                query.name, f"has no parameter {name!r}", f"one of: {', '.join(allowed)}" if allowed else "no --param"
            )
        kind = query.params.get(name, Param(name)).kind
        terms[name] = str(to_term(store, kind, f"{query.name}: {name}", value))
    return terms


def _answer(found: Any) -> Answer:
    from pyoxigraph import Literal, QueryBoolean, QuerySolutions

    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(row) for row in found))
    if isinstance(found, QueryBoolean):
        return Answer(("answer",), ((Literal(bool(found)),),))
    return Answer(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in found))
