"""What `kg.query` gives: an answer as rows, mappings, or a frame of pandas or polars, and as a table in a notebook.

Terms become plain values by `kg.sparql.values`. In frames a column has one type, that of its values: integer, number (a
decimal becomes a float, for computing), truth value, day (pandas: a time stamp), else text; an unbound variable is missing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import MissingExtraError, UsageError
from kg.namespaces import shorten
from kg.sparql import Answer, find_query, open_source, run_query
from kg.sparql.values import Value, to_python

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Result", "ask"]

# The kinds of columns in a frame, with their types in pandas and in polars.
KINDS: Final = {
    "integer": ("Int64", "Int64"),
    "number": ("Float64", "Float64"),
    "truth": ("boolean", "Boolean"),
    "day": ("datetime64[s]", "Date"),
    "moment": ("object", "String"),
    "text": ("string", "String"),
}
LARGEST: Final = 2**63
SHOWN: Final = 50  # rows in a notebook


@dataclass(frozen=True)
class Result:
    """An answer with its columns and rows; it has as many items as rows. *answer* holds the RDF terms themselves."""

    answer: Answer

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.answer.columns

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """Return the rows as plain values, None where a variable is unbound."""
        return tuple(tuple(map(to_python, row)) for row in self.answer.rows)

    def dicts(self) -> list[dict[str, Value]]:
        """Return each row as a mapping from column to plain value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas frame; raises MissingExtraError where pandas is not installed."""
        module = _imported("pandas")
        columns = {name: module.Series(values, dtype=KINDS[kind][0]) for name, kind, values in self._typed()}
        frame: pandas.DataFrame = module.DataFrame(columns)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a polars frame; raises MissingExtraError where polars is not installed."""
        module = _imported("polars")
        frame: polars.DataFrame = module.DataFrame(
            [
                module.Series(
                    name, list(map(_told, values)) if kind == "moment" else values, getattr(module, KINDS[kind][1])
                )
                for name, kind, values in self._typed()
            ]
        )
        return frame

    def _typed(self) -> Iterator[tuple[str, str, list[Any]]]:
        """Yield the name, kind and values of each column."""
        for number, name in enumerate(self.columns):
            values = [row[number] for row in self.rows]
            kind = _kind(values)
            convert = {"number": float, "text": str}.get(kind, _same)
            yield name, kind, [None if value is None else convert(value) for value in values]

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:SHOWN])
        more = f"<p>{len(self)} rows; the first {SHOWN} are shown</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def ask(
    query: str | Path,
    store: str | Path = "kg-store",
    *,
    params: Mapping[str, object] | None = None,
    endpoint: str | None = None,
    pack: str | Path | None = None,
) -> Result:
    """Answer *query*: the name of a bundled query or of one in the folder *pack*, a file, or SPARQL text.

    *store* is the folder of a store or an RDF file; *endpoint* the URL of a SPARQL endpoint to ask instead. Values of *params*
    are told as on the command line: a name, an IRI, a day, a number; or as Python has them. They are bound, never pasted into
    the text; None is as if it were not given. What a name that is not found to the letter was taken for comes as a warning.

    Raises:
        QueryError: there is no such query, it does not parse or is refused, or a parameter does not fit.
        StoreError: there is no store, or it is damaged. InputError: a file cannot be read.
    """
    if query == "-":
        raise UsageError("kg.query", "reads no standard input", "a name, a file, or SPARQL text")
    told: list[str] = []
    question = find_query(str(query), [] if pack is None else [Path(pack)], told.append)
    source = open_source(Path(store)) if endpoint is None else import_module("kg.endpoint").Endpoint(endpoint)
    given = {name: _written(value) for name, value in (params or {}).items() if value is not None}
    found = Result(run_query(source, question, given, tell=told.append))
    for line in told:
        warnings.warn(line, stacklevel=3)  # at the call of kg.query
    return found


def _written(value: object) -> str:
    """Return *value* as the command line has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"kg.query(…).to_{name}()", "frames") from error


def _kind(values: list[Value]) -> str:
    """Return the kind of a column: the narrowest that all its values have."""
    types = {type(value) for value in values if value is not None}
    if types == {int} and all(abs(value) < LARGEST for value in values if isinstance(value, int)):
        return "integer"
    if types and types <= {int, float, Decimal}:
        return "number"
    if types == {bool}:
        return "truth"
    if types == {date}:
        return "day"
    return "moment" if types == {datetime} else "text"


def _same(value: Any) -> Any:
    return value


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _cell(value: Value) -> str:
    return f"<td>{'' if value is None else escape(shorten(value) if isinstance(value, str) else str(value))}</td>"
