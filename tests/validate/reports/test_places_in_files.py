"""Where a quote stands in a file that is no plain text: the element that holds it, or none, and never a line of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import Anchor, AnchorKind, Document
from kg.read import parse_document
from kg.validate.places import texts_of
from kg.validate.report import Source
from kg.validate.reports.context import Context

TEXT = "The River Guard left Oster on Monday.\n\nThe Red Front came on Tuesday.\n"


def context(document: Document, path: str) -> Context:
    return Context(texts_of([document], [Path(path)]))


def source(document: Document, quote: str) -> Source:
    start = document.text.index(quote)
    return Source(document.name, None, start, start + len(quote), quote, document.sha256)


def test_a_text_file_has_lines() -> None:
    document = parse_document("a#b.txt", TEXT.encode())
    told = context(document, "docs/a#b.txt")
    assert told.where_of(source(document, "The Red Front")) == "docs/a#b.txt:3:1"


def test_a_text_within_an_archive_has_no_line() -> None:
    document = parse_document("crawl.warc#ner", TEXT.encode(), media_type="text/plain", member="ner")
    for told in (context(document, "docs/crawl.warc"), Context(texts_of([document]))):
        assert told.region_of(source(document, "The Red Front")) is None
        assert told.where_of(source(document, "The Red Front")).endswith(
            "crawl.warc" if "docs/" in told.documents[0].path else "#ner"
        )


def test_a_paragraph_without_a_place_is_not_given_that_of_the_one_before() -> None:
    document = replace(
        parse_document("a.docx", TEXT.encode(), media_type="text/plain"), media_type="application/msword"
    )
    first, second = document.paragraphs
    placed = replace(first, anchors=(Anchor(first.start, AnchorKind.XPATH, "/w:document/w:body/w:p[1]"),))
    told = context(replace(document, paragraphs=(placed, second)), "a.docx")
    assert told.where_of(source(document, "The River Guard")) == "a.docx /w:document/w:body/w:p[1]"
    assert told.where_of(source(document, "The Red Front")) == "a.docx"


def test_without_the_document_the_place_of_the_data_is_told() -> None:
    assert Context().where_of(Source("a.pdf", 2, 40, 53, "The Red Front", place="page=3")) == "a.pdf page=3"
