"""Answers a SPARQL query in one format, whole or not at all: an answer beyond the bounds is refused, never cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.serve.work.bounded import Bounded
from kg.serve.work.dataset import bounded, find_graph, has_graph, too_many, write_triples
from kg.serve.work.media import GRAPHS, SOLUTIONS, choose, media_type
from kg.sparql.guard import check_query

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Store

    from kg.sparql import Solutions

__all__ = ["answer_query", "is_volatile"]

# What an end of a row looks like, in a format's bytes: it may be counted too often (inside a text), never too rarely.
_ROWS: Final = {"json": (b"}}", b"{}"), "xml": (b"<result>",), "csv": (b"\n",), "tsv": (b"\n",)}

# Functions that give something else each time.
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


def is_volatile(text: str) -> bool:
    """Tell whether a query may have another answer next time over the same content."""
    return bool(check_query("query", text, lambda iri: True).words & _VOLATILE)


def answer_query(
    store: Store,
    text: str,
    accept: str = "",
    format: str = "",
    *,
    default_graphs: Iterable[str] = (),
    named_graphs: Iterable[str] = (),
    rows: int,
    size: int,
    page: Callable[[Solutions], bytes] | None = None,
) -> tuple[str, bytes]:
    """Return the media type and the bytes of the answer to *text*.

    *page* makes a page to read of solutions, for clients that like HTML best.
    Without *default_graphs* and *named_graphs* (the protocol's dataset) the default graph is the union of all graphs.

    Raises:
        QueryError: it is no query, or would reach outside the store.
        Problem: 403 where the answer is beyond *rows* or *size*, 406 where there is no such form of it.
    """
    found = _found(store, text, tuple(default_graphs), tuple(named_graphs))
    if _is_triples(found):
        return write_triples(found, choose(GRAPHS, accept, format), rows, size)
    forms = {**SOLUTIONS, "html": ("text/html",)} if page else SOLUTIONS
    chosen = choose(forms, accept, format)
    if page and chosen == "html":
        return media_type(forms, chosen), page(_as_rows(found, rows))
    return _solutions(found, chosen, rows, size)


def _found(store: Store, text: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> Any:
    checked = check_query("query", text, lambda iri: has_graph(store, iri))
    dataset: dict[str, Any] = {}
    if default_graphs or named_graphs:
        dataset["default_graph"] = [find_graph(store, iri) for iri in default_graphs]
        dataset["named_graphs"] = [find_graph(store, iri) for iri in named_graphs]
    elif not checked.graphs:
        dataset["use_default_graph_as_union"] = True
    try:
        return store.query(text, prefixes=PREFIXES, **dataset)
    except (SyntaxError, ValueError) as error:
        raise QueryError("query", f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 query") from error


def _is_triples(found: Any) -> bool:
    from pyoxigraph import QueryTriples

    return isinstance(found, QueryTriples)


def _solutions(found: QuerySolutions | QueryBoolean, format: str, rows: int, size: int) -> tuple[str, bytes]:
    from pyoxigraph import QueryBoolean, QueryResultsFormat

    out = Bounded(size)
    engine = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML,
              "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}.get(format)  # fmt: skip
    if engine is None or (isinstance(found, QueryBoolean) and format in ("csv", "tsv")):
        _written(found, format, rows, out)
    else:
        found.serialize(out, format=engine)  # type: ignore[arg-type]
    data = out.all()
    if engine is not None and sum(map(data.count, _ROWS[format])) > rows:
        _count_exactly(data, format, rows)
    return media_type(SOLUTIONS, format), data


def _written(found: Any, format: str, rows: int, out: Bounded) -> None:
    """Write what the engine has no writer for."""
    from kg.sparql.results import write_answer

    write_answer(_as_rows(found, rows), format, out)  # type: ignore[arg-type]


def _as_rows(found: Any, rows: int) -> Solutions:
    from pyoxigraph import Literal, QueryBoolean

    from kg.sparql import Solutions

    if isinstance(found, QueryBoolean):
        return Solutions(("answer",), iter([(Literal(bool(found)),)]), "answer")
    columns = tuple(variable.value for variable in found.variables)
    return Solutions(columns, bounded(map(tuple, found), rows))


def _count_exactly(data: bytes, format: str, rows: int) -> None:
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    if format == "csv":  # its ends of line may be inside a text, and no parser tells
        import csv
        import io

        count = sum(1 for _ in csv.reader(io.StringIO(data.decode()))) - 1
    else:
        parsed = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}[format]
        found = parse_query_results(data, format=parsed)
        count = sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1
    if count > rows:
        raise too_many(rows)
