"""Where a quote stands in a file that is no plain text: the element or lines that hold it, or none, and never a line of the text that the reader made."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
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


def test_records_are_looked_up_with_the_keys_that_they_were_read_with(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = "The Red Front captured the village of Ner from the Blue Army on Monday, residents said."
    Path("m.jsonl").write_text(json.dumps({"blob": {"zz": words}}) + "\n", encoding="utf-8")
    runner, keys = CliRunner(), ("--map", "text=blob.zz")
    assert runner.invoke(main, ["build", "m.jsonl", *keys]).exit_code == 0
    assert "give --map text=KEY" in runner.invoke(main, ["validate", "--evidence", "m.jsonl"]).stderr
    found = runner.invoke(main, ["validate", "--evidence", "m.jsonl", *keys])
    assert "are looked up" in found.stderr
    assert "vanished" not in found.stdout
