"""Makes many reports of the bundled ones: copies that differ, as a reprint does, in their name and their last line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Document, ParagraphRole
from kg.read import read_paths
from kg.resources import seeds

__all__ = ["READ", "count_words", "write_reports"]

READ = frozenset({ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION, ParagraphRole.COMMENT})


def write_reports(folder: Path, copies: int) -> tuple[Document, ...]:
    """Write *copies* of each bundled report into *folder* and return them as read, by name."""
    folder.mkdir(parents=True)
    for path in seeds().glob("*.txt"):
        text = path.read_text(encoding="utf-8").rstrip()
        for number in range(1, copies + 1):
            name = f"{path.stem}-{number:03}.txt"
            (folder / name).write_text(f"{text}\n\nReprint no. {number}.\n", encoding="utf-8")
    return read_paths([folder], strict=True).documents


def count_words(documents: Iterable[Document]) -> int:
    """Count the words (runs without white space) of the paragraphs that are read for claims."""
    return sum(len(p.text.split()) for d in documents for p in d.paragraphs if p.role in READ)
