"""Situations on a bar of time, as SVG: from the first day that is known to the last, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Bar", "Span", "TimeBar", "time_bar"]

WIDTH: Final = 1000
ROW: Final = 26
# What has no length, or less than can be seen, is drawn so wide.
LEAST: Final = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of days; None: that end is not known."""

    label: str
    begin: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A span as drawn: left end and width in units of the drawing, and which ends are open."""

    label: str
    x: float
    width: float
    y: int
    open_begin: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The drawing: its bars, its height, and the ticks of its axis (place and year or month)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    width: int = WIDTH


def time_bar(spans: Sequence[Span]) -> TimeBar | None:
    """Return the drawing of *spans* that have a day; None where none has."""
    dated = [span for span in spans if span.begin or span.end]
    if not dated:
        return None
    days = [day for span in dated for day in (span.begin, span.end) if day]
    first, last = min(days), max(days)
    margin = max((last - first).days // 20, 15)
    low, high = first.toordinal() - margin, last.toordinal() + margin
    scale = WIDTH / (high - low)

    def place(day: date) -> float:
        return round((day.toordinal() - low) * scale, 1)

    bars = []
    for row, span in enumerate(dated):
        x = place(span.begin) if span.begin else 0.0
        end = place(span.end) if span.end else float(WIDTH)
        width = max(round(end - x, 1), LEAST)
        bars.append(Bar(span.label, x, width, row * ROW, span.begin is None, span.end is None))
    return TimeBar(tuple(bars), tuple((place(day), told) for day, told in _ticks(first, last)), len(dated) * ROW)


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return the years' beginnings, or where there are fewer than two of them the first and the last day."""
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    step = max(1, len(years) // 8)
    if len(years) > 1:
        return [(day, str(day.year)) for day in years[::step]]
    return [(day, day.isoformat()) for day in dict.fromkeys((first, last))]
