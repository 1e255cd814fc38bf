"""Where a place lies, as the graph says it: WGS 84 degrees, or a point in well-known text. Nothing is borrowed or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import product
from typing import Final

from kg.export.views.nodes import Node, value_of
from kg.export.views.reading import Reader
from kg.namespaces import GEO, WGS84

__all__ = ["position"]

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOMETRIES: Final = ("hasGeometry", "hasDefaultGeometry", "defaultGeometry")
POINT: Final = re.compile(rf"\s*(?:<{re.escape(CRS84)}>\s*)?POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", re.IGNORECASE)


def position(reader: Reader, iri: str) -> tuple[float, float] | None:
    """Return the longitude and latitude of a place; None where the graph gives none, or none that is on Earth.

    A place with two positions has none: which latitude goes with which longitude, or which point is meant, nobody says. A
    well-known text in another reference system than CRS 84 is no position here.
    """
    node = reader.node(iri)
    geometries = (reader.node(value_of(term)) for name in GEOMETRIES for term in node.get(GEO + name, ()))
    stated = {*_degrees(node), *_points(node)}.union(*map(_points, geometries))
    found = {point for point in stated if abs(point[0]) <= 180 and abs(point[1]) <= 90}
    return found.pop() if len(stated) == len(found) == 1 else None


def _degrees(node: Node) -> Iterator[tuple[float, float]]:
    """Yield every position that the degrees of *node* could mean: one, where each axis has one value."""
    axes = (sorted(map(value_of, node.get(WGS84 + axis, ()))) for axis in ("long", "lat"))
    yield from _numbers(product(*axes))


def _points(node: Node) -> Iterator[tuple[float, float]]:
    texts = map(value_of, node.get(GEO + "asWKT", ()))
    yield from _numbers(match.groups() for match in map(POINT.fullmatch, texts) if match)


def _numbers(pairs: Iterable[tuple[str, ...]]) -> Iterator[tuple[float, float]]:
    for long, lat in pairs:
        with suppress(ValueError):
            yield float(long), float(lat)
