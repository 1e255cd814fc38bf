"""How well and how fast PDFs are read: the paragraphs of the report, whole, what each is for, its page, what the file states.

The marked PDFs are those of the tests, or those of the folders given (see `benchmarks.marked`). Beside stand pdftext, each of
its blocks a paragraph, and pdfminer.six and pypdf, their text cut at blank lines; none of them gives roles.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from benchmarks.amounts import AMOUNTS
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from benchmarks.marked import (
    FIELDS,
    Marked,
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

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "read" / "pdfs"
BROKEN_WORD = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")


def ours(report: Marked) -> Document:
    """Read the PDF as the project does."""
    return parse_document(f"{report.name}.pdf", report.data)


def pdfminer_paragraphs(report: Marked) -> list[str]:
    """Return the words of what pdfminer.six parts with blank lines."""
    from pdfminer.high_level import extract_text

    return _cut(extract_text(io.BytesIO(report.data)).replace("\f", "\n\n"))


def pypdf_paragraphs(report: Marked) -> list[str]:
    """Return the words of what pypdf parts with blank lines in its layout, page by page."""
    from pypdf import PdfReader

    return _cut(
        "\n\n".join(page.extract_text(extraction_mode="layout") for page in PdfReader(io.BytesIO(report.data)).pages)
    )


def pdftext_paragraphs(report: Marked) -> list[str]:
    """Return the words of pdftext's blocks."""
    from pdftext.extraction import dictionary_output

    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(report.data)
        file.flush()
        pages = dictionary_output(file.name)
    return [_words(_block_text(block)) for page in pages for block in page["blocks"]]


def _block_text(block: dict[str, Any]) -> str:
    return "\n".join("".join(span["text"] for span in line["spans"]).strip() for line in block["lines"])


def _cut(text: str) -> list[str]:
    return [_words(part) for part in re.split(r"\n\s*\n", text)]


def _words(text: str) -> str:
    """Return the words of *text*, those that a line's end parts rejoined, as is done for ours."""
    return words(BROKEN_WORD.sub("", text.replace("\u0002", "-").replace("\ufffe", "-")))


PEERS: dict[str, Callable[[Marked], list[str]]] = {
    "pdfminer.six": pdfminer_paragraphs,
    "pdftext": pdftext_paragraphs,
    "pypdf": pypdf_paragraphs,
}


def pages_right(reports: Sequence[Marked], documents: Sequence[Document]) -> tuple[int, int]:
    """Return how many of the paragraphs that are read whole, whatever for, have the marked page, and how many are."""
    right = whole = 0
    for report, document in zip(reports, documents, strict=True):
        told = Counter((words(p.text), p.anchors[0].value) for p in document.paragraphs)
        texts = Counter(words(p.text) for p in document.paragraphs)
        marked = report.gold["paragraphs"]
        right += (told & Counter((words(m["text"]), f"page={m['page']}") for m in marked)).total()
        whole += (texts & Counter(words(m["text"]) for m in marked)).total()
    return right, whole


def stated_table(reports: Sequence[Marked], documents: Sequence[Document]) -> Table:
    """Return how many fields and pages are as marked."""
    right = fields_right(reports, map(fields_of, documents))
    pages, whole = pages_right(reports, documents)
    rows = [(field, f"{right[field]} of {len(reports)}") for field in FIELDS]
    rows.append(("page of a paragraph read whole", f"{pages} of {whole}"))
    return Table("Metadata and pages", "", ("field", "as marked"), tuple(rows))


def compare(reports: Sequence[Marked], runs: int) -> Iterator[Comparison]:
    """Read *reports*, and compare what is found and the reports a second."""
    documents = [ours(report) for report in reports]
    scores = {"kg read": score_all(reports, map(body_of, documents))}
    scores |= {who: score_all(reports, map(read, reports)) for who, read in PEERS.items()}
    own = scores["kg read"]
    size = f"{len(reports)} PDFs, {own.there} paragraphs of reports"
    each = {
        report.name: {"kg read": score_all([report], [body_of(d)])}
        for report, d in zip(reports, documents, strict=True)
    }
    yield Comparison(
        name="pdfs-read",
        title="Reading PDFs",
        measured="F1 of paragraphs that are the report",
        unit="F1",
        size=size,
        better="more",
        means="How many paragraphs of a report come whole, and how little around it is taken for it. The rules were"
        " bettered on these PDFs; at first sight of them, ours had 0.62.",
        ours=Row("kg read", OURS, own.f1),
        peers=tuple(Row(who, installed(who), scores[who].f1) for who in PEERS),
        details=(
            sets_table({"all": scores} | each),
            roles_table(reports, documents),
            stated_table(reports, documents),
        ),
    )
    yield Comparison(
        name="pdfs-read-speed",
        title="Reading PDFs, speed",
        measured="PDFs read a second on one core",
        unit="PDFs/s",
        size=size,
        better="more",
        means="How long a shelf of reports takes to read; ours also tells what each paragraph is for.",
        ours=Row("kg read", OURS, len(reports) / seconds(ours, reports, runs)),
        peers=tuple(
            Row(who, installed(who), len(reports) / seconds(read, reports, runs)) for who, read in PEERS.items()
        ),
    )


def main(arguments: Sequence[str]) -> None:
    """Compare, or print what is read wrong."""
    made = parser("reading_pdf", __doc__)
    made.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of NAME.pdf and NAME.json")
    made.add_argument("--wrong", action="store_true", help="print what is read wrong instead")
    chosen = made.parse_args(arguments)
    amounts = AMOUNTS[chosen.size]
    reports = load(chosen.folders or [FOLDER], ".pdf")
    if chosen.wrong:
        print(*(line for report in reports for line in wrong(report, ours(report))), sep="\n")
    else:
        present(compare(reports if chosen.folders else reports[: amounts.pdfs], amounts.runs), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
