"""The pages that the explorer's script fills, and what says the same without it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.serve.problems import Problem
from kg.serve.work.pages.rendering import render

__all__ = ["VIEWS", "View", "explore_page"]

ENTRY: Final = "src/main.tsx"
OVERVIEW: Final = ("Overview", "/")
QUESTIONS: Final = ("All questions", "/queries")


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the graph: *heading*, *sentence* on what is seen, and what answers the same (label, address)."""

    heading: str
    sentence: str
    same: tuple[tuple[str, str], ...]


def _question(name: str, label: str) -> tuple[str, str]:
    return label, f"/queries/{name}"


VIEWS: Final[Mapping[str, View]] = {
    "timeline": View(
        "Timeline",
        "What sources say happened, holds or is intended, day by day; claims without a day are listed, not placed.",
        (_question("timeline", "What is said to have happened, day by day"), _question("change-log", "What began and ended")),
    ),
    "network": View(
        "Network",
        "Who is said to fight, join, lead or stand by whom, as ties that rest on claims.",
        (
            _question("who-fought-whom", "Who is said to have fought whom"),
            _question("allies", "Whom an actor is said to be allied with"),
            _question("coalition-members", "Who is said to belong to a coalition"),
        ),
    ),
    "map": View(
        "Map",
        "Where things are said to have happened; places without coordinates are listed, not drawn.",
        (
            _question("place-timeline", "What is said to have happened in a place"),
            _question("who-holds", "Who is said to hold a place"),
            _question("places-changed-hands", "Which places passed from whom to whom"),
        ),
    ),
    "matrix": View(
        "Matrix",
        "Which source speaks of whom, how often and how surely, and what rests on one source alone.",
        (
            _question("single-source", "What one source alone says"),
            _question("claims-by-speaker", "What a source claims"),
            _question("contested", "What sources contradict"),
        ),
    ),
    "query": View(
        "Query",
        "Bundled questions as forms, or SPARQL of your own; either reads this store alone.",
        (("A field for a query", "/sparql"), QUESTIONS),
    ),
    "compare": View(
        "Compare",
        "What two sources, documents or releases claim, side by side; what is contested comes first.",
        (_question("change-log", "What is said to have begun and ended"), OVERVIEW),
    ),
}  # fmt: skip


def explore_page(assets: Path, root: str, name: str) -> bytes:
    """Return the page of the view *name*; where the explorer is not built it says so, and what answers the same.

    *assets* is the folder of the built files; raises Problem 404 where there is no such view.
    """
    if name not in VIEWS:
        raise Problem(404, "there is nothing at this address")
    view = VIEWS[name]
    same = dict.fromkeys((*view.same, OVERVIEW, QUESTIONS))
    built = _built(assets / ".vite" / "manifest.json")
    return render(
        "explore.html", root, {"name": name, "view": view, "views": VIEWS, "same": list(same), "built": built}
    )


def _built(manifest: Path) -> dict[str, list[str]] | None:
    """Return the files that Vite's manifest names for the entry: its script, what this imports, styles; None: not built."""
    try:
        chunks = json.loads(manifest.read_text(encoding="utf-8"))
        used = _used(chunks, ENTRY)
        return {
            "script": [used[0]["file"]],
            "imports": [chunk["file"] for chunk in used[1:]],
            "styles": list(dict.fromkeys(style for chunk in used for style in chunk.get("css", ()))),
        }
    except (OSError, ValueError, KeyError):
        return None


def _used(chunks: Mapping[str, Any], entry: str) -> list[Any]:
    """Return the entry's chunk and all that it imports at once, each once."""
    names = [entry]
    for name in names:
        names += [other for other in chunks[name].get("imports", ()) if other not in names]
    return [chunks[name] for name in names]
