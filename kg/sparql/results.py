"""What a query found, and its solutions as text: for people a table or Markdown, for machines the W3C's formats and plain JSON.

`json` is the W3C's SPARQL results JSON, which keeps every datatype and language; `json-rows` is one JSON list of plain
objects, and `jsonl` one plain object a line. ASK gives one row of `answer`, CONSTRUCT and DESCRIBE give rows of `subject
predicate object` or RDF; the W3C's JSON and XML have a form of their own for ASK.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO, Final

from kg.errors import UsageError
from kg.formats.suffixes import FORMATS
from kg.namespaces import XSD, shorten
from kg.sparql.values import Term, Value, term_text, to_python
from kg.terminal import printable

__all__ = ["RESULT_FORMATS", "TEXT_FORMATS", "Answer", "Solutions", "format_answer", "readable", "write_answer"]

TEXT_FORMATS: Final = ("table", "markdown", "csv", "tsv", "json", "json-rows", "jsonl", "xml")
BINARY_FORMATS: Final = ("arrow", "parquet")
RESULT_FORMATS: Final = (*TEXT_FORMATS, *BINARY_FORMATS, *FORMATS)
# So many bytes are gathered before they are written.
CHUNK: Final = 1 << 16
_ONE_LINE: Final = dict.fromkeys((9, 10, 13, 0x85, 0x2028, 0x2029), " ")
# What XML 1.0 cannot say, not even by number (§2.2).
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN: Final = str.maketrans({c: "\\" + c for c in "\\|*`[]"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


@dataclass(frozen=True, slots=True)
class Solutions:
    """The columns and rows of an answer as they come; None where a variable is unbound. The rows can be read once.

    *kind* is `rows`, `answer` (of ASK: one row of `answer`) or `triples` (rows of `subject predicate object`).
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[Term, ...]]
    kind: str = "rows"

    def select(self, columns: Sequence[str]) -> Solutions:
        """Return these columns alone, in this order; raises UsageError for one that the answer has not."""
        places = self._places(columns)
        rows = (tuple(row[place] for place in places) for row in self.rows)
        return Solutions(tuple(columns), rows, self._kind_of(columns))

    def _places(self, columns: Sequence[str]) -> list[int]:
        if unknown := [name for name in columns if name not in self.columns]:
            raise UsageError(unknown[0] or "''", "is no column of the answer", f"one of: {', '.join(self.columns)}")
        if twice := [name for name in columns if columns.count(name) > 1]:
            raise UsageError(twice[0], "is named twice among the columns", "each column once")
        return [self.columns.index(name) for name in columns]

    def _kind_of(self, columns: Sequence[str]) -> str:
        return self.kind if tuple(columns) == self.columns else "rows"


@dataclass(frozen=True, slots=True)
class Answer(Solutions):
    """An answer at rest: its rows can be read again and again."""

    rows: tuple[tuple[Term, ...], ...]

    def select(self, columns: Sequence[str]) -> Answer:
        """Return these columns alone, in this order; raises UsageError for one that the answer has not."""
        places = self._places(columns)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Answer(tuple(columns), rows, self._kind_of(columns))

    def dicts(self) -> list[dict[str, Value]]:
        """Return each row as a mapping from column to Python value (`kg.sparql.values`); None where unbound."""
        return [_named(self.columns, row) for row in self.rows]


def format_answer(answer: Solutions, format: str, *, width: int | None = None) -> str:
    """Return *answer* in one of TEXT_FORMATS or an RDF format; *width* is the terminal's, None leaves every cell whole.

    Raises UsageError where the format is no text, or is RDF and the answer is not made of triples.

    Source: SPARQL 1.1 Query Results JSON Format, XML Format, CSV and TSV Formats (W3C, 2013).
    """
    if format in BINARY_FORMATS:
        raise UsageError(format, "is no text", f"one of: {', '.join(TEXT_FORMATS)}")
    out = io.BytesIO()
    write_answer(answer, format, out, width=width)
    return out.getvalue().decode()


def write_answer(answer: Solutions, format: str, out: BinaryIO, *, width: int | None = None) -> None:
    """Write *answer* in one of RESULT_FORMATS row by row; `table`, `arrow`, `parquet` and RDF need all rows at once.

    Raises UsageError where the format is unknown, or is RDF and the answer is not made of triples, and MissingExtraError
    where Arrow is not installed.
    """
    if format in FORMATS:
        out.write(_rdf(answer, format))
    elif format in BINARY_FORMATS:
        from kg.sparql.arrow import write_arrow

        write_arrow(answer, format, out)
    elif format in ("tsv", "xml") and not (format == "tsv" and answer.kind == "answer"):
        _converted(answer, format, out)
    elif format in TEXT_FORMATS:
        for chunk in _chunks(_lines(answer, format, width)):
            out.write(chunk)
    else:
        raise UsageError(format, "is no format of answers", f"one of: {', '.join(RESULT_FORMATS)}")


def _lines(answer: Solutions, format: str, width: int | None) -> Iterator[str]:
    if format == "table":
        from kg.sparql.table import table_lines

        return table_lines(answer, width)
    named = (_named(answer.columns, row) for row in answer.rows)
    if format == "jsonl":
        return (_dumped(row) + "\n" for row in named)
    if format == "json-rows":
        return _listed("[", (_dumped(row) for row in named), "]\n")
    if format in ("csv", "tsv"):
        return _csv(answer, "\r\n", ",") if format == "csv" else _csv(answer, "\n", "\t")
    return _markdown(answer) if format == "markdown" else _json(answer)


def _chunks(lines: Iterable[str]) -> Iterator[bytes]:
    gathered, size = [], 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= CHUNK:
            yield "".join(gathered).encode()
            gathered, size = [], 0
    yield "".join(gathered).encode()


def _listed(head: str, items: Iterable[str], tail: str) -> Iterator[str]:
    yield head
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + item
    yield "\n" + tail


def _named(columns: Sequence[str], row: Sequence[Term]) -> dict[str, Value]:
    return {column: to_python(term) for column, term in zip(columns, row, strict=True)}


def _dumped(row: dict[str, Value]) -> str:
    return json.dumps({column: _json_value(value) for column, value in row.items()}, ensure_ascii=False)


def _json_value(value: Value) -> str | int | float | bool | None:
    """Return what JSON can hold: decimals as floats, days as texts, numbers that are none as texts."""
    if isinstance(value, Decimal):
        value = float(value)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value.isoformat()


def _csv(answer: Solutions, end: str, delimiter: str) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end, delimiter=delimiter)

    def written(cells: Iterable[str]) -> str:
        text.seek(0)
        text.truncate()
        writer.writerow(cells)
        return text.getvalue()

    yield written(answer.columns)
    for row in answer.rows:
        yield written(term_text(term) or "" for term in row)


def _markdown(answer: Solutions) -> Iterator[str]:
    yield "| " + " | ".join(column.translate(_MARKDOWN) for column in answer.columns) + " |\n"
    yield "|" + " --- |" * len(answer.columns) + "\n"
    for row in answer.rows:
        yield "| " + " | ".join(readable(term).translate(_MARKDOWN) for term in row) + " |\n"


def readable(term: Term) -> str:
    """Return *term* for people, on one line: an IRI with its prefix, a literal's words, "" where it is None."""
    from pyoxigraph import NamedNode

    text = shorten(term.value) if isinstance(term, NamedNode) else term_text(term) or ""
    return printable(text.translate(_ONE_LINE))


def _json(answer: Solutions) -> Iterator[str]:
    if answer.kind == "answer":
        ((truth,),) = answer.rows
        return iter([json.dumps({"head": {}, "boolean": term_text(truth) == "true"}) + "\n"])
    head = json.dumps({"head": {"vars": list(answer.columns)}, "results": {"bindings": []}}, ensure_ascii=False)
    return _listed(head[:-3], (_bindings(answer.columns, row) for row in answer.rows), "]}}\n")


def _bindings(columns: Sequence[str], row: Sequence[Term]) -> str:
    bound = {column: _json_term(term) for column, term in zip(columns, row, strict=True) if term is not None}
    return json.dumps(bound, ensure_ascii=False)


def _json_term(term: Any) -> dict[str, Any]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, Literal):
        row = {"type": "literal", "value": term.value}
        if term.language:
            direction = {"its:dir": str(term.direction)} if term.direction else {}
            return row | {"xml:lang": term.language} | direction
        plain = term.datatype.value == XSD + "string"
        return row if plain else row | {"datatype": term.datatype.value}
    if isinstance(term, NamedNode | BlankNode):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


class _Pulled(io.RawIOBase):
    """Bytes that are made as they are read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.rest = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.rest:
            chunk = next(self.chunks, None)
            if chunk is None:
                return 0
            self.rest = chunk
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


class _XmlOut(io.RawIOBase):
    """Bytes of XML on their way to *out*: a carriage return goes by its number, since a reader would take it for a line end."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.out.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)


def _converted(answer: Solutions, format: str, out: BinaryIO) -> None:
    """Write what the RDF library's own writers make of the SPARQL results JSON, row by row."""
    from pyoxigraph import QueryResultsFormat, parse_query_results

    is_xml = format == "xml"
    rows = _sayable(answer) if is_xml else answer.rows
    pulled = io.BufferedReader(_Pulled(_chunks(_json(Solutions(answer.columns, rows, answer.kind)))), CHUNK)
    found = parse_query_results(pulled, format=QueryResultsFormat.JSON)
    if is_xml:
        with closing(io.BufferedWriter(_XmlOut(out))) as xml:
            found.serialize(xml, format=QueryResultsFormat.XML)
            xml.write(b"\n")
    else:
        found.serialize(out, format=QueryResultsFormat.TSV)


def _sayable(answer: Solutions) -> Iterator[tuple[Term, ...]]:
    """Yield the rows; raises UsageError at a character that XML has not."""
    for number, row in enumerate(answer.rows, 1):
        for column, term in zip(answer.columns, row, strict=True):
            if found := next((found for text in _texts(term) if (found := _NOT_XML.search(text))), None):
                where = f"xml: row {number}, {column}"
                raise UsageError(where, f"holds U+{ord(found[0]):04X}, which XML cannot say", "--format json")
        yield row


def _texts(term: Any) -> Iterator[str]:
    if hasattr(term, "subject"):
        for part in (term.subject, term.predicate, term.object):
            yield from _texts(part)
    elif term is not None:
        yield term.value


def _rdf(answer: Solutions, format: str) -> bytes:
    from pyoxigraph import Quad

    from kg.formats.rdf import serialise

    if answer.kind != "triples":
        raise UsageError(format, "writes triples, and the answer has none", "CONSTRUCT or DESCRIBE, or --format csv")
    quads: list[Any] = [Quad(*row) for row in answer.rows]  # type: ignore[arg-type]
    return serialise(quads, format)
