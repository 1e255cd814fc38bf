"""PDF → drafts: the files are made by reportlab from invented text; pypdf, which shares no code with PDFium, tells the pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph, Table

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read import parse_document
from kg.read.pdf import read_pdf

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8, alignment=4)
INDENTED = ParagraphStyle("indented", parent=BODY, fontSize=10, leading=12, spaceAfter=0, firstLineIndent=12)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=20, leading=24, spaceAfter=12)
HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=13, leading=16, spaceAfter=6)
HEADLINE = "Guard leaves Oster after talks with the Front in the valley"
SENTENCES = (
    "The River Guard left the town on Monday, two officials of the valley said, and the Red Front moved its posts to the bridge at Ner.",
    "Nobody was hurt, according to the hospital of Tarn, which had sent three cars to the crossing before dawn.",
    "Traders opened the market on the next morning, while the ferry stayed on the far side until the river fell.",
)
WEEKS = [
    f"Post {chr(64 + n)} was held. " + " ".join(SENTENCES[(n + k) % 3] for k in range(2 + n % 4)) for n in range(1, 26)
]


def made(story, frames, decorate=lambda c, d: None, later=None, **about):
    data = io.BytesIO()
    document = BaseDocTemplate(data, pagesize=A4, **about)
    templates = [PageTemplate("first", frames, onPage=decorate, autoNextPageTemplate="later")]
    document.addPageTemplates(
        [*templates, PageTemplate("later", later or [Frame(*frame_of(f)) for f in frames], onPage=decorate)]
    )
    document.build(story)
    return data.getvalue()


def frame_of(frame):
    return frame._x1, frame._y1, frame._width, frame._height


def drawn(pages, **options):
    """A PDF of *pages*, each a list of (x, y, size, text)."""
    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=A4, **options)
    for lines in pages:
        for x, y, size, text in lines:
            page.setFont("Times-Roman", size)
            page.drawString(x, y, text)
        page.showPage()
    page.save()
    return data.getvalue()


def lines(*texts, top=700):
    return [(72, top - 14 * n, 11, text) for n, text in enumerate(texts)]


def decorate(page, document):
    page.setFont("Times-Roman", 9)
    page.drawString(72, 800, "Valley Monitor, weekly report")
    page.drawCentredString(300, 30, f"Page {document.page}")
    if document.page == 1:
        page.line(72, 95, 200, 95)
        page.setFont("Times-Roman", 8)
        page.drawString(72, 84, "1 Statement of the River Guard, read on the radio of Tarn")
        page.drawString(72, 74, "and confirmed by its office.")


@pytest.fixture(scope="module")
def report():
    """One column with running heads, page numbers, a footnote, a subheading, a table, and paragraphs over page breaks."""
    story = [Paragraph(HEADLINE, TITLE)]
    for n, week in enumerate(WEEKS, 1):
        story.append(Paragraph(week.replace("Monday,", "Monday,<super size=7>1</super>") if n == 1 else week, BODY))
        if n == 3:
            story.append(Paragraph("What was said in Ner", HEADING))
        if n == 5:
            story.append(Table([["Town", "Killed", "Wounded"], ["Oster", "3", "12"], ["Ner", "none", "4"]]))
    return made(story, [Frame(72, 110, 451, 620)], decorate, title="untitled", author="A. Ner")


@pytest.fixture(scope="module")
def columns():
    """A headline over two columns, on the first of two pages."""
    story = [Paragraph(HEADLINE, TITLE), FrameBreak(), *(Paragraph(week, INDENTED) for week in WEEKS)]
    left, right = Frame(72, 380, 215, 330), Frame(307, 380, 215, 330)
    return made(
        story, [Frame(72, 720, 451, 80), left, right], later=[Frame(72, 80, 215, 700), Frame(307, 80, 215, 700)]
    )


def texts(draft, role=None):
    return [piece.text for piece in draft.pieces if piece.role is role]


def test_paragraphs_come_whole_and_in_order(report):
    draft = read_pdf(report, "x")
    assert texts(draft) == WEEKS
    assert texts(draft, ParagraphRole.TITLE) == [HEADLINE]
    assert texts(draft, ParagraphRole.BODY) == [
        "What was said in Ner", "Town | Killed | Wounded", "Oster | 3 | 12", "Ner | none | 4",
    ]  # fmt: skip


def test_margins_and_footnotes_are_furniture_and_the_mark_of_a_note_is_no_word(report):
    furniture = texts(read_pdf(report, "x"), ParagraphRole.FURNITURE)
    pages = len(pypdf.PdfReader(io.BytesIO(report)).pages)
    assert furniture.count("Valley Monitor, weekly report") == pages > 1
    assert [text for text in furniture if text.startswith("Page")] == [f"Page {n}" for n in range(1, pages + 1)]
    assert "1 Statement of the River Guard, read on the radio of Tarn and confirmed by its office." in furniture


def test_two_columns_are_read_one_after_the_other(columns):
    draft = read_pdf(columns, "x")
    assert texts(draft) == WEEKS
    assert texts(draft, ParagraphRole.TITLE) == [HEADLINE]


def squeezed(text):
    return re.sub(r"[\s-]+", "", text)


@pytest.mark.parametrize("name", ["report", "columns"])
def test_pypdf_finds_each_part_of_a_paragraph_on_the_page_of_its_anchor(name, request):
    data = request.getfixturevalue(name)
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    split = 0
    for piece in read_pdf(data, "x").pieces:
        ends = [*(anchor.start for anchor in piece.anchors[1:]), len(piece.text)]
        split += len(piece.anchors) > 1
        for anchor, end in zip(piece.anchors, ends, strict=True):
            words = piece.text[anchor.start : end].replace(" | ", "")
            assert all(squeezed(word) in pages[anchor.page - 1] for word in words.split())
            assert name == "report" or squeezed(words) in pages[anchor.page - 1]
    assert split >= 1


def test_the_author_is_the_files_and_its_days_are_not_the_reports(report):
    document = parse_document("week.pdf", report)
    assert (document.title, document.author, document.issued) == (HEADLINE, "A. Ner", None)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (["The mili-", "tary left."], "The military left."),
        (["Men of al-", "Nusra left."], "Men of al-Nusra left."),
        (["It was mid-", "October then."], "It was mid-October then."),
        (["A pro-", "government force left."], "A pro-government force left."),
        (["The pro-", "vince is quiet."], "The province is quiet."),
        (["Some twenty-", "five men left."], "Some twenty-five men left."),
        (["A hit-and-", "run raid."], "A hit-and-run raid."),
        (["The cease-fire held, and the cease-", "fire is new."], "The cease-fire held, and the cease-fire is new."),
        (["The ceasefire held, and the cease-", "fire is new."], "The ceasefire held, and the ceasefire is new."),
        (["River and crossing: a river-", "crossing force left."], "River and crossing: a river-crossing force left."),
        (["In the years 2012-", "2014 it was quiet."], "In the years 2012-2014 it was quiet."),
        (["The town – that is –", "is quiet."], "The town – that is – is quiet."),
    ],
)
def test_hyphens_at_line_ends(broken, whole):
    assert texts(read_pdf(drawn([lines(*broken)]), "x")) == [whole]


def test_a_figure_that_is_no_mark_of_a_note_stays():
    story = [Paragraph("The post holds 5 km<super size=7>2</super> of land and keeps it.", BODY)]
    assert texts(read_pdf(made(story, [Frame(72, 110, 451, 680)]), "x")) == [
        "The post holds 5 km2 of land and keeps it."
    ]


def test_ligatures_and_no_break_spaces_are_text():
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    data = io.BytesIO()
    page = canvas.Canvas(data)
    page.setFont("Vera", 11)
    page.drawString(72, 700, "The \ufb01nal word of 5\u00a0men.")
    page.save()
    (read,) = texts(read_pdf(data.getvalue(), "x"))
    assert read.split() == "The final word of 5 men.".split()


def test_items_of_a_list_part_but_a_dash_within_a_sentence_does_not():
    listed = ["The Guard named two posts:", "– the mill at Oster", "– the ferry", "• and the bridge."]
    assert texts(read_pdf(drawn([lines(*listed)]), "x")) == listed
    broken = ["The Guard named many of its posts", "– all north of it – on a Monday"]
    assert texts(read_pdf(drawn([lines(*broken)]), "x")) == [" ".join(broken)]


def test_tilted_text_is_furniture():
    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=A4)
    for x, y, _, text in lines(*SENTENCES):
        page.drawString(x, y, text[:60])
    page.translate(150, 650)
    page.rotate(45)
    page.drawString(0, 0, "DRAFT OF THE GUARD")
    page.save()
    assert texts(read_pdf(data.getvalue(), "x"), ParagraphRole.FURNITURE) == ["DRAFT OF THE GUARD"]


def test_small_type_beneath_a_rule_is_a_footnote_without_a_mark_too():
    def page(rule):
        data = io.BytesIO()
        made = canvas.Canvas(data, pagesize=A4)
        for x, y, _, text in lines(*SENTENCES):
            made.drawString(x, y, text[:60])
        if rule:
            made.line(72, 200, 180, 200)
        made.setFont("Times-Roman", 8)
        made.drawString(72, 185, "Read on the radio of Tarn by the office of the Guard")
        made.save()
        return texts(read_pdf(data.getvalue(), "x"), ParagraphRole.FURNITURE)

    assert page(rule=True) == ["Read on the radio of Tarn by the office of the Guard"]
    assert page(rule=False) == []


def test_the_files_own_title_names_the_headline_even_where_other_type_is_larger():
    page = [(72, 760, 24, "THE OSTER VALLEY"), (72, 720, 15, "Guard leaves Oster"), *lines(*SENTENCES, top=690)]
    assert read_pdf(drawn([page]), "x").said.title == "THE OSTER VALLEY"
    data = io.BytesIO()
    titled = canvas.Canvas(data, pagesize=A4)
    titled.setTitle("Guard leaves Oster")
    for x, y, size, text in page:
        titled.setFont("Times-Roman", size)
        titled.drawString(x, y, text)
    titled.save()
    draft = read_pdf(data.getvalue(), "x")
    assert draft.said.title == "Guard leaves Oster"
    assert texts(draft, ParagraphRole.TITLE) == ["Guard leaves Oster"]


PACKET = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<r:Description><dc:creator><r:Seq><r:li>A. Ner</r:li><r:li>B. Tarn</r:li></r:Seq></dc:creator>
<dc:publisher><r:Bag><r:li>Valley Monitor</r:li></r:Bag></dc:publisher></r:Description></r:RDF></x:xmpmeta>"""


def test_the_xmp_packet_names_authors_and_publisher_where_info_does_not():
    said = read_pdf(SMALL + b"\n" + PACKET, "x").said
    assert (said.author, said.publisher, said.title) == ("A. Ner; B. Tarn", "Valley Monitor", None)


def test_a_page_that_is_shown_turned_is_read_as_shown():
    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=A4)
    for n, text in enumerate(("The River Guard left", "the town of Oster.")):
        page.saveState()
        page.translate(100 + 14 * n, 100)
        page.rotate(90)
        page.drawString(0, 0, text)
        page.restoreState()
    page.setPageRotation(90)
    page.save()
    assert texts(read_pdf(data.getvalue(), "x")) == ["The River Guard left the town of Oster."]


def test_a_page_without_text_among_others_is_a_warning():
    draft = read_pdf(drawn([lines("The Guard left."), []]), "x")
    assert draft.warnings == ("1 of 2 pages hold no text, first page 2",)


LOOP = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>"
EMPTY = LOOP.replace(b"[2 0 R]/Count 1", b"[]/Count 0")


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "no whole PDF"),
        (b"%PDF-1.7\n", "no whole PDF"),
        (drawn([lines("The Guard left.")])[:600], "no whole PDF"),
        (LOOP, "no text"),
        (EMPTY, "no whole PDF|has no page"),
        (drawn([[]]), "holds pictures of text, no text"),
        (drawn([lines("x")], encrypt=pdfencrypt.StandardEncryption("valley", "ner")), "is encrypted"),
    ],
    ids=["empty", "head only", "truncated", "loop", "no pages", "no text", "encrypted"],
)  # fmt: skip
def test_broken_and_hostile_files_are_refused(data, wrong):
    with pytest.raises(InputError, match=wrong):
        read_pdf(data, "x")


def test_a_file_that_anyone_may_open_is_read_whoever_may_print_it():
    data = drawn([lines("The Guard left.")], encrypt=pdfencrypt.StandardEncryption("", "ner"))
    assert texts(read_pdf(data, "x")) == ["The Guard left."]


def test_a_broken_table_of_objects_is_mended(report):
    broken = report.replace(b"startxref", b"startxxxx")
    assert texts(read_pdf(broken, "x")) == WEEKS


def test_too_many_pages_are_refused_before_they_are_read(monkeypatch, report):
    monkeypatch.setattr("kg.read.pdf.read.MOST_PAGES", 1)
    with pytest.raises(InputError, match=r"has \d pages"):
        read_pdf(report, "x")


def test_each_of_many_pages_is_told():
    data = drawn([lines(*(f"{SENTENCES[k % 3][:70]} {n}" for k in range(45)), top=740) for n in range(60)])
    told = {anchor.value for piece in read_pdf(data, "x").pieces for anchor in piece.anchors}
    assert told == {f"page={n}" for n in range(1, 61)}


SMALL = drawn([lines(*SENTENCES), lines("The Guard left.")])


@given(data=st.data())
def test_any_bytes_give_a_document_or_an_input_error(data):
    cut = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 10))):
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    cut = cut[: data.draw(st.integers(0, len(cut)))]
    try:
        document = parse_document("any.pdf", bytes(cut))
    except InputError:
        return
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60)


@given(paragraphs=st.lists(WORDS, min_size=1, max_size=6))
def test_no_character_is_lost_or_made_up_and_anchors_are_in_order(paragraphs):
    story = [Paragraph(" ".join(words), BODY) for words in paragraphs]
    pieces = read_pdf(made(story, [Frame(72, 80, 200, 150)]), "x").pieces
    written = "".join(word for words in paragraphs for word in words)
    assert "".join(re.sub(r"\s|\|", "", piece.text) for piece in pieces) == written
    pages = [anchor.page for piece in pieces for anchor in piece.anchors]
    assert pages == sorted(pages)


PAGE = f"""<html><head><title>Valley</title></head><body><h1>{HEADLINE}</h1>{"".join(f"<p>{week}</p>" for week in WEEKS)}</body></html>"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_what_a_browser_printed(tmp_path):
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(PAGE, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        ["chromium", *options, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True, timeout=120
    )
    draft = read_pdf(target.read_bytes(), "x")
    assert texts(draft) == WEEKS
    assert texts(draft, ParagraphRole.TITLE) == [HEADLINE]


def test_the_first_lines_of_a_dailys_pages_are_no_running_heads_though_they_differ_in_figures_alone():
    pages = [
        [
            (72, 800, 11, "Weekly of the Monitors of Ner"),
            *lines(f"The Red Front killed {n + 2} people in the town of Oster.", top=780),
            (
                72,
                740,
                11,
                f"On {n} May 2023 shells fell on the mill of Ner again, and its owner said that a barn burned",
            ),
            (72, 726, 11, "until the evening."),
            (72, 30, 9, f"Page {n} of 3"),
        ]
        for n in range(1, 4)
    ]
    document = read_pdf(drawn(pages), "x")
    body = texts(document, None) + texts(document, ParagraphRole.BODY)
    assert [text for text in body if text.startswith("The Red Front")] == [
        f"The Red Front killed {n + 2} people in the town of Oster." for n in range(1, 4)
    ]
    assert "Page 2 of 3" in texts(document, ParagraphRole.FURNITURE)
