"""Answers in every format: read back by other readers, exact for hostile terms, typed where the format has types."""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)
from rdflib import Variable
from rdflib.query import Result

from kg.errors import MissingExtraError, UsageError
from kg.namespaces import CKG, XSD
from kg.sparql import Answer, Solutions, find_query, format_answer, run_query, to_python, write_answer
from kg.sparql.results import BINARY_FORMATS
from kg.sparql.values import term_text

IRIS = st.sampled_from(["https://example.org/a", CKG + "Claim", "urn:x:y#(z)", "https://example.org/ü"]).map(NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8) | st.sampled_from(
    ["", " ", "\t", "\n", "\r\n", '"', "'", "\\", "\\t", ",", ";", "|", "?a", "<b>", "&amp;", "=1+1", "]]>"]
)
DATATYPES = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "dateTime", "string", "hexBinary"])
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["en", "ar-latn"])),
    st.builds(lambda text, name: Literal(text, datatype=NamedNode(XSD + name)), TEXTS, DATATYPES),
    st.integers().map(Literal),
)
SIMPLE = st.one_of(IRIS, LITERALS, st.sampled_from(["b1", "b2"]).map(BlankNode))
TERMS = SIMPLE | st.builds(Triple, IRIS, IRIS, SIMPLE)
ROWS = st.lists(st.tuples(st.none() | TERMS, st.none() | TERMS), max_size=5)
FORMATS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
# XML 1.0 has no way to write most control characters.
UNSAYABLE = set(map(chr, range(32))) - {"\t", "\n", "\r"} | {"\ufffe", "\uffff"}


def answer_of(*rows: tuple[Any, ...], columns: tuple[str, ...] = ("a", "b")) -> Answer:
    return Answer(columns, rows)


def written(answer: Solutions, format: str) -> bytes:
    out = io.BytesIO()
    write_answer(answer, format, out)
    return out.getvalue()


@pytest.mark.parametrize("format", ["json", "tsv", "xml"])
@settings(deadline=None)
@given(rows=ROWS)
def test_the_w3cs_formats_are_read_back_to_the_letter(format: str, rows: list[tuple[Any, Any]]) -> None:
    if format == "xml" and UNSAYABLE & set(str(rows)):
        with pytest.raises(
            UsageError, match=r"^xml: row \d, [ab]: holds U\+[0-9A-F]{4}, which XML cannot say; --format json$"
        ):
            written(answer_of(*rows), format)
        return
    found = parse_query_results(written(answer_of(*rows), format), format=FORMATS[format])
    assert [variable.value for variable in found.variables] == ["a", "b"]  # type: ignore[union-attr]
    assert [tuple(row) for row in found] == rows  # type: ignore[union-attr]


@pytest.mark.parametrize("format", ["json", "tsv", "xml"])
@settings(deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.none() | IRIS, IRIS | st.text("aü \t\"'\\,|?<&\r\n", max_size=6).map(Literal)), max_size=4
    )
)
def test_rdflib_reads_the_same(format: str, rows: list[tuple[Any, Any]]) -> None:
    if format == "tsv" and any("\\" in row[1].value for row in rows):
        return  # its reader of TSV undoes escapes twice
    found = Result.parse(io.BytesIO(written(answer_of(*rows), format)), format=format)
    names = [str(name) for name in found.vars or ()]
    told = [
        tuple(None if row.get(name) is None else str(row[name]) for name in map(Variable, "ab"))
        for row in found.bindings
    ]
    assert names == ["a", "b"]
    assert [row for row in told if any(row)] == [
        row for row in [(term_text(a), term_text(b)) for a, b in rows] if any(row)
    ]


@settings(deadline=None)
@given(ROWS)
def test_csv_has_the_text_of_each_term(rows: list[tuple[Any, Any]]) -> None:
    text = written(answer_of(*rows), "csv").decode()
    assert text.startswith("a,b\r\n")
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert read == [[term_text(term) or "" for term in row] for row in rows]


QUERY = 'SELECT ?a ?b { VALUES (?a ?b) { ("a,\\"b\\"\\n" 1) (<https://example.org/a> UNDEF) ("x"@en "2014-02-12"^^xsd:date) } }'


@pytest.mark.parametrize("format", ["csv", "tsv", "xml"])
def test_the_engines_own_writers_write_the_same(format: str) -> None:
    store = Store()
    theirs = store.query(QUERY, prefixes={"xsd": XSD}).serialize(format=getattr(QueryResultsFormat, format.upper()))  # type: ignore[union-attr]
    assert written(run_query(store, find_query(QUERY)), format).strip() == (theirs or b"").strip()


def test_triple_terms_and_directions_say_in_xml_what_they_do_elsewhere() -> None:
    right = Literal("a\rb", language="ar", direction=BaseDirection.RTL)
    said = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), right)
    for format, known in FORMATS.items():
        found = parse_query_results(written(answer_of((said, right)), format), format=known)
        assert [tuple(row) for row in found] == [(said, right)]  # type: ignore[union-attr]
    unsayable = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal("\x1b"))
    with pytest.raises(UsageError, match="row 1, b: holds U\\+001B"):
        written(answer_of((None, unsayable)), "xml")


def test_rdf_1_2_terms_are_written_as_the_drafts_have_them() -> None:
    said = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal("c", language="en"))
    answer = answer_of((said, None))
    assert written(answer, "tsv").splitlines()[1] == b'<<( <https://example.org/a> <https://example.org/b> "c"@en )>>\t'
    (row,) = json.loads(written(answer, "json"))["results"]["bindings"]
    assert row["a"]["type"] == "triple"
    assert row["a"]["value"]["object"] == {"type": "literal", "value": "c", "xml:lang": "en"}


@pytest.mark.parametrize(("text", "truth"), [("ASK {}", "true"), ("ASK { ?s ?p ?o }", "false")])
def test_ask_has_its_own_form_in_json_and_xml_and_is_a_row_elsewhere(text: str, truth: str) -> None:
    answer = run_query(Store(), find_query(text))
    assert json.loads(written(answer, "json")) == {"head": {}, "boolean": truth == "true"}
    assert f"<boolean>{truth}</boolean>".encode() in written(answer, "xml")
    assert written(answer, "csv") == f"answer\r\n{truth}\r\n".encode()
    assert written(answer, "tsv") == f"answer\n{truth}\n".encode()
    assert json.loads(written(answer, "jsonl")) == {"answer": truth == "true"}


def test_plain_json_has_numbers_truths_and_null() -> None:
    typed = {"integer": "5", "decimal": "2.50", "double": "1e3", "boolean": "true", "date": "2014-02-12"}
    row = tuple(Literal(value, datatype=NamedNode(XSD + name)) for name, value in typed.items())
    answer = answer_of((*row, None, NamedNode("https://example.org/a")), columns=(*typed, "none", "iri"))
    expected = {"integer": 5, "decimal": 2.5, "double": 1000.0, "boolean": True, "date": "2014-02-12"}
    expected |= {"none": None, "iri": "https://example.org/a"}
    assert json.loads(written(answer, "jsonl")) == expected
    assert json.loads(written(answer, "json-rows")) == [expected]
    assert json.loads(written(answer_of(), "json-rows")) == []
    endless = answer_of((Literal("NaN", datatype=NamedNode(XSD + "double")), Literal(1)))
    assert json.loads(written(endless, "jsonl")) == {"a": "nan", "b": 1}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("integer", "-07", -7),
        ("unsignedByte", "7", 7),
        ("integer", "7.0", "7.0"),
        ("integer", "1_000", "1_000"),
        ("decimal", "2.50", Decimal("2.50")),
        ("decimal", "1e3", "1e3"),
        ("double", "INF", math.inf),
        ("boolean", "1", True),
        ("boolean", "yes", "yes"),
        ("date", "2014-02-12", date(2014, 2, 12)),
        ("date", "2014-02-30", "2014-02-30"),
        ("date", "2014-02-12Z", "2014-02-12Z"),
        ("date", "-0050-01-01", "-0050-01-01"),
        ("dateTime", "2014-02-12T10:00:00Z", datetime(2014, 2, 12, 10, tzinfo=UTC)),
        ("gYear", "2014", "2014"),
        ("string", "x", "x"),
    ],
)
def test_a_literal_becomes_what_python_has_for_it(name: str, text: str, value: object) -> None:
    found = to_python(Literal(text, datatype=NamedNode(XSD + name)))
    assert (type(found), found) == (type(value), value)


@settings(deadline=None)
@given(st.none() | TERMS)
def test_any_term_has_a_value(term: Any) -> None:
    value = to_python(term)
    assert (value is None) == (term is None)


def test_rows_as_mappings_have_python_values() -> None:
    assert answer_of((Literal(5), None)).dicts() == [{"a": 5, "b": None}]


def test_rows_are_written_as_they_come() -> None:
    read = 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal read
        for read in range(20_000):  # noqa: B007
            yield (Literal("x" * 20), None)

    class Sink(io.RawIOBase):
        first = -1

        def write(self, data: Any) -> int:
            Sink.first = read if Sink.first < 0 else Sink.first
            return len(data)

    for format in ("csv", "tsv", "json", "xml", "jsonl", "json-rows", "markdown"):
        Sink.first = -1
        write_answer(Solutions(("a", "b"), rows()), format, Sink())  # type: ignore[arg-type]
        assert 0 <= Sink.first < 8_000, format


def test_markdown_cannot_be_broken_by_what_a_cell_holds() -> None:
    answer = answer_of((Literal("a|b\nc"), Literal("[x](javascript:y) <b> `c` \\|")))
    lines = format_answer(answer, "markdown").splitlines()
    assert lines[:2] == ["| a | b |", "| --- | --- |"]
    assert lines[2] == "| a\\|b c | \\[x\\](javascript:y) &lt;b&gt; \\`c\\` \\\\\\| |"
    assert len(lines) == 3


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = format_answer(answer_of((Literal("\x1b[31mred\x07\x9b"), Literal("two\u2028lines"))), "table")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\x9b" not in text
    assert "␛[31mred␇" in text
    assert "two lines" in text


def test_a_table_in_a_pipe_keeps_every_cell_whole() -> None:
    long = "word " * 100
    assert long.strip() in format_answer(answer_of((Literal(long.strip()), Literal("x"))), "table")


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_on_a_terminal_fits_and_names_what_it_leaves_out(width: int) -> None:
    columns = ("actorLabel", "quote", "document", "claim", "actor")
    row = (Literal("Red Front"), Literal("they came and went " * 10), Literal("one.txt"), NamedNode(CKG + "c" * 60))
    answer = Answer(columns, ((*row, NamedNode(CKG + "red")),) * 3)
    lines = format_answer(answer, "table", width=width).splitlines()
    assert all(len(line) <= width for line in lines if not line.startswith("  Not shown: "))
    assert lines[0].split()[0] == "actorLabel"
    assert "they came" in " ".join(lines)
    left = lines[-1]
    assert left.startswith("  Not shown: ")
    assert "actor" in left.split(" (")[0].replace("Not shown: ", "").split(", ")[-1], "the IRI that a label stands for"
    assert ("document" in lines[0]) == (width >= 80)


@pytest.mark.parametrize("format", ["turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml"])
def test_triples_are_written_as_rdf(format: str) -> None:
    store = Store()
    store.load(b"<https://example.org/a> <https://example.org/b> 'c', 'd'@en .", format=RdfFormat.TURTLE)
    answer = run_query(store, find_query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?any ?p ?other }"))
    assert len(answer.rows) == 2, "each triple once, however often it is constructed"
    known = {"jsonld": "JSON_LD", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML"}
    quads = parse(written(answer, format), format=getattr(RdfFormat, known.get(format, format.upper())))
    assert {quad.triple for quad in quads} == {quad.triple for quad in store}
    with pytest.raises(UsageError, match="CONSTRUCT or DESCRIBE"):
        written(run_query(store, find_query("SELECT * { ?s ?p ?o }")), format)


@pytest.mark.parametrize("format", BINARY_FORMATS)
def test_columns_of_arrow_and_parquet_have_types(format: str) -> None:
    arrow = pytest.importorskip("pyarrow", reason="the extra 'frames' is not installed")
    from pyarrow import ipc, parquet

    def typed(name: str, *values: str) -> list[Literal]:
        return [Literal(value, datatype=NamedNode(XSD + name)) for value in values]

    columns = {
        "integers": [*typed("integer", "5"), None],
        "decimals": [*typed("decimal", "2.50"), *typed("integer", "10")],
        "truths": typed("boolean", "true", "false"),
        "days": typed("date", "2014-02-12", "2015-06-09"),
        "times": typed("dateTime", "2014-02-12T10:00:00Z", "2014-02-12T10:00:00+01:00"),
        "mixed": [*typed("integer", "5"), Literal("five")],
        "huge": [*typed("integer", str(2**63)), None],
        "iris": [NamedNode("https://example.org/a"), BlankNode("b")],
        "empty": [None, None],
    }
    answer = Answer(tuple(columns), tuple(zip(*columns.values(), strict=True)))
    data = io.BytesIO(written(answer, format))
    table = parquet.read_table(data) if format == "parquet" else ipc.open_file(data).read_all()
    assert [str(kind) for kind in table.schema.types] == [
        *("int64", "decimal128(4, 2)", "bool", "date32[day]", "timestamp[us, tz=UTC]"),
        *("string", "string", "string", "string"),
    ]
    assert table.column("integers").to_pylist() == [5, None]
    assert table.column("decimals").to_pylist() == [Decimal("2.50"), Decimal("10.00")]
    assert table.column("days").to_pylist() == [date(2014, 2, 12), date(2015, 6, 9)]
    assert table.column("mixed").to_pylist() == ["5", "five"]
    assert table.column("iris").to_pylist() == ["https://example.org/a", "_:b"]
    assert arrow.__version__
    empty = io.BytesIO(written(Answer(("a", "b"), ()), format))
    table = parquet.read_table(empty) if format == "parquet" else ipc.open_file(empty).read_all()
    assert (table.num_rows, table.column_names) == (0, ["a", "b"])


@settings(deadline=None)
@given(ROWS)
def test_any_answer_can_be_written_as_parquet(rows: list[tuple[Any, Any]]) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'frames' is not installed")
    from pyarrow import parquet

    assert parquet.read_table(io.BytesIO(written(answer_of(*rows), "parquet"))).num_rows == len(rows)


def test_without_arrow_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'conflict-kg\[frames\]'"):
        written(answer_of(), "parquet")


@pytest.mark.parametrize("format", ["nonsense", "parquet"])
def test_a_format_that_is_no_text_is_no_string(format: str) -> None:
    with pytest.raises(UsageError):
        format_answer(answer_of(), format)
