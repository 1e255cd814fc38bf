"""EPUB → drafts."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read import parse_document
from kg.read.epub import read_epub

ABOUT = (
    "<dc:title>The week in the valley</dc:title><dc:creator>A. Ner</dc:creator><dc:creator>B. Tarn</dc:creator>"
    "<dc:publisher>Valley Monitor</dc:publisher><dc:date>2026-03-04T08:00:00Z</dc:date>"
)
CHAPTER = """<!-- one --><h1>Guard leaves <i>Oster</i></h1>
<section><p>The River\xa0Guard left <b>the town</b><a epub:type="noteref" href="#n">1</a> of
Oster.<br/>Then it went on.</p><ul><li>one post<ul><li>its gate</li></ul></li></ul></section>
<table><caption>Losses</caption><tr><th>Town</th><td><p>Ner</p><p>West</p></td></tr></table>Nothing else.
<aside epub:type="footnote" id="n"><p>A statement.</p></aside><h2>What was said</h2>"""
CONTENTS = '<nav epub:type="toc"><ol><li>Guard leaves Oster</li></ol></nav>'


@pytest.fixture(scope="module")
def book(make_epub):
    return make_epub([CONTENTS, CHAPTER, "<p>The mili\u00adtary said&#160;so.</p>"], ABOUT)


def test_each_block_is_a_piece_with_its_cfi(book):
    rows = [(p.role and p.role.value, p.anchors[0].value, p.text) for p in read_epub(book, "x").pieces]
    assert rows == [
        ("furniture", "epubcfi(/6/2!/4/2/2/2)", "Guard leaves Oster"),
        ("title", "epubcfi(/6/4!/4/2)", "Guard leaves Oster"),
        (None, "epubcfi(/6/4!/4/4/2)", "The River\xa0Guard left the town of Oster.\nThen it went on."),
        ("body", "epubcfi(/6/4!/4/4/4/2)", "one post"),
        ("body", "epubcfi(/6/4!/4/4/4/2/2/2)", "its gate"),
        ("caption", "epubcfi(/6/4!/4/6/2)", "Losses"),
        ("body", "epubcfi(/6/4!/4/6/4)", "Town | Ner West"),
        (None, "epubcfi(/6/4!/4)", "Nothing else."),
        ("furniture", "epubcfi(/6/4!/4/8/2)", "A statement."),
        ("body", "epubcfi(/6/4!/4/10)", "What was said"),
        (None, "epubcfi(/6/6!/4/2)", "The military said\xa0so."),
    ]


def element_at(cfi, chapter):
    """The element that a CFI leads to, found by a way of its own: an XPath over the element children."""
    steps = re.fullmatch(r"epubcfi\(/6/\d+!((?:/\d+)*)\)", cfi)[1].split("/")[1:]
    return chapter.xpath("/*" + "".join(f"/*[{int(step) // 2}]" for step in steps))[0]


def test_the_element_of_an_anchor_holds_the_words(book, make_epub):
    root = etree.fromstring(f'<html xmlns:epub="urn:x"><head/><body>{CHAPTER}</body></html>')
    for piece in read_epub(make_epub([CHAPTER]), "x").pieces:
        held = " ".join(element_at(piece.anchors[0].value, root).itertext())
        assert all(word in held for word in piece.text.replace("|", " ").split())


def test_the_package_says_who_wrote_it_and_when(book):
    document = parse_document("week.epub", book)
    assert (document.title, document.author) == ("The week in the valley", "A. Ner; B. Tarn")
    assert (document.publisher, document.issued) == ("Valley Monitor", "2026-03-04")


def test_entities_of_html_are_characters_and_bad_chapters_are_read_as_far_as_they_go(make_epub):
    draft = read_epub(make_epub(["<p>Ner&nbsp;fell <b>silent.</p>"]), "x")
    assert draft.warnings == ("OEBPS/text/c1.xhtml is not well-formed XHTML: read as far as it goes",)
    assert draft.pieces[0].text.startswith("Ner")
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    whole = make_epub(
        ["x"], parts={"OEBPS/text/c1.xhtml": doctype + "<html><body><p>Ner&nbsp;fell &eacute;</p></body></html>"}
    )
    assert [p.text for p in read_epub(whole, "x").pieces] == ["Ner\xa0fell é"]


BOMB = '<!DOCTYPE html [<!ENTITY a "oster"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>'
DEEP = "<div>" * 100_000 + "x" + "</div>" * 100_000


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"OEBPS/text/c1.xhtml": BOMB}, "declares a document type"),
        ({"OEBPS/text/c1.xhtml": BOMB.encode("utf-16")}, "declares a document type"),
        ({"META-INF/container.xml": BOMB}, "declares a document type"),
        ({"META-INF/container.xml": "<container/>"}, "names no package document"),
        ({"OEBPS/book.opf": "<package/>"}, "has no spine"),
        ({"OEBPS/book.opf": "<package>"}, "not well-formed"),
        ({"OEBPS/picture.bin": b"\0" * 50_000_000}, "packs 50,000,000 bytes"),
        (
            {"META-INF/encryption.xml": '<e xmlns:c="urn:c"><c:CipherReference URI="OEBPS/text/c1.xhtml"/></e>'},
            "is encrypted",
        ),
    ],
    ids=[
        "entities",
        "entities in UTF-16",
        "entities in container",
        "container",
        "spine",
        "package",
        "zip bomb",
        "locked",
    ],
)
def test_broken_and_hostile_books_are_refused(make_epub, parts, wrong):
    with pytest.raises(InputError, match=wrong):
        read_epub(make_epub(["<p>x</p>"], parts=parts), "x")


def test_a_tree_of_any_depth_is_walked_or_refused(make_epub):
    assert [p.text for p in read_epub(make_epub(["<div>" * 200 + "x" + "</div>" * 200]), "x").pieces] == ["x"]
    assert len(read_epub(make_epub([DEEP, "<p>The Guard left.</p>"]), "x").pieces) >= 1


MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</td></tr></table>", "<br/>", "Oster ", " \n", "&#160;",
                     "&nbsp;", "<h1>", "</h1>", "<!-- c -->", "<li>", "</li>"]),
    max_size=25,
)  # fmt: skip


@given(parts=MARKUP)
def test_any_markup_gives_a_document_or_an_input_error(make_epub, parts):
    try:
        document = parse_document("any.epub", make_epub(["".join(parts)]))
    except InputError:
        return
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.anchors[0].start == paragraph.start


@given(data=st.data())
def test_any_bytes_give_a_document_or_an_input_error(book, data):
    cut = bytearray(book)
    for _ in range(data.draw(st.integers(1, 8))):
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    cut = cut[: data.draw(st.integers(0, len(cut)))]
    with contextlib.suppress(InputError):
        parse_document("any.epub", bytes(cut), media_type="application/epub+zip")


def test_a_dispatch_set_as_it_was_wired_is_report_and_code_is_not(make_epub):
    draft = read_epub(make_epub(["<pre>NER FELL ON MONDAY STOP</pre><pre><code>x = 1</code></pre>"]), "x")
    assert [(piece.text, piece.role is ParagraphRole.FURNITURE) for piece in draft.pieces] == [
        ("NER FELL ON MONDAY STOP", False),
        ("x = 1", True),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">2</a></sup>',
        '<a href="notes.xhtml#n1"><sup>2</sup></a>',
        '<sup class="x"><span><a href="#n1">[2]</a></span></sup>',
        '<a role="doc-noteref" href="#n1">2</a>',
        '<sup><a id="r1"/></sup><sup><a href="#n1">2</a></sup>',
    ],
)
def test_marks_of_notes_are_left_out_of_the_text(make_epub, mark):
    (piece,) = read_epub(make_epub([f"<p>The Guard took 12{mark} posts.</p>"]), "x").pieces
    assert piece.text == "The Guard took 12 posts."


@pytest.mark.parametrize(
    "kept",
    [
        "<sup>2</sup>",
        '<a href="#n1">2</a>',
        '<sup><a href="https://post.example/#n1">2</a></sup>',
        '<sup><a href="notes.xhtml">2</a></sup>',
        '<sup><a href="#n1">nd</a></sup>',
        '<sup><a href="#n1">2</a><a href="#n2">3</a></sup>',
    ],
)
def test_what_only_looks_like_a_mark_of_a_note_stays(make_epub, kept):
    (piece,) = read_epub(make_epub([f"<p>The Guard took 12{kept} posts.</p>"]), "x").pieces
    assert piece.text == "The Guard took 12" + re.sub("<[^>]*>", "", kept) + " posts."


def test_what_makers_of_books_put_in_for_nothing_is_no_metadata(make_epub):
    about = (
        "<dc:title>Unknown</dc:title><dc:creator>Unknown Author</dc:creator><dc:creator>B. Tarn</dc:creator>"
        "<dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:date>2026-03-04</dc:date>"
    )
    document = parse_document("a.epub", make_epub(["<h1>Guard leaves Oster</h1><p>It left.</p>"], about))
    assert (document.title, document.author, document.issued) == ("Guard leaves Oster", "B. Tarn", "2026-03-04")
