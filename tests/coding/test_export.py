"""The sample reports as rows of ACLED and records of PLOVER: what stands in them, and what must never."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.coding import CodedExport, export_coded
from kg.coding.rows import first_day
from kg.consolidate.roles import ROLE_TABLE
from kg.pipeline import build
from kg.resources import seeds
from kg.sparql import find_query, open_source, run_query

TESTS = Path(__file__).parents[1]
GOLDEN = {"acled-csv": "seeds-acled.csv", "plover-jsonl": "seeds-plover.jsonl"}
REPORT = """Clashes in Ner

BEIRUT, March 3, 2014 (Evening Wire) - The Syrian Army shelled Ner on 2 March 2014.

The Islamic Front seized Ner on 2 March 2014.

The Islamic Front denied that it had shelled Lenz on 2 March 2014.

The Syrian Army plans to seize Oruno.

The Islamic Front may have bombed Myaing on 2 March 2014.

The Islamic Front demanded that the Syrian Army leave Ner.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded") / "store"
    build([seeds()], claims=TESTS / "gold" / "seeds.jsonl", store=folder)
    return folder


@pytest.fixture(scope="module")
def exports(store: Path) -> dict[str, CodedExport]:
    return {format: export_coded(store, format) for format in GOLDEN}


@pytest.fixture(scope="module")
def acled(exports: dict[str, CodedExport]) -> CodedExport:
    return exports["acled-csv"]


@pytest.fixture(scope="module")
def plover(exports: dict[str, CodedExport]) -> CodedExport:
    return exports["plover-jsonl"]


def _acled_rows(export: CodedExport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.data.decode(), newline="")))


def _plover_rows(export: CodedExport) -> list[dict]:
    return [json.loads(line) for line in export.data.decode().splitlines()]


def _claims(store: Path) -> dict[str, tuple[str, str, str]]:
    query = """SELECT ?claim ?factuality ?voice ?quote { ?claim ckg:factuality ?factuality ; ckg:voice ?voice ;
               ckg:claims ?content ; ckg:evidence/oa:hasSelector/oa:exact ?quote }"""
    rows = run_query(open_source(store), find_query(query)).rows
    return {claim.value: (how.value.rpartition("#")[2], voice.value.rpartition("#")[2], quote.value)
            for claim, how, voice, quote in rows}  # fmt: skip


@pytest.mark.parametrize("format", sorted(GOLDEN))
def test_the_rows_of_the_samples_are_those_that_were_looked_at(
    exports: dict[str, CodedExport], format: str, request: pytest.FixtureRequest
) -> None:
    path, data = TESTS / "golden" / GOLDEN[format], exports[format].data
    if request.config.getoption("--update-golden"):
        path.write_bytes(data)
    expected = path.read_bytes().decode().splitlines()
    lines = data.decode().splitlines()
    missing, extra = sorted({*expected} - {*lines}), sorted({*lines} - {*expected})
    assert (missing, extra) == ([], []), "where this is right: --update-golden"
    assert lines == expected


def test_every_column_of_acled_rows_is_marked_as_ours(acled: CodedExport) -> None:
    header = _acled_rows(acled)[0].keys()
    assert all(column.startswith("ckg_") for column in header)


def test_acled_rows_rest_on_asserted_reports_alone_and_quote_each(store: Path, acled: CodedExport) -> None:
    known, rows = _claims(store), _acled_rows(acled)
    assert len(rows) == acled.rows > 0
    assert len({row["ckg_incident"] for row in rows}) == len(rows)
    for row in rows:
        claims = row["ckg_claims"].split()
        assert len(claims) == int(row["ckg_reports"]) > 0
        for claim in claims:
            how, voice, quote = known[claim]
            assert (how, voice) == ("Asserted", "ReportVoice")
            assert f"“{quote}”" in row["ckg_evidence"]


def test_each_row_says_what_is_lost_and_how_a_single_day_was_made_of_several(acled: CodedExport) -> None:
    for row in _acled_rows(acled):
        assert row["ckg_lost"] and row["ckg_event_type"] and row["ckg_mapping"]
        several = row["ckg_not_before"] != row["ckg_not_after"]
        assert ("day" in row["ckg_made"]) == (several or not row["ckg_day"])
        assert bool(row["ckg_actor1_with"]) <= ("first by name" in row["ckg_made"])
        assert bool(row["ckg_place"]) != ("no place is told" in row["ckg_made"])


def test_plover_records_are_claims_with_their_factuality_and_their_words(store: Path, plover: CodedExport) -> None:
    known, records = _claims(store), _plover_rows(plover)
    assert len(records) == plover.rows == len({record["id"] for record in records})
    for record in records:
        how, voice, quote = known[record["id"]]
        assert (record["ckg_factuality"], voice, record["text"]) == (how.lower(), "ReportVoice", quote)
        assert record["event"].isupper() and record["ckg_lost"]
        assert (how == "Asserted") or record["ckg_made"][0].startswith(("the event is ", "the words were spoken"))
    assert {"asserted", "denied", "hedged", "intended"} == {record["ckg_factuality"] for record in records}


@pytest.mark.parametrize("format", sorted(GOLDEN))
def test_every_claim_is_in_a_row_or_counted_with_a_reason(
    store: Path, exports: dict[str, CodedExport], format: str
) -> None:
    export = exports[format]
    rows = _acled_rows(export) if format == "acled-csv" else _plover_rows(export)
    coded = {claim for row in rows for claim in (row.get("ckg_claims") or row["id"]).split()}
    total, told = len(_claims(store)), export.summary.partition("; ")[2]
    assert told.startswith(f"{total - len(coded)} of {total} claims are in none: ")
    outer = told.partition(": ")[2].partition(" (")[0]
    assert sum(int(part.split()[0]) for part in outer.split(", ")) == total - len(coded)


def test_the_page_about_the_schemes_shows_these_figures_and_names_every_type(exports: dict[str, CodedExport]) -> None:
    page = (TESTS.parent / "docs" / "coding-schemes.md").read_text(encoding="utf-8")
    assert [export.summary for export in exports.values() if export.summary not in page] == []
    assert [name for name in ROLE_TABLE if not re.search(rf"\b{name}\b", page)] == []


def _claim(paragraph: int, quote: str, type: str, **more: object) -> dict[str, object]:
    return {"document": "report.txt", "paragraph": paragraph, "quote": quote, "type": type} | more


CLAIMS = [
    _claim(2, "The Syrian Army shelled Ner", "Bombardment", actors=["Syrian Army"], locations=["Ner"], date="2014-03-02"),
    _claim(3, "The Islamic Front seized Ner", "TerritorialCapture", actors=["Islamic Front"], locations=["Ner"], date="2014-03-02"),
    _claim(4, "it had shelled Lenz", "Bombardment", actors=["Islamic Front"], locations=["Lenz"], source="Islamic Front",
           factuality="denied", date="2014-03-02"),
    _claim(5, "plans to seize Oruno", "TerritorialCapture", actors=["Syrian Army"], locations=["Oruno"], factuality="intended"),
    _claim(6, "may have bombed Myaing", "Bombing", actors=["Islamic Front"], locations=["Myaing"], factuality="hedged",
           date="2014-03-02"),
    _claim(7, "demanded that the Syrian Army leave Ner", "Demand", actors=["Islamic Front"], recipients=["Syrian Army"],
           factuality="intended"),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report with each factuality, and its store."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in CLAIMS), encoding="utf-8")
    build([folder / "report.txt"], claims=folder / "claims.jsonl", store=folder / "store")
    return folder


def _export(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", "--store", str(store), *arguments], prog_name="kg")


def test_what_is_denied_intended_or_hedged_gives_no_row_of_acled(small: Path) -> None:
    result = _export(small / "store", "--format", "acled-csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert sorted((row["ckg_sub_event_type"], row["ckg_actor1"], row["ckg_place"], row["ckg_day"]) for row in rows) == [
        ("Non-state actor overtakes territory", "Islamic Front", "Ner", "2014-03-02"),
        ("Shelling/artillery/missile attack", "Syrian Army", "Ner", "2014-03-02"),
    ]
    assert "4 of 6 claims are in none: 2 intended, 1 denied, 1 hedged" in result.stderr


def test_plover_keeps_what_is_not_asserted_and_says_so_in_words(small: Path) -> None:
    result = _export(small / "store", "--format", "plover-jsonl")
    records = {(r["event"], r["ckg_factuality"]): r for r in map(json.loads, result.stdout.splitlines())}
    assert records["ASSAULT", "denied"]["ckg_made"] == ["the event is denied, and PLOVER cannot say so"]
    assert records["COERCE", "intended"]["ckg_made"][0] == "the event is only intended, and PLOVER cannot say so"
    demand = records["REQUEST", "intended"]
    assert demand["ckg_made"][0] == "the words were spoken; what they ask for or announce is only intended"
    assert [party["actorText"] for party in demand["target"]] == ["Syrian Army"]
    assert "6 rows, 2 intended, 1 denied, 1 hedged" in result.stderr


def test_a_file_is_written_whole_and_is_the_same_again(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    assert _export(small / "store", "--format", "acled-csv", "-o", str(file)).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert file.read_bytes() == _export(small / "store", "--format", "acled-csv").stdout_bytes


def test_the_whole_graph_cannot_be_coded_rows(small: Path) -> None:
    result = _export(small / "store", "--format", "plover-jsonl", "--graph", "all")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--graph: does not go with plover-jsonl; an RDF format, or no such option\n"


def test_a_graph_without_mappings_is_refused(small: Path) -> None:
    graph = small / "graph.nq"
    assert _export(small / "store", "-o", str(graph)).exit_code == 0
    result = _export(graph, "--format", "acled-csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{graph}: holds no mappings to coding schemes; ")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 400))
def test_the_day_of_a_row_is_the_first_of_its_interval_and_says_so_if_there_are_more(first: date, length: int) -> None:
    day, made = first_day(first.isoformat(), (first + timedelta(days=length)).isoformat())
    assert day == first.isoformat()
    assert bool(made) == (length > 0)
