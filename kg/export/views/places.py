"""Where a place lies, as the graph says it: WGS 84 degrees, or a point in well-known text. Nothing is borrowed or guessed."""

from __future__ import annotations

import re
from typing import Final

from kg.export.views.nodes import Node, value_of
from kg.export.views.reading import Reader
from kg.namespaces import GEO, WGS84

__all__ = ["position"]

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
POINT: Final = re.compile(rf"\s*(?:<{re.escape(CRS84)}>\s*)?POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", re.IGNORECASE)


def position(reader: Reader, iri: str) -> tuple[float, float] | None:
    """Return the longitude and latitude of a place; None where the graph gives none, or none that is on Earth.

    Of two positions the first as text counts. A well-known text in another reference system than CRS 84 is no position here.
    """
    node = reader.node(iri)
    found = _degrees(node) or _points(node)
    for name in ("hasGeometry", "hasDefaultGeometry", "defaultGeometry"):
        for term in sorted(map(value_of, node.get(GEO + name, ()))):
            found = found or _points(reader.node(term))
    return found


def _degrees(node: Node) -> tuple[float, float] | None:
    long, lat = (min(map(value_of, node.get(WGS84 + axis, ())), default="") for axis in ("long", "lat"))
    return _on_earth(long, lat)


def _points(node: Node) -> tuple[float, float] | None:
    for text in sorted(map(value_of, node.get(GEO + "asWKT", ()))):
        if match := POINT.fullmatch(text):
            return _on_earth(*match.groups())
    return None


def _on_earth(long: str, lat: str) -> tuple[float, float] | None:
    try:
        east, north = float(long), float(lat)
    except ValueError:
        return None
    return (east, north) if abs(east) <= 180 and abs(north) <= 90 else None
