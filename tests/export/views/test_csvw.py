"""The CSVW folder before the library csvw, and what its metadata makes of each cell in RDF."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.export.source import Source
from kg.export.views.reading import Reader
from kg.namespaces import CKG, DCTERMS, OA, ORG, RDF


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def folder(seeds_source: Source, write: Any) -> Path:
    found: Path = write("csvw", seeds_source)
    return found


def test_a_row_for_each_claim_with_all_that_defends_it(folder: Path, seeds_source: Source) -> None:
    found = {row["claim"]: row for row in rows(folder / "claims.csv")}
    for claim in Reader(seeds_source).claims():
        row = found.pop(claim.iri)
        assert (row["quote"], row["factuality"], row["type"]) == (claim.quote, claim.factuality, claim.type)
        assert claim.speaker is not None
        assert row["speaker_label"] == claim.speaker.label
        assert int(row["end"]) - int(row["start"]) == len(row["quote"])
    assert found == {}


def test_every_table_that_tells_a_claim_in_part_tells_how_surely(folder: Path) -> None:
    surely = {row["claim"]: row["factuality"] for row in rows(folder / "claims.csv")}
    for name in ("roles", "quantities", "details"):
        found = rows(folder / f"{name}.csv")
        assert found
        assert all(row["factuality"] == surely[row["claim"]] for row in found)


def test_the_files_are_rfc_4180(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        data = path.read_bytes()
        assert data.endswith(b"\r\n")
        assert not data.startswith(b"\xef\xbb\xbf")
        widths = {len(row) for row in csv.reader(data.decode().splitlines(keepends=True), strict=True)}
        assert len(widths) == 1


def test_the_library_csvw_finds_it_valid(folder: Path) -> None:
    csvw = pytest.importorskip("csvw", reason="the library csvw is not installed")
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    assert group.check_referential_integrity()
    for table in group.tables:
        # Reading checks each cell against the datatype of its column, and what is required.
        assert sum(1 for _ in table.iterdicts(strict=True)) == len(rows(folder / str(table.url)))
    assert {str(table.url) for table in group.tables} == {path.name for path in folder.glob("*.csv")}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "@SUM(A1)",
        "a,b",
        'say "x"',
        "a\r\nb",
        "a\rb",
        "a\nb",
        " lead ",
        "\x00",
        "\u202eRTL",
        "null",
        "\ufeff",
    ],
)
def test_a_hostile_quote_is_the_same_cell(text: str, hostile: Any, write: Any) -> None:
    folder = write("csvw", hostile([text]))
    assert [row["quote"] for row in rows(folder / "claims.csv")] == [text]
    assert [row["quote"] for row in rows(folder / "evidences.csv")] == [text]
    assert {row["label"] for row in rows(folder / "labels.csv")} == {text}


@pytest.mark.parametrize("text", ["=1+1", "a,b", "a\nb", " lead ", "null", '"'])
def test_the_library_csvw_reads_the_same_cell(text: str, hostile: Any, write: Any) -> None:
    csvw = pytest.importorskip("csvw", reason="the library csvw is not installed")
    group = csvw.TableGroup.from_file(write("csvw", hostile([text])) / "csv-metadata.json")
    assert [row["quote"] for row in group.tabledict["claims.csv"].iterdicts()] == [text]


def test_a_cell_longer_than_the_limit_of_the_reader_is_counted(hostile: Any, write: Any, count: Any) -> None:
    before = csv.field_size_limit()
    source = hostile(["x" * (before + 1)])
    assert count("csvw", source, write("csvw", source))[0].claims == 1
    assert csv.field_size_limit() == before


def test_the_day_of_issue_is_in_the_metadata_where_it_is_told(nowhere: Source, write: Any) -> None:
    assert "dc:issued" not in json.loads((write("csvw", nowhere) / "csv-metadata.json").read_bytes())
    options = {"issued": "2024-05-01", "license": "https://example.org/l", "publisher": "The River Desk"}
    folder = write("csvw", nowhere, **options)
    told = json.loads((folder / "csv-metadata.json").read_bytes())
    assert {name: told[name] for name in told if name.startswith("dc:")} == {
        "dc:title": "conflict-kg",
        "dc:issued": "2024-05-01",
        "dc:license": {"@id": "https://example.org/l"},
        "dc:publisher": "The River Desk",
    }
    csvw = pytest.importorskip("csvw", reason="the library csvw is not installed")
    assert csvw.TableGroup.from_file(folder / "csv-metadata.json").common_props["dc:issued"] == "2024-05-01"


def test_the_metadata_makes_triples_of_the_graph(folder: Path, seeds_source: Source) -> None:
    """W3C, Generating RDF from Tabular Data on the Web, minimal mode, as far as our metadata goes."""
    own = {(q.subject.value, q.predicate.value, q.object.value) for q in seeds_source.quads()}
    made = set(triples(folder))
    names = {p for _, p, _ in made}
    assert names >= {
        CKG + name for name in ("claims", "claimedBy", "factuality", "evidence", "attacker", "quantityText")
    }
    assert names >= {RDF + "type", DCTERMS + "title", OA + "hasSource", ORG + "member", CKG + "contradicts"}
    assert made <= own


def triples(folder: Path) -> Iterator[tuple[str, str, str]]:
    template = pytest.importorskip("uritemplate", reason="the library csvw is not installed")
    for table in json.loads((folder / "csv-metadata.json").read_bytes())["tables"]:
        schema = table["tableSchema"]
        for row in rows(folder / table["url"]):
            for column in schema["columns"]:
                if column.get("suppressOutput") or not (row.get(column["name"]) or column.get("virtual")):
                    continue
                cell = row.get(column["name"], "")
                values = cell.split(column["separator"]) if "separator" in column else [cell]
                for value in values:
                    known = {**row, column["name"]: value}
                    about = column.get("aboutUrl", schema.get("aboutUrl"))
                    target = template.expand(column["valueUrl"], known) if "valueUrl" in column else value
                    yield template.expand(about, known), template.expand(column["propertyUrl"], known), target
