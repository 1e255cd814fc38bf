"""Makes many reports of the bundled ones: copies that differ, as a reprint does, in their name and their last line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

from kg.model import Document, ParagraphRole
from kg.read import read_paths
from kg.resources import seeds

__all__ = ["READ", "count_words", "write_reports"]

READ = frozenset({ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION, ParagraphRole.COMMENT})


def write_reports(folder: Path, number: int) -> tuple[Document, ...]:
    """Write *number* reports into the new *folder*, and return them as read, by name."""
    folder.mkdir(parents=True)
    paths = sorted(seeds().glob("*.txt"))
    for place, path in enumerate(islice(cycle(paths), number)):
        copy = 1 + place // len(paths)
        text = path.read_text(encoding="utf-8").rstrip()
        (folder / f"{copy:06}-{path.name}").write_text(f"{text}\n\nReprint no. {copy}.\n", encoding="utf-8")
    return read_paths([folder], strict=True).documents


def count_words(documents: Iterable[Document]) -> int:
    """Count the words (runs without white space) of the paragraphs that are read for claims."""
    return sum(len(p.text.split()) for d in documents for p in d.paragraphs if p.role in READ)
