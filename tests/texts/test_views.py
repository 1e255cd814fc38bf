"""Views carry texts that several documents print, places of evidence and what was supplied, or say that they do not."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree

import pytest

PAGE = """<html><head><title>Oster</title></head><body><article><h1>Oster changes hands</h1>
<p>The ferry stayed on the far side until the river fell, and the traders of the market waited for it until the evening.</p>
<p>The Red Front captured the town of Oster from the River Guard on Monday, two officials of the valley said.</p>
</article></body></html>"""
SUPPLIED = {"publisher": "Valley Gazette", "url": "https://example.org/oster"}


@pytest.fixture(scope="module")
def placed(kg, tmp_path_factory):
    """A store of a page whose publisher and address a file beside it supplies."""
    folder = tmp_path_factory.mktemp("placed")
    (folder / "docs").mkdir()
    (folder / "docs" / "oster.html").write_text(PAGE, encoding="utf-8")
    (folder / "docs" / "oster.html.meta.json").write_text(json.dumps(SUPPLIED), encoding="utf-8")
    assert kg("build", folder / "docs", "--store", folder / "store").exit_code == 0
    return folder / "store"


@pytest.fixture
def exported(kg, tmp_path):
    def export(store, format, *options):
        path = tmp_path / f"{format}-out"
        result = kg("export", "--store", store, "--format", format, "-o", path, "--allow-loss", *options)
        assert result.exit_code == 0, result.output
        return path

    return export


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_have_a_text_with_its_publications(exported, store):
    folder = exported(store, "csvw")
    (row,) = table(folder, "texts")
    files = {one["document"]: one["file"] for one in table(folder, "documents")}
    assert {files[iri] for iri in row["publications"].split()} == {"one.txt", "two.txt", "three.txt"}
    assert (files[row["first_publication"]], row["agency_label"]) == ("one.txt", "Tarn News Agency")


def test_the_tables_have_places_and_what_was_supplied(exported, placed):
    folder = exported(placed, "csvw")
    assert {row["selector"][:5] for row in table(folder, "evidences")} == {"/html"}
    (row,) = table(folder, "documents")
    assert row["supplied_by"] == "oster.html.meta.json"
    assert {iri.rpartition("#")[2].rpartition("/")[2] for iri in row["supplied"].split()} == {"publisher", "source"}


def graph_of(path):
    found = [element for element in ElementTree.parse(path).iter() if element.tag.endswith(("}node", "}edge"))]
    return [{item.get("key")[2:]: item.text for item in element} for element in found]


def test_the_network_has_a_text_with_an_edge_to_each_publication(exported, store):
    elements = graph_of(exported(store, "graphml"))
    (text,) = [one for one in elements if one["kind"] == "text"]
    assert text["agency"] == "Tarn News Agency"
    assert sorted(one["kind"] for one in elements if "ublication" in one["kind"]) == [
        "firstPublication",
        "publication",
        "publication",
    ]


def test_the_network_has_places_and_what_was_supplied(exported, placed):
    elements = graph_of(exported(placed, "graphml"))
    assert {one["selector"][:5] for one in elements if one["kind"] == "claim"} == {"/html"}
    (document,) = [one for one in elements if one["kind"] == "document"]
    assert document["suppliedBy"] == "oster.html.meta.json"


def test_a_nanopublication_marks_what_was_supplied(exported, placed):
    told = exported(placed, "nanopub").read_text(encoding="utf-8")
    assert "ckg:suppliedProperty" in told
    assert 'ckg:suppliedBy "oster.html.meta.json"' in told


@pytest.mark.parametrize("format", ["schemaorg", "geojson"])
def test_what_a_view_has_no_place_for_is_told(kg, store, tmp_path, format):
    result = kg("export", "--store", store, "--format", format, "-o", tmp_path / "out")
    assert result.exit_code != 0
    for words in ("texts that several documents publish", "element or page", "supplied"):
        assert words in result.stderr


def test_coded_rows_tell_how_many_of_them_repeat_a_text(exported, kg, store, tmp_path):
    result = kg("export", "--store", store, "--format", "plover-jsonl", "-o", tmp_path / "rows.jsonl")
    lines = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    own = {
        (row["ckg_document"], row["text"])
        for row in rows
        if row["ckg_document"] == "own.txt" or row["ckg_paragraph"] == 1
    }
    repeated = [row for row in rows if (row["ckg_document"], row["text"]) not in own]
    assert f"; {len(repeated)} of them are of texts that several documents print" in result.stderr
