"""One invented report in four formats gives the same body, word for word."""

from __future__ import annotations

import io
from itertools import pairwise

import docx
import pytest
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kg.model import ParagraphRole
from kg.read import parse_document

TITLE = "River Guard leaves Oster after a week of talks"
HEADING = "What both sides said"
BEFORE = (
    "The River Guard left the town of Oster on 4 March 2026, two officials of the valley said, after a week of talks with the Red Front in Ner.",
    "“We hand the bridge to nobody,” a spokesman of the Guard said; its statement named 12 posts that it keeps – all of them north of the river.",
    "The hospital of Tarn counted three wounded men since Sunday. None of them had been at the bridge, and nobody was killed, a doctor told the radio.",
)
AFTER = (
    "The Red Front called the withdrawal a first step. Its office in Ner said that pro-government units had left the mill, the ferry and the road to Tarn.",
    "Traders of the town, who had closed their shops for nine days, opened the market on Thursday morning. The price of flour had doubled meanwhile.",
    "Talks go on next week, when the two sides are to meet again at the crossing of al-Weir, under the eyes of the valley's council and of its observers.",
)


def markdown(make_epub):
    return "\n\n".join([f"# {TITLE}", *BEFORE, f"## {HEADING}", *AFTER]).encode()


def word(make_epub):
    document, data = docx.Document(), io.BytesIO()
    document.add_heading(TITLE, 0)
    for text in BEFORE:
        document.add_paragraph(text)
    document.add_heading(HEADING, 1)
    for text in AFTER:
        document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def epub(make_epub):
    first = f"<h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>" for text in BEFORE)
    return make_epub([first, f"<h2>{HEADING}</h2>" + "".join(f"<p>{text}</p>" for text in AFTER)])


def pdf(make_epub):
    """Pages so small that lines and a page end in the middle of paragraphs."""
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=14, leading=18, spaceAfter=9, alignment=4)
    large, larger = (ParagraphStyle(f"h{n}", parent=body, fontSize=n, leading=1.2 * n, alignment=0) for n in (17, 24))
    data = io.BytesIO()
    story = [Paragraph(TITLE, larger), *(Paragraph(text, body) for text in BEFORE), Paragraph(HEADING, large)]
    SimpleDocTemplate(data, pagesize=A5).build([*story, *(Paragraph(text, body) for text in AFTER)])
    return data.getvalue()


@pytest.fixture(scope="module")
def documents(make_epub):
    made = {"oster.md": markdown, "oster.docx": word, "oster.epub": epub, "oster.pdf": pdf}
    return {name: parse_document(name, make(make_epub)) for name, make in made.items()}


def test_the_body_is_the_same_word_for_word(documents):
    bodies = [tuple(p.text for p in d.paragraphs if p.role is ParagraphRole.BODY) for d in documents.values()]
    assert bodies[0] == (*BEFORE, HEADING, *AFTER)
    for one, two in pairwise(bodies):
        assert one == two


def test_the_title_and_the_language_are_the_same(documents):
    assert {d.title for d in documents.values()} == {TITLE}
    assert {d.language for d in documents.values()} == {"en"}


def test_each_paragraph_has_a_place_in_its_file(documents):
    for document in documents.values():
        assert all(p.anchors and p.anchor(p.start) == p.anchors[0] for p in document.paragraphs)
    split = [p for p in documents["oster.pdf"].paragraphs if len(p.anchors) > 1]
    assert [anchor.page for anchor in split[0].anchors] == [1, 2]
