"""Prints how well pages of the web are read: the paragraphs of the report, what each is for, and what the page states.

usage: python -m benchmarks.reading [FOLDER …]

A folder holds NAME.html beside NAME.json, the paragraphs that a person marked (by default those of the tests). A paragraph of
the report counts as found where one that is claimed as report has the same words, whole. trafilatura alone stands beside, each
line of its text a paragraph.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import Table, format_table
from kg.model import Document
from kg.read import parse_document

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = tuple(ROOT / "tests" / "read" / name for name in ("pages", "pages_heldout", "pages_unseen", "pages_fourth"))
FIELDS = ("title", "author", "publisher", "issued")
ROLES = ("title", "byline", "body", "caption", "comment", "furniture")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Marked:
    """A page and what a person says of it."""

    name: str
    html: bytes
    gold: dict[str, Any]

    def body(self) -> list[str]:
        """Return the words of the paragraphs of the report."""
        return [words(p["text"]) for p in self.gold["paragraphs"] if p["role"] == "body"]


@dataclass(frozen=True)
class Score:
    """Paragraphs found, claimed and there to be found."""

    found: int
    claimed: int
    there: int

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.claimed + other.claimed, self.there + other.there)

    def cells(self) -> tuple[str, str, str]:
        """Return precision, recall and F1 as printed."""
        precision, recall = self.found / max(1, self.claimed), self.found / max(1, self.there)
        return f"{precision:.3f}", f"{recall:.3f}", f"{2 * precision * recall / max(1e-9, precision + recall):.3f}"


def words(text: str) -> str:
    """Return the words of *text* in lower case, single-spaced, without what stands between them."""
    return " ".join(WORD.findall(text.replace("\xad", "").casefold()))


def load(folders: Iterable[Path]) -> list[Marked]:
    """Return the marked pages of *folders*."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return [
        Marked(path.stem, path.with_suffix(".html").read_bytes(), json.loads(path.read_text(encoding="utf-8")))
        for path in paths
    ]


def score_body(page: Marked, claimed: Sequence[str]) -> Score:
    """Return how many of the page's paragraphs are among those *claimed*, each once."""
    said = [text for text in claimed if text]
    gold = page.body()
    return Score(sum((Counter(said) & Counter(gold)).values()), len(said), len(gold))


def ours(page: Marked) -> Document:
    """Read the page as the project does."""
    return parse_document(f"{page.name}.html", page.html)


def body_of(document: Document) -> list[str]:
    """Return the words of the paragraphs that we call report."""
    return [words(paragraph.text) for paragraph in document.paragraphs if paragraph.role == "body"]


def trafilatura_lines(page: Marked, *, favor_recall: bool = False) -> list[str]:
    """Return the words of the lines that trafilatura gives."""
    from trafilatura import extract

    text = extract(page.html, favor_recall=favor_recall) or ""
    return [words(line) for line in text.splitlines()]


def body_table(pages: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return precision, recall and F1 of the paragraphs of the report, by page."""
    readers: list[Callable[[Marked, Document], list[str]]] = [
        lambda _, document: body_of(document),
        lambda page, _: trafilatura_lines(page),
        lambda page, _: trafilatura_lines(page, favor_recall=True),
    ]
    scores = [[score_body(p, read(p, d)) for read in readers] for p, d in zip(pages, documents, strict=True)]
    total = [sum(column, Score(0, 0, 0)) for column in zip(*scores, strict=True)]
    rows = [
        (name, str(row[0].there), *(cell for score in row for cell in score.cells()))
        for name, row in [*((p.name, row) for p, row in zip(pages, scores, strict=True)), ("all", total)]
    ]
    header = ("page", "there", "P", "R", "F1", "traf. P", "R", "F1", "recall P", "R", "F1")
    return Table("Paragraphs of the report: ours, trafilatura, trafilatura with favor_recall", "", header, tuple(rows))


def roles_table(pages: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return how many marked paragraphs have their role, by role; of comments also whose they are."""
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for page, document in zip(pages, documents, strict=True):
        told = Counter((words(p.text), p.role.value, p.author) for p in document.paragraphs)
        for marked in page.gold["paragraphs"]:
            author = marked.get("author")
            there[marked["role"]] += 1
            fits = [key for key in told if key[:2] == (words(marked["text"]), marked["role"]) and told[key]]
            key = next((key for key in fits if marked["role"] != "comment" or key[2] == author), None)
            if key:
                told[key] -= 1
                right[marked["role"]] += 1
    rows = [(role, str(right[role]), str(there[role]), f"{right[role] / max(1, there[role]):.3f}") for role in ROLES]
    rows.append(("all", str(right.total()), str(there.total()), f"{right.total() / max(1, there.total()):.3f}"))
    return Table("Roles, with the author of comments", "", ("role", "right", "there", "share"), tuple(rows))


def metadata_table(pages: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return how many fields are as marked (None where the page states none): ours and trafilatura's."""
    from trafilatura import extract_metadata

    right = {"ours": Counter[str](), "trafilatura": Counter[str]()}
    for page, document in zip(pages, documents, strict=True):
        other = extract_metadata(page.html)
        theirs = (
            {"title": other.title, "author": other.author, "publisher": other.sitename, "issued": other.date}
            if other
            else {}
        )
        for field in FIELDS:
            right["ours"][field] += getattr(document, field) == page.gold[field]
            right["trafilatura"][field] += theirs.get(field) == page.gold[field]
    rows = [(field, *(f"{right[who][field]} of {len(pages)}" for who in right)) for field in FIELDS]
    return Table("Metadata", "", ("field", *right), tuple(rows))


def wrong(page: Marked, document: Document) -> list[str]:
    """Return the marked paragraphs that have another role, and the fields that differ."""
    told = {(words(p.text), p.role.value, p.author if p.role == "comment" else None) for p in document.paragraphs}
    roles = {words(p.text): f"{p.role.value} {p.author or ''}".strip() for p in document.paragraphs}
    lines = [
        f"{page.name}: {m['role']} → {roles.get(words(m['text']), 'nothing')}: {m['text'][:80]}"
        for m in page.gold["paragraphs"]
        if (words(m["text"]), m["role"], m.get("author")) not in told
    ]
    gold = set(page.body())
    lines += [f"{page.name}: claimed as report: {text[:80]}" for text in body_of(document) if text not in gold]
    return lines + [
        f"{page.name}: {field}: {getattr(document, field)!r}, marked {page.gold[field]!r}"
        for field in FIELDS
        if getattr(document, field) != page.gold[field]
    ]


def main() -> None:
    """Read, score, print."""
    arguments = argparse.ArgumentParser(description="How well pages of the web are read.")
    arguments.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of NAME.html and NAME.json")
    arguments.add_argument("--wrong", action="store_true", help="also print what is read wrong")
    given = arguments.parse_args()
    for folder in given.folders or [folder for folder in FOLDERS if folder.is_dir()]:
        pages = load([folder])
        documents = [ours(page) for page in pages]
        print(f"{folder.name}: {len(pages)} pages\n")
        for table in (body_table, roles_table, metadata_table):
            made = table(pages, documents)
            print(f"{made.title}\n{format_table(made)}")
        if given.wrong:
            print(
                *(line for page, document in zip(pages, documents, strict=True) for line in wrong(page, document)),
                sep="\n",
            )


if __name__ == "__main__":
    main()
