"""Solutions as text: a table for people, and the W3C's CSV, TSV and JSON, and JSON Lines for machines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError
from kg.namespaces import shorten

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple | None

__all__ = ["RESULT_FORMATS", "Answer", "format_answer"]

RESULT_FORMATS: Final = ("table", "csv", "tsv", "json", "jsonl")


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns and rows of an answer; None where a variable is unbound. ASK gives one row of `answer`.

    CONSTRUCT and DESCRIBE give the rows of `subject predicate object`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    def select(self, columns: Sequence[str]) -> Answer:
        """Return the answer with these columns alone, in this order; raises UsageError for one that it has not."""
        if unknown := [name for name in columns if name not in self.columns]:
            raise UsageError(unknown[0] or "''", "is no column of the answer", f"one of: {', '.join(self.columns)}")
        places = [self.columns.index(name) for name in columns]
        return Answer(tuple(columns), tuple(tuple(row[place] for place in places) for row in self.rows))


def format_answer(answer: Answer, format: str, *, width: int | None = None) -> str:
    """Return *answer* in one of RESULT_FORMATS; *width* is the terminal's, None leaves lines as long as they are.

    Source: SPARQL 1.1 Query Results JSON Format, CSV and TSV Formats (W3C, 2013). `jsonl` has one plain object a row.
    """
    if format == "table":
        return _table(answer, width)
    if format == "csv":
        return _csv(answer)
    if format == "tsv":
        lines = ["\t".join("?" + column for column in answer.columns)]
        lines += [
            "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in answer.rows
        ]
        return "".join(line + "\n" for line in lines)
    if format == "jsonl":
        rows = ({c: _plain(t) for c, t in zip(answer.columns, row, strict=True)} for row in answer.rows)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _json(answer)


def _plain(term: Term) -> str | None:
    from pyoxigraph import Triple

    if term is None:
        return None
    return str(term) if isinstance(term, Triple) else term.value


def _csv(answer: Answer) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(term) or "" for term in row] for row in answer.rows)
    return text.getvalue()


def _json(answer: Answer) -> str:
    bindings = [
        {column: _json_term(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Any) -> dict[str, str]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, Literal):
        row = {"type": "literal", "value": term.value}
        if term.language:
            return row | {"xml:lang": term.language}
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return row if plain else row | {"datatype": term.datatype.value}
    kinds: list[tuple[type, str]] = [(NamedNode, "uri"), (BlankNode, "bnode")]
    kind = next((name for cls, name in kinds if isinstance(term, cls)), "triple")
    return {"type": kind, "value": _plain(term) or ""}


def _table(answer: Answer, width: int | None) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*answer.columns, box=SIMPLE_HEAD)
    for row in answer.rows:
        table.add_row(*(Text(_readable(term)) for term in row))
    console = Console(file=io.StringIO(), width=width or _needed(answer), color_system=None)
    console.print(table)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.strip("\n").splitlines() if line.strip())


def _needed(answer: Answer) -> int:
    """Return how wide a table must be so that no cell is broken."""
    cells: Iterable[list[str]] = ([_readable(term) for term in row] for row in answer.rows)
    widths = [len(column) for column in answer.columns]
    for row in cells:
        widths = [max(width, len(cell) * 2) for width, cell in zip(widths, row, strict=True)]
    return max(80, sum(widths) + 4 * len(widths) + 2)


def _readable(term: Term) -> str:
    from pyoxigraph import NamedNode

    if isinstance(term, NamedNode):
        return shorten(term.value)
    return _plain(term) or ""
