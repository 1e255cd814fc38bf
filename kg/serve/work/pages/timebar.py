"""Situations on a bar of time, as SVG: the days for which each is known, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Bar", "Span", "TimeBar", "time_bar"]

WIDTH: Final = 1000
ROW: Final = 30
# What has no length, or less than can be seen, is drawn so wide; an open end goes on so far.
LEAST: Final = 8
OPEN: Final = 45


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch: known to hold from *begin* to *end*; open where it may have begun before, or gone on."""

    label: str
    begin: date
    end: date
    open_begin: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A span as drawn, in units of the drawing: the known stretch, and how far its open ends go on (x of each tip)."""

    label: str
    x: float
    width: float
    y: int
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The drawing: its bars, its height, and the ticks of its axis (place and year or day)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    width: int = WIDTH


def time_bar(spans: Sequence[Span]) -> TimeBar | None:
    """Return the drawing of *spans*; None where there is none."""
    if not spans:
        return None
    first, last = min(span.begin for span in spans), max(span.end for span in spans)
    margin = max((last - first).days // 10, 15)
    low, high = first.toordinal() - margin, last.toordinal() + margin
    scale = WIDTH / (high - low)

    def place(day: date) -> float:
        return round((day.toordinal() - low) * scale, 1)

    bars = []
    for row, span in enumerate(spans):
        x = place(span.begin)
        width = max(round(place(span.end) - x, 1), LEAST)
        left = max(round(x - OPEN, 1), 0) if span.open_begin else None
        right = min(round(x + width + OPEN, 1), WIDTH) if span.open_end else None
        bars.append(Bar(span.label, x, width, row * ROW, left, right))
    return TimeBar(tuple(bars), tuple((place(day), told) for day, told in _ticks(first, last)), len(spans) * ROW)


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return the years' beginnings, or where there are fewer than two of them the first and the last day."""
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    step = max(1, len(years) // 8)
    if len(years) > 1:
        return [(day, str(day.year)) for day in years[::step]]
    return [(day, day.isoformat()) for day in dict.fromkeys((first, last))]
