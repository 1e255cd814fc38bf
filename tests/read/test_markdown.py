"""Markdown → drafts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read import parse_document
from kg.read.markdown import read_markdown

REPORT = """---
title: Guard leaves Oster
authors: [A. Ner, {name: B. Tarn}]
publisher: Valley Monitor
date: 2026-03-04
url: https://valley.example/oster
---
# Guard *leaves* [Oster](https://valley.example)

The River Guard left **the town**[^1]
of Oster.<br>
Then `it` went on.

<!-- checked twice -->

- one post
- another

| Town | Killed |
|------|--------|
| Ner  | 3      |

## What *was* said

```
code

more
```

<div>Nothing <b>else</b> was said.</div>

[^1]: A statement of the Guard.
"""


def draft_of(text):
    return read_markdown(text.encode(), "oster.md")


def rows(text):
    return [(piece.role and piece.role.value, piece.anchors[0].value, piece.text) for piece in draft_of(text).pieces]


def test_each_block_is_a_piece_with_its_lines():
    assert rows(REPORT) == [
        ("title", "line=7,8", "Guard leaves Oster"),
        (None, "line=9,12", "The River Guard left the town of Oster.\nThen it went on."),
        ("furniture", "line=13,14", "checked twice"),
        ("body", "line=15,16", "one post"),
        ("body", "line=16,17", "another"),
        ("body", "line=18,19", "Town | Killed"),
        ("body", "line=20,21", "Ner | 3"),
        ("body", "line=22,23", "What was said"),
        ("furniture", "line=24,29", "code\nmore"),
        (None, "line=30,31", "Nothing else was said."),
        ("furniture", "line=32,33", "A statement of the Guard."),
    ]


def test_the_lines_of_an_anchor_hold_the_words():
    lines = REPORT.split("\n")
    for piece in draft_of(REPORT).pieces:
        start, end = map(int, piece.anchors[0].value.removeprefix("line=").split(","))
        source = "\n".join(lines[start:end])
        assert all(word in source for word in piece.text.replace("|", " ").split())


def test_front_matter_is_what_the_report_says_of_itself():
    document = parse_document("oster.md", REPORT.encode())
    assert (document.title, document.author) == ("Guard leaves Oster", "A. Ner; B. Tarn")
    assert (document.publisher, document.issued) == ("Valley Monitor", "2026-03-04")
    assert document.url == "https://valley.example/oster"
    assert "Valley Monitor" not in document.text


@pytest.mark.parametrize("date", ["2026", "2026-03", "March", "2026-02-30", "[2026]"])
def test_a_date_that_is_no_day_says_nothing(date):
    assert draft_of(f"---\ndate: {date}\n---\ntext\n").said.issued is None


def texts(text):
    return [piece.text for piece in draft_of(text).pieces]


def test_front_matter_that_is_no_yaml_is_text_with_a_warning():
    draft = draft_of("---\ntitle: Oster: the week\n---\n\nThe Guard left.\n")
    assert draft.warnings == ("front matter is not YAML: read as text",)
    assert [piece.text for piece in draft.pieces] == ["title: Oster: the week", "The Guard left."]
    assert draft_of("+++\ntitle = Oster\n+++\n\nThe Guard left.\n").warnings == (
        "front matter is not TOML: read as text",
    )


@pytest.mark.parametrize(
    "first",
    ["\nThe Guard left Oster.\n\nIt went on.\n", "Oster: The Guard left, the mayor said.", "- one\n- two", "[: :"],
)
def test_what_stands_between_two_rules_is_text(first):
    text = " ".join(texts(f"---\n{first}\n---\n\nNobody was hurt.\n"))
    assert all(word in text for word in first.replace("-", "").split())
    assert text.endswith("Nobody was hurt.")


@pytest.mark.parametrize(
    "head",
    [
        '+++\ntitle = "Guard leaves"\nauthors = ["A. Ner", "B. Tarn"]\ndate = 2026-03-04T23:30:00-05:00\n[params]\nx = 1\n+++',
        "% Guard\n  leaves\n% A. Ner; B. Tarn\n% 4 March 2026",
        "% Guard leaves\n% A. Ner\n  B. Tarn\n% March 4, 2026",
        "---\nTitle: Guard leaves\nAuthors: [A. Ner, B. Tarn]\nDate: 4 March 2026\n...",
    ],
    ids=["TOML", "pandoc", "pandoc, lines", "YAML"],
)
def test_front_matter_of_other_kinds_is_metadata_too(head):
    draft = draft_of(f"{head}\n\nThe Guard left Oster.\n")
    said = draft.said
    assert (said.title, said.author, said.issued) == ("Guard leaves", "A. Ner; B. Tarn", "2026-03-04")
    assert draft.warnings == ()
    (piece,) = draft.pieces
    line = head.count("\n") + 2
    assert (piece.text, piece.anchors[0].value) == ("The Guard left Oster.", f"line={line},{line + 1}")


def test_a_date_that_is_not_understood_is_told():
    draft = draft_of("---\ndate: 3/4/2026\n---\ntext\n")
    assert draft.warnings == ("front matter gives the date '3/4/2026', which is no day: not read",)


PAGE = """Guards left.

<script>var a = "Guards killed ten people.";

var b = 1;</script>

<style>p {color: red}</style>

<table><tr><td>Oster</td><td>12 killed</td></tr><tr><td>Ner</td><td>3 killed</td></tr></table>

<div><p>One left.</p><p>Two came,<br>and went &amp; left.</p></div>

<tr><td>Tarn</td><td>2 killed</td></tr>

<figure>
<img src="a.jpg" alt="A > B">
<figcaption>The bridge</figcaption>
</figure>

Oster<p>12 killed</p> <script>f("Guards killed one.")</script>in <script> of Ner

</details>
"""


def test_html_is_parted_as_a_browser_shows_it_and_scripts_are_no_text():
    assert [(piece.role and piece.role.value, piece.text) for piece in draft_of(PAGE).pieces] == [
        (None, "Guards left."),
        ("body", "Oster | 12 killed"),
        ("body", "Ner | 3 killed"),
        (None, "One left."),
        (None, "Two came,\nand went & left."),
        ("body", "Tarn | 2 killed"),
        ("caption", "The bridge"),
        (None, "Oster\n12 killed\nin of Ner"),
    ]


def test_a_heading_below_running_text_or_another_is_no_title():
    assert [row[0] for row in rows("The Guard left Oster.\n\n# Oster\n")] == [None, "body"]
    assert [row[0] for row in rows("## Kicker\n\n# Oster\n\nText.\n")] == ["body", "body", None]


@pytest.mark.parametrize(
    "text",
    ["---\n" + "[" * 60_000 + "\n---\nx", "---\na: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: *c\n---\nx", "> " * 5_000 + "x",
     "[" * 20_000, "*" * 20_000 + "x", "| a |\n|---|\n" * 2_000],
    ids=["deep yaml", "yaml aliases", "quotes", "brackets", "stars", "tables"],
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(text):
    start = time.perf_counter()
    draft_of(text)
    assert time.perf_counter() - start < 10


@given(
    st.binary(max_size=300) | st.text(alphabet="#*_-[]()^:|`<>!& \n\tab\xa0\x1c\u2028", max_size=120).map(str.encode)
)
def test_any_bytes_give_a_document_or_an_input_error(data):
    try:
        document = parse_document("any.md", data)
    except InputError:
        return
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.anchors[0].start == paragraph.start


def test_notes_that_an_export_put_at_the_end_and_their_marks_are_no_text():
    text = "The Guard left Oster.\\[a\\] It went on.\n\n[a]Really?\n"
    assert rows(text) == [
        (None, "line=0,1", "The Guard left Oster. It went on."),
        ("furniture", "line=2,3", "[a]Really?"),
    ]


@pytest.mark.parametrize(
    "text", ["[a]Guards left.\n", "Guards left.[b]\n\n[b]They said so.\n", "Guards left.\n\n[a]Two.\n"]
)
def test_lettered_paragraphs_without_marks_from_a_on_are_text(text):
    assert all(role is None for role, *_ in rows(text))


def test_code_is_furniture_whatever_it_says():
    document = parse_document("oster.md", REPORT.encode())
    assert [p.text for p in document.paragraphs if p.role is ParagraphRole.FURNITURE][1] == "code\nmore"


def test_a_line_that_is_but_the_mark_of_a_margins_note_leaves_no_blank_line():
    text = "The Red Front left Oster on Monday, residents said.\n[a]\nThe mill burned.\n\nA last line of the report.[b]\n\n[a]Who said so?\n\n[b]Check.\n"
    document = parse_document("report.md", text.encode())
    assert "[a]" not in document.paragraphs[0].text
    assert [p.role.value for p in document.paragraphs[-2:]] == ["furniture", "furniture"]
