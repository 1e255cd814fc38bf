"""How well and how fast pages of the web are read: the paragraphs of the report, what each is for, what the page states.

The folders of marked pages are those of the tests, or those given (see `benchmarks.marked`). trafilatura stands beside, each
line of its text a paragraph; it gives no roles.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.amounts import AMOUNTS
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from benchmarks.marked import (
    FIELDS,
    Marked,
    Score,
    body_of,
    fields_of,
    fields_right,
    load,
    roles_table,
    score_all,
    seconds,
    sets_table,
    words,
    wrong,
)
from kg.evaluate import Table
from kg.model import Document
from kg.read import parse_document

ROOT = Path(__file__).resolve().parents[1]
SETS = ("pages", "pages_heldout", "pages_unseen", "pages_fourth", "pages_fifth", "pages_sixth")
FOLDERS = tuple(ROOT / "tests" / "read" / name for name in SETS)


def ours(page: Marked) -> Document:
    """Read the page as the project does."""
    return parse_document(f"{page.name}.html", page.data)


def trafilatura_lines(page: Marked, *, favor_recall: bool = False) -> list[str]:
    """Return the words of the lines that trafilatura gives."""
    from trafilatura import extract

    text = extract(page.data, favor_recall=favor_recall) or ""
    return [words(line) for line in text.splitlines()]


def body_scores(pages: Sequence[Marked], documents: Sequence[Document]) -> dict[str, Score]:
    """Return how the paragraphs of the report are found, by reader."""
    return {
        "kg read": score_all(pages, map(body_of, documents)),
        "trafilatura": score_all(pages, map(trafilatura_lines, pages)),
        "trafilatura, favor_recall": score_all(pages, (trafilatura_lines(page, favor_recall=True) for page in pages)),
    }


def trafilatura_fields(page: Marked) -> Mapping[str, str | None]:
    """Return the fields as trafilatura states them."""
    from trafilatura import extract_metadata

    found = extract_metadata(page.data)
    if not found:
        return {}
    return {"title": found.title, "author": found.author, "publisher": found.sitename, "issued": found.date}


def metadata_table(pages: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return how many fields are as marked (None where the page states none): ours and trafilatura's."""
    right = {
        "ours": fields_right(pages, map(fields_of, documents)),
        "trafilatura": fields_right(pages, map(trafilatura_fields, pages)),
    }
    rows = [(field, *(f"{right[who][field]} of {len(pages)}" for who in right)) for field in FIELDS]
    return Table("Metadata", "", ("field", *right), tuple(rows))


def theirs(page: Marked) -> None:
    trafilatura_lines(page)
    trafilatura_fields(page)


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
