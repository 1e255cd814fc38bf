"""Places with coordinates as a small map, as SVG: a net of degrees and points, no coast lines (the explorer has a base map).

Degrees of longitude are drawn shorter by the cosine of the middle latitude (equirectangular projection).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, cos, floor, log10, radians
from pathlib import Path
from typing import Any, Final

from kg.serve.work.pages.links import Link

__all__ = ["Locator", "locate", "position_of"]

WIDTH: Final = 600
# The least that is shown around, in degrees of latitude.
AROUND: Final = 0.5
LINES: Final = 5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Locator:
    """The drawing: *points* (link, x, y, whether it is the place of the page), *meridians* and *parallels* with degrees."""

    points: tuple[tuple[Link, float, float, bool], ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    height: float
    width: int = WIDTH


@cache
def _reader(folder: Path) -> Any:
    from kg.export.source import Source
    from kg.export.views.reading import Reader

    return Reader(Source(folder))


def position_of(folder: Path, iri: str) -> Point | None:
    """Return longitude and latitude of a place as the graph gives them, None where it gives none."""
    from kg.export.views.places import position

    return position(_reader(folder), iri)


def locate(own: tuple[Link, Point], others: Iterable[tuple[Link, Point]]) -> Locator:
    """Return the map of a place and of others around it."""
    rest = [(link, point) for link, point in others if link != own[0]]
    points = [point for _, point in (own, *rest)]
    west, east, scale = _span([long for long, _ in points], cos(radians(own[1][1])))
    south, north, _ = _span([lat for _, lat in points], 1.0)
    height = round((north - south) / scale / (east - west) * WIDTH, 1)

    def x(long: float) -> float:
        return round((long - west) / (east - west) * WIDTH, 1)

    def y(lat: float) -> float:
        return round((north - lat) / (north - south) * height, 1)

    drawn = [(link, x(long), y(lat), link == own[0]) for link, (long, lat) in (*rest, own)]
    return Locator(
        tuple(drawn),
        tuple((x(at), f"{abs(at):g}° {'E' if at >= 0 else 'W'}") for at in _steps(west, east)),
        tuple((y(at), f"{abs(at):g}° {'N' if at >= 0 else 'S'}") for at in _steps(south, north)),
        height,
    )


def _span(values: Sequence[float], scale: float) -> tuple[float, float, float]:
    """Return where the drawing begins and ends on an axis, and *scale*, kept off zero at the poles."""
    scale = max(scale, 0.05)
    margin = max((max(values) - min(values)) * 0.15, AROUND / scale)
    return min(values) - margin, max(values) + margin, scale


def _steps(low: float, high: float) -> list[float]:
    """Return round degrees between *low* and *high*, at most LINES or so."""
    power = 10.0 ** floor(log10((high - low) / LINES))
    step = next(power * factor for factor in (1, 2, 5, 10) if (high - low) / (power * factor) <= LINES)
    return [round(number * step, 6) for number in range(ceil(low / step), floor(high / step) + 1)]
