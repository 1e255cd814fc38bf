"""How well and how fast pages of the web are read: the paragraphs of the report, what each is for, what the page states.

A folder holds NAME.html beside NAME.json, the paragraphs that a person marked; the folders are those of the tests, or those
given. A paragraph of the report counts as found where one that is claimed as report has the same words, whole. trafilatura
stands beside, each line of its text a paragraph; it gives no roles.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.amounts import AMOUNTS
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from kg.evaluate import Table
from kg.model import Document
from kg.read import parse_document

ROOT = Path(__file__).resolve().parents[1]
SETS = ("pages", "pages_heldout", "pages_unseen", "pages_fourth", "pages_fifth", "pages_sixth")
FOLDERS = tuple(ROOT / "tests" / "read" / name for name in SETS)
FIELDS = ("title", "author", "publisher", "issued")
ROLES = ("title", "byline", "body", "caption", "comment", "furniture")
WORD = re.compile(r"\w+")
# Some readers keep them, others leave them out: "said.[1]", "said.1".
NOTE_MARK = re.compile(r"\[(?:\d{1,3}|[ivx]{1,5}|[a-z])\]|(?<=[.,;!?”\"’)])\d{1,2}(?=\s|$)")


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
        return f"{precision:.3f}", f"{recall:.3f}", f"{self.f1:.3f}"

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.found / max(1, self.claimed + self.there)


def words(text: str) -> str:
    """Return the words of *text* in lower case, single-spaced, without what stands between them nor marks of notes."""
    return " ".join(WORD.findall(NOTE_MARK.sub(" ", text.replace("\xad", "")).casefold()))


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


def body_scores(pages: Sequence[Marked], documents: Sequence[Document]) -> dict[str, Score]:
    """Return how the paragraphs of the report are found, by reader."""
    claimed: dict[str, list[list[str]]] = {
        "kg read": [body_of(document) for document in documents],
        "trafilatura": [trafilatura_lines(page) for page in pages],
        "trafilatura, favor_recall": [trafilatura_lines(page, favor_recall=True) for page in pages],
    }
    none = Score(0, 0, 0)
    return {who: sum(map(score_body, pages, found), none) for who, found in claimed.items()}


def sets_table(sets: Mapping[str, Mapping[str, Score]]) -> Table:
    """Return precision, recall and F1 of each reader on each set."""
    rows = [(f"{name}: {who}", *score.cells()) for name, scores in sets.items() for who, score in scores.items()]
    return Table("Paragraphs of the report, set by set", "", ("set: reader", "P", "R", "F1"), tuple(rows))


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


def seconds(read: Callable[[Marked], object], pages: Sequence[Marked], runs: int) -> float:
    """Return the processor seconds that *read* takes for all *pages*, the median of *runs* after one that does not count."""
    taken = []
    for _ in range(runs + 1):
        start = process_time()
        for page in pages:
            read(page)
        taken.append(process_time() - start)
    return median(taken[1:])


def theirs(page: Marked) -> None:
    from trafilatura import extract_metadata

    trafilatura_lines(page)
    extract_metadata(page.html)


def compare(folders: Sequence[Path], runs: int) -> Iterator[Comparison]:
    """Read the pages of *folders*, and compare what is found and the pages a second."""
    sets = {folder.name: load([folder]) for folder in folders}
    read = {name: [ours(page) for page in pages] for name, pages in sets.items()}
    scores = {name: body_scores(pages, read[name]) for name, pages in sets.items()}
    pages, documents = [p for found in sets.values() for p in found], [d for found in read.values() for d in found]
    whole = body_scores(pages, documents)
    versions = {who: OURS if who == "kg read" else installed("trafilatura") for who in whole}
    own, *peers = (Row(who, versions[who], score.f1) for who, score in whole.items())
    size = f"{len(pages)} pages in {len(sets)} sets, {whole['kg read'].there} paragraphs of reports"
    yield Comparison(
        name="pages-read",
        title="Reading pages of the web",
        measured="F1 of paragraphs that are the report",
        unit="F1",
        size=size,
        better="more",
        means="How much of an article is kept, and how little around it is taken for it. The rules were bettered on these"
        " pages; at first sight of the last two sets, ours had 0.90 and 0.94.",
        ours=own,
        peers=tuple(peers),
        details=(sets_table(scores), roles_table(pages, documents), metadata_table(pages, documents)),
    )
    yield Comparison(
        name="pages-read-speed",
        title="Reading pages of the web, speed",
        measured="pages read a second on one core",
        unit="pages/s",
        size=size,
        better="more",
        means="How long a crawl takes to read; ours also tells titles, bylines, captions and each reader's comments apart.",
        ours=Row("kg read", OURS, len(pages) / seconds(ours, pages, runs)),
        peers=(Row("trafilatura", installed("trafilatura"), len(pages) / seconds(theirs, pages, runs)),),
    )


def main(arguments: Sequence[str]) -> None:
    """Compare, or print what is read wrong."""
    made = parser("reading", __doc__)
    made.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of NAME.html and NAME.json")
    made.add_argument("--wrong", action="store_true", help="print what is read wrong instead")
    chosen = made.parse_args(arguments)
    amounts = AMOUNTS[chosen.size]
    folders = chosen.folders or FOLDERS[: amounts.page_sets]
    if chosen.wrong:
        print(*(line for page in load(folders) for line in wrong(page, ours(page))), sep="\n")
    else:
        present(compare(folders, amounts.runs), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
