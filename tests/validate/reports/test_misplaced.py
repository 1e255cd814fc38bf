"""The place of evidence in a file that is no plain text is checked: against its page, and against the file read anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from kg.cli import main

CAPTURE = "The Red Front captured the town of Oster from the River Guard on Monday, two officials said."
ATTACK = "The River Guard attacked a post of the Red Front near Tarn on Tuesday, a witness said."
FILLER = "The ferry stayed on the far side until the river fell, and the traders of the market waited for it until the evening came."
Change = Callable[[str], str]


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], prog_name="kg", catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page and a PDF of two pages, and the graph of both."""
    made = tmp_path_factory.mktemp("placed")
    docs = made / "docs"
    docs.mkdir()
    paragraphs = "".join(f"<p>{text}</p>\n" for text in (FILLER, CAPTURE, ATTACK))
    page = f"<html><head><title>Oster</title></head><body><article><h1>Oster changes hands</h1>{paragraphs}</article></body></html>"
    (docs / "page.html").write_text(page, encoding="utf-8")
    drawn = canvas.Canvas(str(docs / "paged.pdf"), pagesize=A4, invariant=True)
    for text in (CAPTURE, ATTACK):
        drawn.setFont("Times-Roman", 10)
        drawn.drawString(60, 700, text)
        drawn.drawString(60, 660, FILLER[:95])
        drawn.showPage()
    drawn.save()
    assert kg("build", docs, "-o", made / "graph.nq", "--store", made / "store").exit_code == 0
    return made


def changed(folder: Path, tmp_path: Path, change: Change) -> Path:
    before = (folder / "graph.nq").read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    (tmp_path / "graph.nq").write_text(after, encoding="utf-8")
    return tmp_path / "graph.nq"


def page_seven(graph: str) -> str:
    return re.sub(r'(ontology#page> )"2"', r'\1"7"', graph)


def both_pages_far(graph: str) -> str:
    return page_seven(graph).replace('"page=2"', '"page=7"')


def another_paragraph(graph: str) -> str:
    return re.sub(r'"(/html/\S*/p)\[\d+\]"', r'"\1[400]"', graph)


def found(graph: Path, *options: object) -> list[tuple[str, str]]:
    report = graph.with_suffix(".json")
    result = kg("validate", graph, *options, f"--report=json={report}")
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    assert result.exit_code == (1 if results else 0), result.output
    return [(one["shape"].rpartition("#")[2], one["message"]) for one in results]


def test_what_was_read_stands_where_the_graph_says(folder: Path) -> None:
    assert found(folder / "graph.nq") == []
    assert found(folder / "graph.nq", "--evidence", folder / "docs") == []


def test_a_page_and_its_number_agree(folder: Path, tmp_path: Path) -> None:
    results = found(changed(folder, tmp_path, page_seven))
    assert results
    assert {message.partition(": ")[2] for _, message in results} == {"page=2, not ckg:page 7"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (page_seven, "the quote stands at page=2 in paged.pdf ¶.*, not at ckg:page 7"),
        (both_pages_far, "the quote stands at page=2 in paged.pdf ¶.*, not at page=7 and ckg:page 7"),
        (another_paragraph, r"the quote stands at /html/.*/p\[\d\] in page.html ¶.*, not at /html/.*/p\[400\]"),
    ],
)
def test_a_place_is_looked_up_in_the_file(folder: Path, tmp_path: Path, change: Change, told: str) -> None:
    results = found(changed(folder, tmp_path, change), "--evidence", folder / "docs")
    misplaced = [message for shape, message in results if shape == "EvidenceMisplaced"]
    assert misplaced
    assert all(re.fullmatch(told, message) for message in misplaced), misplaced


def test_an_annotation_stands_at_the_document_and_its_message_names_the_place(folder: Path, tmp_path: Path) -> None:
    graph = changed(folder, tmp_path, lambda text: another_paragraph(both_pages_far(text)))
    told = kg("validate", graph, "--evidence", folder / "docs", "--report=github=-").stdout
    lines = [line for line in told.splitlines() if line.startswith("::error")]
    assert {re.search(r"file=[^,:]*/(\S+?),line=1::", line)[1] for line in lines} == {"page.html", "paged.pdf"}
    assert all(re.search(r"\((page=2|/html/.*/p\[\d\])\)$", line) for line in lines), lines
