"""GeoJSON (RFC 7946): what is said to have happened at places with coordinates, and those places.

One feature for each claim and each of its places; a claim at a place without coordinates gives none, and the collection says
how many there are. A feature tells who says it and how surely, since a map shows a denied thing as well as a stated one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.views.check import ABSENT, Told
from kg.export.views.places import position
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow, RoleRow, Thing
from kg.namespaces import CKG

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["read_geojson", "write_geojson"]


def write_geojson(source: Source, out: BinaryIO, options: Options) -> str:
    """Write the collection, one feature a line; return what to tell of places and claims that have no coordinates."""
    found = _Features(Reader(source))
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, feature in enumerate(found.features()):
        line = json.dumps(feature, ensure_ascii=False, allow_nan=False)
        out.write((",\n" if number else "\n").encode() + line.encode())
    missing = {"placesWithoutCoordinates": found.places, "claimsWithoutCoordinates": found.claims}
    out.write(f"\n], {json.dumps(missing)[1:]}\n".encode())
    return f"{found.places} places have no coordinates, and {found.claims} claims stand on no map"


def read_geojson(path: Path) -> Iterator[Told]:
    """Yield what the features tell of each claim, and how many claims the file says it has no place for.

    It is read feature by feature, as they stand in its lines; raises ValueError where it is no GeoJSON.
    """
    separated = True
    with path.open(encoding="utf-8") as file:
        frame = next(file, "")
        for line in file:
            if line.startswith("]"):
                frame += line
                break
            feature = json.loads(line.rstrip("\n").removesuffix(","))
            if not separated or feature["type"] != "Feature":
                raise ValueError("no FeatureCollection")
            separated = line.endswith(",\n")
            yield from _told(feature["properties"])
    collection = json.loads(frame)
    if collection.get("type") != "FeatureCollection":
        raise ValueError("no FeatureCollection")
    yield "", ABSENT, str(collection["claimsWithoutCoordinates"])


def _told(properties: dict[str, Any]) -> Iterator[Told]:
    if properties["kind"] != "claim":
        return
    claim = properties["claim"]
    yield claim, "claims", ""
    yield from ((claim, "factualities", CKG + name) for name in properties["factuality"].split())
    yield from ((claim, "evidences", iri) for iri in properties["evidence"])
    yield claim, "events", properties["content"]
    things = [(properties[f"{who}Iri"], properties[who]) for who in ("speaker", "relayedBy")]
    things += [(role["thing"], role["label"]) for role in properties["roles"]]
    yield from ((claim, "labels", iri) for iri, label in things if iri and label)


@dataclass
class _Features:
    """The features of a source, and how many places and claims have none."""

    reader: Reader
    places: int = 0
    claims: int = 0
    at: dict[str, tuple[float, float]] = field(default_factory=dict)

    def features(self) -> Iterator[dict[str, Any]]:
        for thing in self.reader.things():
            if thing.is_place:
                yield from self._place(thing)
        for claim in self.reader.claims():
            located = [role for role in claim.roles if role.thing.is_place]
            here = [role for role in located if role.thing.iri in self.at]
            yield from (_feature(role.thing, self.at[role.thing.iri], _claim(claim, role)) for role in here)
            self.claims += not here

    def _place(self, thing: Thing) -> Iterator[dict[str, Any]]:
        found = position(self.reader, thing.iri)
        if found is None:
            self.places += 1
            return
        self.at[thing.iri] = found
        yield _feature(thing, found, {"kind": "place"})


def _feature(thing: Thing, found: tuple[float, float], told: dict[str, Any]) -> dict[str, Any]:
    place = {"place": thing.iri, "placeLabel": thing.label, "placeType": thing.kind}
    # A claim at two places gives two features, and RFC 7946 wants an identifier to be one feature's.
    name = f"{told['claim']}@{thing.iri}" if "claim" in told else thing.iri
    geometry = {"type": "Point", "coordinates": list(found)}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": {**told, **place}}


def _claim(row: ClaimRow, role: RoleRow) -> dict[str, Any]:
    return {
        "kind": "claim",
        "title": row.title,
        "claim": row.iri,
        "type": row.type,
        "factuality": row.factuality,
        "voice": row.voice,
        "speaker": row.speaker.label if row.speaker else None,
        "speakerIri": row.speaker.iri if row.speaker else None,
        "relayedBy": row.relayed_by.label if row.relayed_by else None,
        "relayedByIri": row.relayed_by.iri if row.relayed_by else None,
        "content": row.content,
        "quote": row.quote,
        "evidence": [evidence.iri for evidence in row.evidence],
        "document": row.document.iri if row.document else None,
        "where": row.where,
        "paragraph": row.paragraph_number,
        "date": row.edtf or None,
        "notBefore": row.not_before or None,
        "notAfter": row.not_after or None,
        "placeRole": role.name,
        "roles": [{"role": r.name, "thing": r.thing.iri, "label": r.thing.label} for r in row.roles],
    }
