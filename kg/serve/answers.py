"""Answers a SPARQL query in one format, whole or not at all: an answer beyond the bounds is refused, never cut short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryError
from kg.formats.rdf import pyoxigraph_format
from kg.namespaces import PREFIXES
from kg.serve.bounded import Bounded
from kg.serve.media import GRAPHS, SOLUTIONS, choose, media_type
from kg.serve.problems import Problem
from kg.sparql.guard import check_query, names_dataset
from kg.sparql.tokens import TOKEN

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Store

__all__ = ["answer_query", "is_volatile"]

# What an end of a row looks like, in a format's bytes: it may be counted too often (inside a text), never too rarely.
_ROWS: Final = {"json": (b"}}", b"{}"), "xml": (b"<result>",), "csv": (b"\n",), "tsv": (b"\n",)}

# Functions that give something else each time.
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


def is_volatile(text: str) -> bool:
    """Tell whether a query may have another answer next time over the same content."""
    return any((token["word"] or "").upper() in _VOLATILE for token in TOKEN.finditer(text))


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
) -> tuple[str, bytes]:
    """Return the media type and the bytes of the answer to *text*.

    Without *default_graphs* and *named_graphs* (the protocol's dataset) the default graph is the union of all graphs.

    Raises:
        QueryError: it is no query, or would reach outside the store.
        Problem: 403 where the answer is beyond *rows* or *size*, 406 where there is no such form of it.
    """
    found = _found(store, text, tuple(default_graphs), tuple(named_graphs))
    if _is_triples(found):
        return _triples(found, choose(GRAPHS, accept, format), rows, size)
    return _solutions(found, choose(SOLUTIONS, accept, format), rows, size)


def _found(store: Store, text: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> Any:
    check_query("query", text, lambda iri: _has_graph(store, iri))
    dataset: dict[str, Any] = {}
    if default_graphs or named_graphs:
        dataset["default_graph"] = [_graph(store, iri) for iri in default_graphs]
        dataset["named_graphs"] = [_graph(store, iri) for iri in named_graphs]
    elif not names_dataset("query", text):
        dataset["use_default_graph_as_union"] = True
    try:
        return store.query(text, prefixes=PREFIXES, **dataset)
    except (SyntaxError, ValueError) as error:
        raise QueryError("query", f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 query") from error


def _graph(store: Store, iri: str) -> Any:
    from pyoxigraph import NamedNode

    if not _has_graph(store, iri):
        raise Problem(400, f"there is no graph <{iri[:200]}> here; GRAPH ?g {{ }} lists those there are")
    return NamedNode(iri)


def _has_graph(store: Store, iri: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False


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
    from pyoxigraph import Literal, QueryBoolean

    from kg.sparql import Solutions
    from kg.sparql.results import write_answer

    if isinstance(found, QueryBoolean):
        answer = Solutions(("answer",), iter([(Literal(bool(found)),)]), "answer")
    else:
        columns = tuple(variable.value for variable in found.variables)
        answer = Solutions(columns, _bounded(map(tuple, found), rows))
    write_answer(answer, format, out)  # type: ignore[arg-type]


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
        raise _too_many(rows)


def _triples(found: Any, format: str, rows: int, size: int) -> tuple[str, bytes]:
    from pyoxigraph import serialize

    out = Bounded(size)
    # A constructed graph is a set; the engine gives a triple as often as it is found.
    triples = dict.fromkeys(_bounded(found, rows))
    prefixes = PREFIXES if format in ("turtle", "trig", "rdfxml", "jsonld") else None
    serialize(triples, out, format=pyoxigraph_format(format), prefixes=prefixes)  # type: ignore[arg-type]
    return media_type(GRAPHS, format), out.all()


def _bounded(found: Iterable[Any], rows: int) -> Iterator[Any]:
    for number, item in enumerate(found):
        if number >= rows:
            raise _too_many(rows)
        yield item


def _too_many(rows: int) -> Problem:
    return Problem(403, f"the answer has more than {rows:,} rows, the most that is given; use LIMIT and OFFSET")
