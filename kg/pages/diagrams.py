"""The drawings of `diagrams.toml` as boxes and arrows with places, in units of a drawing that is 380 wide.

Two columns, so that a drawing is read on a narrow screen without being moved.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kg.errors import InputError
from kg.resources import PACKAGE

__all__ = ["HEIGHT", "WIDTH", "Arrow", "Box", "Day", "Drawing", "drawings"]

FILE: Final = PACKAGE / "pages" / "diagrams.toml"
WIDTH, HEIGHT = 142, 46  # of a box
COLUMNS: Final = (1, 237)
TOP, PITCH = 2, 104
DAYS: Final = (10, 130, 250, 370)


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its upper left corner, the term in it, and a word on it."""

    x: int
    y: int
    term: str
    note: str

    @property
    def middle(self) -> tuple[float, float]:
        """Return the middle of the box."""
        return self.x + WIDTH / 2, self.y + HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from the border of one box to that of another, and the property that it stands for."""

    x1: float
    y1: float
    x2: float
    y2: float
    name: str

    @property
    def middle(self) -> tuple[float, float]:
        """Return where the property is written: above a level line, else on the line."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2 + (-5 if self.y1 == self.y2 else 4)


@dataclass(frozen=True, slots=True)
class Day:
    """A mark on the line of time, and the property that gives its day."""

    x: int
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its height, boxes, arrows, and the days of a line of time below them, which can be none."""

    id: str
    title: str
    text: str
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    days: tuple[Day, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """Return every term named in the drawing, as a prefixed name."""
        return (*(b.term for b in self.boxes), *(a.name for a in self.arrows), *(d.name for d in self.days))


@cache
def drawings() -> tuple[Drawing, ...]:
    """Return the drawings in the order of the file; raises InputError where an arrow leads to no box."""
    with FILE.open("rb") as file:
        return tuple(map(_drawing, tomllib.load(file)["diagram"]))


def _drawing(row: Mapping[str, Any]) -> Drawing:
    boxes = {box["id"]: _box(box) for box in row["boxes"]}
    try:
        arrows = tuple(_arrow(boxes[a["from"]], boxes[a["to"]], a["property"]) for a in row["arrows"])
    except KeyError as error:
        raise InputError(FILE, f"{row['id']} has no box {error}", "the id of a box") from error
    days = tuple(Day(x, name) for x, name in zip(DAYS, row.get("days", ()), strict=False))
    height = max(box.y for box in boxes.values()) + HEIGHT + TOP + (80 if days else 0)
    return Drawing(row["id"], row["title"], row["text"].strip(), height, tuple(boxes.values()), arrows, days)


def _box(row: Mapping[str, Any]) -> Box:
    column, line = row["at"]
    return Box(COLUMNS[column], TOP + line * PITCH, row["term"], row["note"])


def _arrow(one: Box, other: Box, name: str) -> Arrow:
    (x1, y1), (x2, y2) = _border(one, other), _border(other, one)
    return Arrow(x1, y1, x2, y2, name)


def _border(box: Box, other: Box) -> tuple[float, float]:
    """Return where the line from the middle of *box* to that of *other* leaves *box*."""
    (x, y), (far_x, far_y) = box.middle, other.middle
    dx, dy = far_x - x, far_y - y
    share = min(
        WIDTH / 2 / abs(dx) if dx else float("inf"),
        HEIGHT / 2 / abs(dy) if dy else float("inf"),
    )
    return round(x + dx * share, 1), round(y + dy * share, 1)
