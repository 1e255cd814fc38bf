"""Reports that a person wrote and marked: which of them print one text (`tests/consolidate/reprints`).

Who wrote them knew no rule of the finder. A digest prints several texts; a bulletin, an outlet's background and a quoted
statement are none.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Final

from kg.model import Document
from kg.read import parse_document

__all__ = ["marked_pairs", "marked_reports"]

FOLDER: Final = Path(__file__).resolve().parents[2] / "tests" / "consolidate" / "reprints"


def marked_reports() -> list[Document]:
    """Return the reports by name."""
    return [parse_document(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.txt"))]


def marked_pairs(documents: list[Document]) -> set[tuple[str, str]]:
    """Return the pairs of *documents* that print one text, by their keys, in order."""
    keys = {document.name: document.key for document in documents}
    marks = json.loads((FOLDER / "marks.json").read_text(encoding="utf-8"))
    pairs = (pair for text in marks["texts"] for pair in combinations(map(keys.__getitem__, text["publications"]), 2))
    return {(min(pair), max(pair)) for pair in pairs}
