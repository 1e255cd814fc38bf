"""Reads the labelled pairs, and the reports that their names stand in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document
from kg.read import read_document

__all__ = ["Named", "Pair", "find_document", "read_pairs"]

PAIRS = Path(__file__).with_name("pairs.jsonl")


@dataclass(frozen=True)
class Named:
    """A name as it is written, the kind of thing it names, and the report (file name) and paragraph where it stands, if any."""

    name: str
    kind: str
    document: str | None
    paragraph: int | None


@dataclass(frozen=True)
class Pair:
    """Two names, and whether they name one thing."""

    a: Named
    b: Named
    same: bool
    tags: tuple[str, ...]
    why: str


def read_pairs() -> list[Pair]:
    """Return all pairs, in the order of the file."""
    rows = map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())
    return [Pair(_named(row["a"]), _named(row["b"]), row["same"], tuple(row["tags"]), row["why"]) for row in rows]


def _named(row: dict[str, object]) -> Named:
    return Named(row["name"], row["kind"], row["document"], row["paragraph"])  # type: ignore[arg-type]


def find_document(name: str, folders: Iterable[Path]) -> Document | None:
    """Return the report of that file name in one of *folders*, or None where it is in none."""
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    return read_document(path) if path else None
