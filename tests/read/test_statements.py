"""What single lines state: days, names, outlets."""

from __future__ import annotations

import pytest

from kg.errors import LexiconError
from kg.read import furniture as table
from kg.read import parse_document
from kg.read.dates import is_date_line

BODY = "\n\nThe Guard left the town of Oster on Monday.\n\nIt gave no reason for leaving.\n"


def read(line: str, body: str = BODY):
    return parse_document("x.txt", f"Guard leaves the town of Oster\n\n{line}{body}".encode())


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Feb 12, 2014", "2014-02-12"),
        ("Feb. 12 2014", "2014-02-12"),
        ("12 February 2014", "2014-02-12"),
        ("Wednesday, 12th February 2014", "2014-02-12"),
        ("2014-02-12", "2014-02-12"),
        ("2014-02-12T08:30:00Z", "2014-02-12"),
        ("Published: February 12, 2014 at 5:14 pm GMT", "2014-02-12"),
        ("Last updated on 12 Feb 2014, 08:30 UTC", "2014-02-12"),
        ("09Jun15", "2015-06-09"),
        ("25/02/2014", "2014-02-25"),
        ("02/25/2014", "2014-02-25"),
        ("05/05/2014", "2014-05-05"),
        ("04/05/2014", None),
        ("Posted March 3", None),
        ("31 February 2014", None),
    ],
)
def test_date_lines_are_bylines_and_date_the_document(line, day):
    document = read(line)
    assert document.paragraphs[1].role == "byline"
    assert document.issued == day


@pytest.mark.parametrize("line", ["May 2014", "In 12 May 15 people left", "Feb 12, 2014 was a Wednesday", "2014", ""])
def test_other_lines_are_no_date_lines(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Ada Lindqvist", "Ada Lindqvist", None),
        ("BY ADA LINDQVIST", "ADA LINDQVIST", None),
        ("By A. Lindqvist", "A. Lindqvist", None),
        ("By Ada Lindqvist, Reuters", "Ada Lindqvist", "Reuters"),
        ("By Ada Lindqvist, Staff Writer", "Ada Lindqvist", None),
        ("By Ada Lindqvist in Oster", "Ada Lindqvist", None),
        ("By Ada Lindqvist, Jo Li and Sam van der Berg", "Ada Lindqvist; Jo Li; Sam van der Berg", None),
        ("By Ada al-Masri | Evening Post | 3 March 2014", "Ada al-Masri", "Evening Post"),
        ("Author: Ada Lindqvist", "Ada Lindqvist", None),
        ("Written by Ada Lindqvist", "Ada Lindqvist", None),
        ("By Reuters Staff", None, "Reuters"),
        ("The Associated Press", None, "The Associated Press"),
        ("Publisher: Oster Gazette", None, "Oster Gazette"),
        ("(Source: Oster Gazette)", None, "Oster Gazette"),
        ("[Source: By Ada Lindqvist, Notes, The Oster Journal, 09Jun15]", "Ada Lindqvist", "The Oster Journal"),
        ("Source: https://example.org/oster", None, None),
    ],
)
def test_bylines_name_author_and_publisher(line, author, publisher):
    document = read(line)
    assert document.paragraphs[1].role == "byline"
    assert (document.author, document.publisher) == (author, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the last of them had gone.",
        "By the river, the Guard stayed.",
        "Source: nobody in the town would say who had fired first, or why they did.",
        "A. Falk is a carpenter and was an editor once, long before the war came to Oster.",
    ],
)
def test_sentences_are_no_bylines(line):
    document = read(line)
    assert document.paragraphs[1].role == "body"
    assert document.author is None


@pytest.mark.parametrize(
    ("start", "publisher", "issued"),
    [
        ("LONDON, March 3 (Reuters) - ", "Reuters", None),
        ("LONDON, March 3, 2014 (Reuters) - ", "Reuters", "2014-03-03"),
        ("BEIRUT (AP) — ", "AP", None),
        ("AMMAN, Jordan -- ", None, None),
        ("", None, None),
    ],
)
def test_a_dateline_stays_in_the_body_and_may_name_an_agency(start, publisher, issued):
    document = read(f"{start}The Guard left the town of Oster.")
    assert document.paragraphs[1].role == "body"
    assert (document.publisher, document.issued) == (publisher, issued)


def test_days_in_captions_and_comments_do_not_date_the_document():
    caption = "A Guard on the bridge, Feb. 5, 2014. Photo by REUTERS/A. Example."
    comments = "\n  • Bob\n\n    2014-02-07\n"
    document = read(caption, BODY + comments)
    assert document.issued is None
    assert [p.role.value for p in document.paragraphs] == ["title", "caption", "body", "body", "comment", "comment"]


def test_a_source_line_dates_a_reprint_and_the_notice_does_where_there_is_none():
    notice = "\nThis text has been published on 12Jun15 by the Oster Archive. All rights reserved.\n"
    source = "\n[Source: By Ada Lindqvist, The Oster Journal, 09Jun15]\n"
    assert read("Oster", BODY + source + notice).issued == "2015-06-09"
    alone = read("Oster", BODY + notice)
    assert (alone.issued, alone.publisher) == ("2015-06-12", "Oster Archive")


@pytest.mark.parametrize(
    "line",
    [
        "Share via",
        "Bookshop | Donate",
        "Topics: oster, valley",
        "Related: Guard and Brigade trade prisoners",
        "Read more »",
        "Last 5 posts by Ada Lindqvist",
        "More from Ada Lindqvist",
        "5 min read",
        "1.2K shares",
        "https://example.org/oster",
        "* * *",
        "© 2014 Oster Journal",
        "Continue reading this article by registering:\n  • Archive\n  • Events",
    ],
)
def test_furniture(line):
    assert read(line).paragraphs[1].role == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Read the statement twice before you believe it, an official said.",
        "More from the valley were displaced in March than in all of last year.",
        "The archive holds photos by activists, the council said.",
        "The Guard told Reuters that it had left.",
        "Comments from both sides were scarce.",
        "The Brigade named the dead in its weekly newsletter on Friday.",
        "The minister said:",
    ],
)
def test_sentences_that_resemble_furniture_are_body(line):
    assert read(line).paragraphs[1].role == "body"


def test_a_deck_like_a_headline_is_a_title_and_a_sentence_is_body():
    assert read("Brigade moves into the mill").paragraphs[1].role == "title"
    assert read("The Brigade has moved into the mill.").paragraphs[1].role == "body"


def test_every_row_of_the_table_is_known_and_sourced(tmp_path):
    assert table.furniture().lines
    for row in ('kind = "odd"\nsource = "s"\nwords = ["w"]', 'kind = "line"\nwords = ["w"]'):
        path = tmp_path / "t.toml"
        path.write_text(f"[[row]]\n{row}\n", encoding="utf-8")
        with pytest.raises(LexiconError, match=r"t\.toml: row 1"):
            table.load(path)
    path.write_text('[[row]]\nkind = "pattern"\nsource = "s"\nwords = ["("]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="does not compile"):
        table.load(path)
