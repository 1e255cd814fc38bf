"""Paragraph numbers and offsets hold for any text."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read import commenter, parse_document
from kg.read.paragraphs import find_blocks, find_runs

PIECES = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\r", "\r\n\r\n", " ", "\t", "\u00a0", "\u2028", "\x0c", "a", "Rebels left.", "  • Bob",
     "    Yes.", "By Ann Lee", "Share via", "Feb 12, 2014", "Bob says:", "2 comments", "Tags:", "𝔘 İ", "\ufeff"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def parse(text: str):
    try:
        return parse_document("x.txt", text.encode("utf-8", "surrogatepass"))
    except InputError:
        return None


def lines_with_offsets(text: str) -> list[tuple[int, int]]:
    """The spans of the lines, found by walking over the characters."""
    spans, start, at = [], 0, 0
    while at < len(text):
        if text[at] in "\r\n":
            spans.append((start, at))
            at += 2 if text[at : at + 2] == "\r\n" else 1
            start = at
        else:
            at += 1
    return [*spans, (start, len(text))]


@given(TEXTS)
def test_paragraphs_are_numbered_from_one_and_hold_their_own_characters(text):
    document = parse(text)
    if document is None:
        return
    assert [p.number for p in document.paragraphs] == list(range(1, len(document.paragraphs) + 1))
    for paragraph in document.paragraphs:
        assert paragraph.text == document.text[paragraph.start : paragraph.end]
        assert document.paragraph(paragraph.number) is paragraph


@given(TEXTS)
def test_paragraphs_share_out_the_lines_that_are_not_blank(text):
    document = parse(text)
    if document is None:
        return
    runs: list[tuple[int, int]] = []
    lines: list[tuple[int, int]] = []
    after_blank = True
    for start, end in lines_with_offsets(document.text):
        blank = not document.text[start:end].strip()
        if not blank:
            lines.append((start, end))
            runs.append((start, end) if after_blank else (runs.pop()[0], end))
        after_blank = blank
    assert [(p.start, p.end) for p in document.paragraphs] in (runs, lines)


@given(TEXTS)
def test_only_comments_have_a_commenter_and_reading_is_repeatable(text):
    document = parse(text)
    if document is None:
        return
    assert parse(text) == document
    for paragraph in document.paragraphs:
        assert paragraph.role is ParagraphRole.COMMENT or commenter(document, paragraph.number) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_counted_as_they_are(newline):
    text = newline.join(["One.", "Two.", "", " \t", "Three.", ""])
    document = parse_document("x.txt", text.encode())
    assert document.text == text
    assert [p.text for p in document.paragraphs] == [f"One.{newline}Two.", "Three."]


def test_a_line_separator_is_no_newline():
    assert len(parse_document("x.txt", "One.\u2028\u2028Two.".encode()).paragraphs) == 1


def test_indentation_belongs_to_the_paragraph_and_line_ends_do_not():
    first, second = parse_document("x.txt", b"\n  One.  \n\n\tTwo.\n").paragraphs
    assert (first.text, second.text) == ("  One.  ", "\tTwo.")


def test_an_unknown_paragraph_number_is_refused():
    with pytest.raises(IndexError):
        commenter(parse_document("x.txt", b"One."), 2)


WORDS = st.sampled_from(
    "the Guard left Oster on Sunday after talks with a pro-government unit of Tarn , which had held its bridge . and nobody was "
    "killed , officials said . Ner waits".split()
)
SENTENCES = st.lists(WORDS, min_size=8, max_size=60).map(
    lambda words: " ".join(words).replace(" ,", ",").replace(" .", ".")
)


@given(st.lists(SENTENCES, min_size=1, max_size=5), st.integers(40, 100), st.sampled_from(["\n", "\r\n", "\r"]))
def test_wrapped_paragraphs_are_never_parted_at_their_wraps(sentences, width, newline):
    wrapped = [newline.join(textwrap.wrap(sentence, width)) for sentence in sentences]
    assert [b.text for b in find_blocks((2 * newline).join(wrapped))] == wrapped


def test_a_long_line_in_a_wrapped_text_parts_nothing():
    text = textwrap.fill(
        "Guards left Oster on Sunday, after talks, and two officials of the valley said that nobody was hurt. " * 9, 72
    )
    (block,) = find_blocks(f"{text}\nhttps://valley.example/{'oster' * 40}")
    assert block.text.startswith(text)


LINES = st.lists(st.integers(3, 60), min_size=3, max_size=12, unique=True).map(
    lambda lengths: [" ".join(["Guards", *["left Oster"] * length, "."][:length]) for length in lengths]
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", ".", " (Ner)"]))
def test_a_text_of_paragraphs_on_a_line_each_has_so_many(lines, newline, end):
    paragraphs = [line + end for line in lines]
    text = newline.join(paragraphs)
    blocks = find_blocks(text)
    assert [b.text for b in blocks] == paragraphs
    assert all(text[b.start : b.end] == b.text for b in blocks)


def test_lines_that_begin_with_signs_are_paragraphs():
    lines = [
        "*Along the river*",
        "🔴 Guards killed two men in the town of Oster",
        "❗️Drones hit an oil depot of the Front",
        "@valley",
    ]
    assert [b.text for b in find_blocks("\n".join(lines))] == lines


def test_what_a_reader_joined_is_parted_at_blank_lines_alone():
    assert [b.text for b in find_runs("Guards left\nBy A. Ner\nThe Guard left the town of Oster on Sunday.\n\nIt went on.")] == [
        "Guards left\nBy A. Ner\nThe Guard left the town of Oster on Sunday.", "It went on."
    ]  # fmt: skip
