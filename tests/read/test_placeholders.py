"""What stands in where nobody gave a title, an author, a publisher or a day states none, whatever the format."""

from __future__ import annotations

import json

import pytest

from kg.errors import LexiconError
from kg.read import parse_document, read_paths
from kg.read.placeholders import load

BODY = "The River Guard left the town of Oster on Monday, residents said, and nobody was hurt in the fighting before."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"---\ntitle: Untitled\nauthor: Unknown\ndate: 1970-01-01\n---\n\n{BODY}\n"),
        (
            "a.html",
            f"<html><head><title>x</title><meta name=author content=Admin></head><body><p>{BODY}</p></body></html>",
        ),
        ("a.html", f"<html><head><meta name=date content=1970-01-01></head><body><p>{BODY}</p></body></html>"),
        ("a.txt", f"By Admin\n\n{BODY}\n"),
    ],
)
def test_placeholders_are_no_metadata(name, text):
    document = parse_document(name, text.encode())
    assert (document.author, document.issued) == (None, None)
    assert document.title != "Untitled"


def test_a_record_is_asked_for_the_next_key_and_says_what_was_left_out(tmp_path):
    records = [
        {"text": BODY, "title": "[Untitled]", "headline": "Guard leaves Oster", "author": "Unknown; A. Tarn"},
        {"text": BODY, "published": "0001-01-01T00:00:00"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    first, second = read_paths([tmp_path]).documents
    assert (first.title, first.author, first.warnings) == ("Guard leaves Oster", "A. Tarn", ())
    assert (second.issued, second.warnings) == (
        None,
        ("issued left out: '0001-01-01T00:00:00' under 'published' states none surely",),
    )


def test_names_that_only_hold_such_words_stay():
    document = parse_document("a.txt", f"By Ada Guest\n\n{BODY}\n".encode())
    assert document.author == "Ada Guest"


@pytest.mark.parametrize(
    "row",
    [
        'fields = ["colour"]\nvalues = ["a"]\nsource = "b"',
        'fields = ["title"]\nsource = "b"',
        'fields = ["title"]\nvalues = ["a"]',
        'values = ["a"]\nsource = "b"',
    ],
)
def test_a_row_that_is_off_is_refused(tmp_path, row):
    path = tmp_path / "placeholders.toml"
    path.write_text(f"[[row]]\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"placeholders\.toml: row 1: unknown field, or no fields"):
        load(path)
