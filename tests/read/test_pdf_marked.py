"""PDFs that another person marked (`pdfs/`, see its README), on which the rules were bettered; and small ones for single rules."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from benchmarks.marked import body_of, load, roles_table, score_all, score_body, wrong
from benchmarks.reading_pdf import ours, pages_right
from kg.errors import LexiconError
from kg.model import ParagraphRole
from kg.read import parse_document
from kg.read.pdf.words import print_words
from kg.resources import lexicon_file

PDFS = load([Path(__file__).parent / "pdfs"], ".pdf")
TIMES, BOLD = "Times-Roman", "Times-Bold"
LEAD = "The River Guard left the town on Monday, two officials of the valley said in the evening."
NEXT = "Nobody was hurt, according to the hospital of Tarn, which had sent three cars to the crossing."
TITLE, BYLINE, BODY = ParagraphRole.TITLE, ParagraphRole.BYLINE, ParagraphRole.BODY
FURNITURE, CAPTION = ParagraphRole.FURNITURE, ParagraphRole.CAPTION


@pytest.fixture(scope="module")
def documents():
    return [ours(report) for report in PDFS]


@pytest.mark.parametrize("report", PDFS, ids=lambda report: report.name)
def test_a_marked_pdf_is_read_whole_but_for_a_tenth(report):
    document = ours(report)
    score = score_body(report, body_of(document))
    told = "\n".join(wrong(report, document))
    assert score.found >= 0.9 * score.there, told
    assert score.found >= 0.8 * score.claimed, told


def test_nearly_all_paragraphs_of_the_marked_pdfs_come_whole_and_little_else_is_claimed(documents):
    score = score_all(PDFS, map(body_of, documents))
    assert score.found >= 0.96 * score.there
    assert score.found >= 0.95 * score.claimed


@pytest.mark.parametrize(("role", "least"), [("title", 0.9), ("byline", 0.9), ("caption", 0.7), ("furniture", 0.9)])
def test_most_of_what_is_no_report_in_the_marked_pdfs_has_its_role(role, least, documents):
    [row] = [row for row in roles_table(PDFS, documents).rows if row[0] == role]
    assert int(row[1]) >= least * int(row[2]), row


@pytest.mark.parametrize(("field", "fewest"), [("title", 11), ("author", 10), ("publisher", 8), ("issued", 13)])
def test_most_marked_pdfs_state_their_metadata(field, fewest, documents):
    pairs = zip(PDFS, documents, strict=True)
    assert sum(getattr(document, field) == report.gold[field] for report, document in pairs) >= fewest


def test_each_paragraph_that_comes_whole_is_on_its_page(documents):
    right, whole = pages_right(PDFS, documents)
    assert right == whole > 500


def made(*pages, title=None):
    """A PDF of *pages*, each a list of (x, y, size, text) or (x, y, size, text, font)."""
    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=A4)
    page.setTitle(title or "untitled")
    for lines in pages:
        for x, y, size, text, *font in lines:
            page.setFont(*(font or [TIMES]), size)
            page.drawString(x, y, text)
        page.showPage()
    page.save()
    return data.getvalue()


def down(*texts, top=700, left=72, size=11, leading=14):
    return [(left, top - leading * n, size, text) for n, text in enumerate(texts)]


def read(*pages, **options):
    document = parse_document("x.pdf", made(*pages, **options))
    return [(p.role, p.text) for p in document.paragraphs]


def test_lines_that_had_room_part_where_no_gap_does():
    lines = ["By A. Ner", "OSTER, 3 March 2014", *(f"{LEAD[:-1]} once more." for _ in range(3))]
    page = [(72, 730, 16, "Guard leaves Oster after talks"), *down(*lines)]
    assert [role for role, _ in read(page)][:3] == [TITLE, BYLINE, BYLINE]


def test_a_heading_in_heavy_type_is_no_beginning_of_its_paragraph():
    page = [
        (72, 760, 16, "Guard leaves Oster after talks"),
        *down(LEAD, top=730),
        (72, 716, 11, "1. The villages", BOLD),
        *down(NEXT, top=702),
    ]
    assert (BODY, "1. The villages") in read(page)


def test_three_columns_are_read_one_after_the_other():
    words = [f"{name} was held by men of the Guard who" for name in ("Oster", "Ner", "Tarn")]
    page = [(60 + 165 * n, 700 - 13 * k, 9, f"{text} {k}") for n, text in enumerate(words) for k in range(12)] + [
        (60, 760, 20, "Guard leaves Oster after talks")
    ]
    columns = " ".join(f"{text} {k}" for text in words for k in range(12))
    assert [text for role, text in read(page) if role is BODY] == [columns]


def test_the_cells_of_a_row_come_whole_whatever_lines_they_have():
    rows = []
    for n, (place, what) in enumerate([("Oster", "left the mill"), ("Ner", "held the ferry"), ("Tarn", "came back")]):
        top = 600 - 50 * n
        rows += [
            (72, top, 10, str(n + 1)),
            (100, top, 10, f"3 March, {place}"),
            (250, top, 10, "Men of the River Guard"),
        ]
        rows += [
            (100, top - 12, 10, "valley"),
            (250, top - 12, 10, f"{what} and were seen"),
            (250, top - 24, 10, "again."),
        ]
    page = [(72, 760, 18, "Guard leaves Oster after talks"), *down(LEAD, top=700), *rows]
    table = [text for _, text in read(page) if " | " in text]
    assert table[0] == "1 | 3 March, Oster valley | Men of the River Guard left the mill and were seen again."
    assert len(table) == 3


def test_large_figures_are_read_with_their_labels():
    figures = [(72, 600, 20, "12,000"), (222, 600, 20, "31"), (372, 600, 20, "9")]
    labels = [(72, 584, 9, "people fled"), (222, 584, 9, "schools shut"), (372, 584, 9, "posts held")]
    told = [text for _, text in read([(72, 760, 24, "Guard leaves Oster"), *down(LEAD, NEXT), *figures, *labels])]
    assert {"12,000 people fled", "31 schools shut", "9 posts held"} <= set(told)


def test_a_pull_quote_beside_text_is_taken_out_of_its_lines():
    told = "We were told that nobody would come back from the mill before the snow."
    beside = [
        (330, 676, 16, "“We were told that nobody"),
        (330, 656, 16, "would come back from the"),
        (330, 636, 16, "mill before the snow.”"),
    ]
    narrow = [
        "The first of the men were seen near the mill by", "traders who came down from Ner on the next day and",
        "told the office of the valley what they had heard in", "the market, where the ferry had been shut since the",
        "morning and nobody had been let through to the far", "side of the river by the men of the Guard.",
    ]  # fmt: skip
    page = [
        (72, 760, 24, "Guard leaves Oster after talks"),
        *down(LEAD, "", *narrow, "", f"“{told}”", f"So says a trader of Oster. {NEXT[:60]}", NEXT),
        *beside,
    ]
    found = read(page)
    assert " ".join(narrow) in [text for _, text in found]
    assert (FURNITURE, f"“{told}”") in found


def test_contents_with_leader_dots_are_furniture():
    entries = [f"{name} {'.' * 40} {n}" for n, name in enumerate(("Summary", "The villages", "The ferry"), 2)]
    page = [(72, 760, 24, "Guard leaves Oster after talks"), (72, 720, 15, "Contents"), *down(*entries)]
    told = read(page, down(LEAD, NEXT))
    assert {text for role, text in told if role is FURNITURE} == {"Contents", *entries}
    assert [text for role, text in told if role is BODY] == [f"{LEAD} {NEXT}"]


def test_notes_behind_the_text_are_furniture():
    notes = ["1 Statement of the Guard, 3 March 2014.", "2 Radio of Tarn, evening news, 4 March 2014."]
    page = [
        (72, 760, 24, "Guard leaves Oster after talks"),
        *down(LEAD, NEXT),
        (72, 500, 14, "Notes"),
        *down(*notes, top=480),
    ]
    assert [role for role, text in read(page) if text in ("Notes", *notes)] == [FURNITURE] * 3


def test_a_running_head_beside_the_number_of_the_page_is_furniture_where_it_stands_but_once():
    second = [(72, 800, 9, "The Oster valley"), (500, 800, 9, "2"), *down(LEAD, NEXT)]
    told = read([(72, 760, 24, "Guard leaves Oster after talks"), *down(LEAD, NEXT)], second)
    assert (FURNITURE, "The Oster valley 2") in told


def test_a_row_of_a_table_at_the_head_of_a_page_is_no_running_head():
    rows = [
        (x, 800 - 14 * n, 10, text)
        for n in range(2, 6)
        for x, text in ((72, str(n)), (140, "Ner was held by men"), (400, "9"))
    ]
    told = read([(72, 760, 24, "Guard leaves Oster after talks"), *down(LEAD, NEXT)], rows)
    assert (BODY, "2 | Ner was held by men | 9") in told


def test_small_type_alone_among_running_text_is_a_caption():
    small = (72, 560, 8, "Men of the Guard at the ferry of Ner in the evening.")
    page = [(72, 760, 24, "Guard leaves Oster after talks"), *down(LEAD, NEXT), small, *down(NEXT, LEAD, top=400)]
    assert (CAPTION, small[3]) in read(page)


def test_the_title_is_not_the_letterhead_and_who_publishes_is_told_by_it():
    page = [
        (72, 790, 20, "OSTER VALLEY OBSERVATORY"),
        (72, 730, 16, "Guard leaves Oster after talks"),
        (72, 712, 10, "Anna Ner and Boris Tarn"),
        *down(LEAD, f"{NEXT} So says the Oster Valley Observatory.", top=680),
    ]
    document = parse_document("x.pdf", made(page))
    assert (document.title, document.publisher) == ("Guard leaves Oster after talks", "Oster Valley Observatory")
    assert [p.role for p in document.paragraphs][:3] == [FURNITURE, TITLE, BYLINE]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Belgarou, le 1er mars 2024", "2024-03-01"),
        ("Ner, 7. März 2024", "2024-03-07"),
        ("Ner, 7 de marzo de 2024", "2024-03-07"),
    ],
)
def test_days_of_other_languages_date_a_statement(line, day):
    page = [(72, 760, 20, "Guard leaves Oster after talks"), (72, 730, 10, line), *down(LEAD, NEXT)]
    assert parse_document("x.pdf", made(page)).issued == day


@pytest.mark.parametrize(
    ("author", "told", "publisher"),
    [
        ("Anna Ner, Boris Tarn", "Anna Ner; Boris Tarn", None),
        ("OVO", None, None),
        ("Oster Valley Observatory", None, "Oster Valley Observatory"),
    ],
)
def test_who_wrote_a_file_is_a_person(author, told, publisher):
    data = io.BytesIO()
    page = canvas.Canvas(data)
    page.setAuthor(author)
    page.drawString(72, 700, LEAD)
    page.save()
    document = parse_document("x.pdf", data.getvalue())
    assert (document.author, document.publisher) == (told, publisher)


@pytest.mark.parametrize(("row", "wrong_"), [('kind = "poem"', "unknown kind"), ('kind = "notes"', "no source")])
def test_a_row_of_the_lexicon_without_kind_or_source_is_refused(row, wrong_, tmp_path, monkeypatch):
    path = tmp_path / "print-words.toml"
    path.write_text(
        f"{lexicon_file('print-words.toml').read_text(encoding='utf-8')}\n[[row]]\n{row}\n", encoding="utf-8"
    )
    monkeypatch.setattr("kg.read.pdf.words.lexicon_file", lambda name: path)
    with pytest.raises(LexiconError, match=wrong_):
        print_words.__wrapped__()
