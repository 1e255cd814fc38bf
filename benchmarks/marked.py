"""Reports beside what a person says of them, and how well a reading agrees with that.

A folder holds NAME.json, the paragraphs that a person marked, beside NAME.html or NAME.pdf. A paragraph of the report counts as
found where one that is claimed as report has the same words, whole.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from kg.evaluate import Table
from kg.model import Document

FIELDS = ("title", "author", "publisher", "issued")
ROLES = ("title", "byline", "body", "caption", "comment", "furniture")
WORD = re.compile(r"\w+")
# Some readers keep them, others leave them out: "said.[1]", "said.1".
NOTE_MARK = re.compile(r"\[(?:\d{1,3}|[ivx]{1,5}|[a-z])\]|(?<=[.,;!?”\"’)])\d{1,2}(?=\s|$)")


@dataclass(frozen=True)
class Marked:
    """A report's bytes and what a person says of it."""

    name: str
    data: bytes
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
        return f"{precision:.3f}", f"{recall:.3f}", f"{self.f1:.3f}"

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.found / max(1, self.claimed + self.there)


def words(text: str) -> str:
    """Return the words of *text* in lower case, single-spaced, without what stands between them nor marks of notes."""
    return " ".join(WORD.findall(NOTE_MARK.sub(" ", text.replace("\xad", "")).casefold()))


def load(folders: Iterable[Path], suffix: str = ".html") -> list[Marked]:
    """Return the marked reports of *folders* whose files end in *suffix*."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    return [
        Marked(path.stem, path.with_suffix(suffix).read_bytes(), json.loads(path.read_text(encoding="utf-8")))
        for path in paths
    ]


def score_body(report: Marked, claimed: Sequence[str]) -> Score:
    """Return how many of the report's paragraphs are among those *claimed*, each once."""
    said = [text for text in claimed if text]
    gold = report.body()
    return Score(sum((Counter(said) & Counter(gold)).values()), len(said), len(gold))


def score_all(reports: Sequence[Marked], claimed: Iterable[Sequence[str]]) -> Score:
    """Return the sum of what `score_body` gives for each of *reports*."""
    return sum(map(score_body, reports, claimed), Score(0, 0, 0))


def body_of(document: Document) -> list[str]:
    """Return the words of the paragraphs that we call report."""
    return [words(paragraph.text) for paragraph in document.paragraphs if paragraph.role == "body"]


def sets_table(sets: Mapping[str, Mapping[str, Score]]) -> Table:
    """Return precision, recall and F1 of each reader on each set."""
    rows = [(f"{name}: {who}", *score.cells()) for name, scores in sets.items() for who, score in scores.items()]
    return Table("Paragraphs of the report, set by set", "", ("set: reader", "P", "R", "F1"), tuple(rows))


def roles_table(reports: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return how many marked paragraphs have their role, by role; of comments also whose they are."""
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for report, document in zip(reports, documents, strict=True):
        told = Counter((words(p.text), p.role.value, p.author) for p in document.paragraphs)
        for marked in report.gold["paragraphs"]:
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


def fields_right(reports: Sequence[Marked], stated: Iterable[Mapping[str, str | None]]) -> Counter[str]:
    """Return how many of *reports* have each field as marked (None where the report states none)."""
    right: Counter[str] = Counter()
    for report, said in zip(reports, stated, strict=True):
        right.update(field for field in FIELDS if said.get(field) == report.gold[field])
    return right


def fields_of(document: Document) -> dict[str, str | None]:
    """Return the fields that are marked, as *document* has them."""
    return {field: getattr(document, field) for field in FIELDS}


def wrong(report: Marked, document: Document) -> list[str]:
    """Return the marked paragraphs that have another role, and the fields that differ."""
    told = {(words(p.text), p.role.value, p.author if p.role == "comment" else None) for p in document.paragraphs}
    roles = {words(p.text): f"{p.role.value} {p.author or ''}".strip() for p in document.paragraphs}
    lines = [
        f"{report.name}: {m['role']} → {roles.get(words(m['text']), 'nothing')}: {m['text'][:80]}"
        for m in report.gold["paragraphs"]
        if (words(m["text"]), m["role"], m.get("author")) not in told
    ]
    gold = set(report.body())
    lines += [f"{report.name}: claimed as report: {text[:80]}" for text in body_of(document) if text not in gold]
    return lines + [
        f"{report.name}: {field}: {said!r}, marked {report.gold[field]!r}"
        for field, said in fields_of(document).items()
        if said != report.gold[field]
    ]


def seconds(read: Callable[[Marked], object], reports: Sequence[Marked], runs: int) -> float:
    """Return the processor seconds that *read* takes for all, the median of *runs* after one that does not count."""
    taken = []
    for _ in range(runs + 1):
        start = process_time()
        for report in reports:
            read(report)
        taken.append(process_time() - start)
    return median(taken[1:])
