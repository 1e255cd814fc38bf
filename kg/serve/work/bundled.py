"""The bundled queries as a REST interface: a name, parameters, a form; and all of them as RDF and as OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.serve.problems import Problem
from kg.serve.work.bounded import Bounded
from kg.serve.work.dataset import bounded
from kg.serve.work.media import BUNDLED, GRAPHS, choose, media_type
from kg.sparql import NamedQuery, Solutions, bound_text, list_queries, stream_query
from kg.sparql.results import write_answer
from kg.sparql.tokens import query_form

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["answer_bundled", "find_known", "forms_of", "known_queries"]

# Not the answer but the question, as SPARQL that any endpoint takes.
QUESTION: Final[Mapping[str, Sequence[str]]] = {"sparql": ("application/sparql-query",)}


def answer_bundled(store: Store, job: Mapping[str, Any], rows: int, size: int) -> tuple[str, bytes, str]:
    """Return the media type and bytes of the answer to the bundled query `job["name"]`, and what names were taken for.

    In the form `sparql` that is the query itself with its parameters bound.

    Raises Problem 403 beyond the bounds, 404 where there is no such query, 406, and QueryError where a parameter does not fit.
    """
    query = find_known(job["name"])
    forms = forms_of(query)
    format = choose(forms, job["accept"], job["format"])
    notes: list[str] = []
    if format in QUESTION:
        text = bound_text(store, query, dict(job["params"]), tell=notes.append)
        return media_type(forms, format), text.encode(), "; ".join(notes)
    found = stream_query(store, query, dict(job["params"]), tell=notes.append)
    out = Bounded(size)
    write_answer(Solutions(found.columns, bounded(iter(found.rows), rows), found.kind), format, out)  # type: ignore[arg-type]
    return media_type(forms, format), out.all(), "; ".join(notes)


def forms_of(query: NamedQuery) -> Mapping[str, Sequence[str]]:
    """Return the forms that the answer to *query* comes in, with their media types; the usual one first."""
    return {**(GRAPHS if query_form(query.body) in ("CONSTRUCT", "DESCRIBE") else BUNDLED), **QUESTION}


def find_known(name: str) -> NamedQuery:
    """Return the query of this name; raises Problem 404 where there is none."""
    try:
        return known_queries()[name]
    except KeyError:
        raise Problem(404, f"there is no query '{name[:80]}'; /api/queries lists them") from None


@cache
def known_queries() -> dict[str, NamedQuery]:
    """Return the queries that are served, by name: the bundled ones and those of the packs that KG_PACKS names."""
    return {query.name: query for query in list_queries()}
