"""GeoJSON: an honest nothing for the sample reports, and a map of nowhere that tells who says what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.export.source import Source
from kg.export.table import Options
from kg.export.views.geojson import read_geojson, write_geojson
from kg.namespaces import GEO, WGS84

NER = "https://example.org/nowhere/ner"
GRAPH = NamedNode("https://w3id.org/conflict-kg/id/graph/document/d0")
PLACE = NamedNode("https://w3id.org/conflict-kg/id/document/d0/place/p")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def located(hostile: Any, tmp_path: Path, *added: tuple[NamedNode, str, Any]) -> Source:
    quads = [Quad(s, NamedNode(p), o, GRAPH) for s, p, o in added]
    path = tmp_path / "located.nq"
    path.write_bytes(serialize([*hostile(["said so"]).quads(), *quads], format=RdfFormat.N_QUADS) or b"")
    return Source(path)


def test_the_sample_reports_have_no_coordinates_and_none_are_made_up(seeds_source: Source, tmp_path: Path) -> None:
    with (tmp_path / "g.geojson").open("wb") as out:
        told = write_geojson(seeds_source, out, Options())
    found = read(tmp_path / "g.geojson")
    assert found["features"] == []
    assert found["claimsWithoutCoordinates"] == seeds_source.counts.claims
    assert found["placesWithoutCoordinates"] > 0
    assert f"{found['placesWithoutCoordinates']} places have no coordinates" in told


def test_what_is_said_of_a_place_on_the_map_is_said_with_its_speaker(nowhere: Source, write: Any) -> None:
    found = read(write("geojson", nowhere))
    claims = [row["properties"] for row in found["features"] if row["properties"]["kind"] == "claim"]
    assert {row["factuality"] for row in claims} >= {"Asserted", "Denied", "Intended"}
    assert all(row["speaker"] and row["quote"] and row["where"].startswith("ner.txt ¶") for row in claims)
    assert all(row["title"].startswith(row["factuality"]) for row in claims)
    assert {row["place"] for row in claims} == {NER}
    assert {tuple(row["geometry"]["coordinates"]) for row in found["features"]} == {(-20.5, 0.25)}
    assert len({row["id"] for row in found["features"]}) == len(found["features"])
    assert len(claims) + found["claimsWithoutCoordinates"] == nowhere.counts.claims
    (place,) = [row for row in found["features"] if row["properties"]["kind"] == "place"]
    assert place["properties"]["placeLabel"] == "Ner"


def test_it_is_geojson_by_the_model_of_a_library(nowhere: Source, write: Any) -> None:
    model = pytest.importorskip("geojson_pydantic", reason="geojson-pydantic is not installed")
    found = model.FeatureCollection.model_validate_json(write("geojson", nowhere).read_bytes())
    assert len(found.features) > 1


@pytest.mark.parametrize(
    "text", ["POINT(-20.5 0.25)", "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> point ( -20.5   0.25 )"]
)
def test_a_point_of_geosparql_is_a_position(text: str, hostile: Any, write: Any, tmp_path: Path) -> None:
    shape, wkt = NamedNode(PLACE.value + "/shape"), Literal(text, datatype=NamedNode(GEO + "wktLiteral"))
    source = located(hostile, tmp_path, (PLACE, GEO + "hasGeometry", shape), (shape, GEO + "asWKT", wkt))
    assert [row["geometry"]["coordinates"] for row in read(write("geojson", source))["features"]] == [[-20.5, 0.25]] * 2


@pytest.mark.parametrize(
    ("long", "lat"), [("181", "0"), ("0", "-91"), ("nan", "0"), ("inf", "0"), ("east", "0"), ("", "0")]
)
def test_no_place_off_the_earth(long: str, lat: str, hostile: Any, write: Any, tmp_path: Path) -> None:
    source = located(hostile, tmp_path, (PLACE, WGS84 + "long", Literal(long)), (PLACE, WGS84 + "lat", Literal(lat)))
    assert read(write("geojson", source))["features"] == []


@pytest.mark.parametrize(
    "text", ["POLYGON((0 0,1 1,0 1,0 0))", "<http://www.opengis.net/def/crs/EPSG/0/3857> POINT(1 2)", "POINT EMPTY"]
)
def test_a_shape_or_another_reference_system_is_no_position(
    text: str, hostile: Any, write: Any, tmp_path: Path
) -> None:
    source = located(hostile, tmp_path, (PLACE, GEO + "asWKT", Literal(text)))
    assert read(write("geojson", source))["features"] == []


def test_of_two_positions_none_is_made_up(hostile: Any, write: Any, tmp_path: Path) -> None:
    degrees = [("lat", "50.5"), ("lat", "49.0"), ("long", "120.0"), ("long", "30.25")]
    source = located(hostile, tmp_path, *((PLACE, WGS84 + axis, Literal(value)) for axis, value in degrees))
    assert read(write("geojson", source))["features"] == []


def test_degrees_and_a_point_that_agree_are_one_position(hostile: Any, write: Any, tmp_path: Path) -> None:
    degrees = [(PLACE, WGS84 + "lat", Literal("0.250")), (PLACE, WGS84 + "long", Literal("-20.5"))]
    source = located(hostile, tmp_path, *degrees, (PLACE, GEO + "asWKT", Literal("POINT(-20.5 0.25)")))
    assert [row["geometry"]["coordinates"] for row in read(write("geojson", source))["features"]] == [[-20.5, 0.25]] * 2


def test_every_claim_is_on_the_map_or_counted_as_missing(nowhere: Source, write: Any, count: Any) -> None:
    path = write("geojson", nowhere)
    found, lost = count("geojson", nowhere, path)
    off = read(path)["claimsWithoutCoordinates"]
    assert ((found.claims or 0) + off, lost) == (nowhere.counts.claims, "")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    one = next(line for line in lines if '"kind": "claim"' in line)
    path.write_text("".join(line for line in lines if line != one), encoding="utf-8")
    assert count("geojson", nowhere, path)[1] == f"leaves {off + 1} claims out, and says {off}"


@pytest.mark.parametrize(
    "text", ['{"type": "Point", "coordinates": [0, 0]}', "", '{"type": "FeatureCollection", "features": [\n{}\n]}']
)
def test_something_else_is_not_counted_as_geojson(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.geojson").write_text(text, encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        list(read_geojson(tmp_path / "x.geojson"))
