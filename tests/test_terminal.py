"""Text of documents steers no terminal, and is else as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.terminal import printable, printable_line

STEERS = [*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F]
STEERS += [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", "␛[2J␛]0;title␇"),
        ("Ner\r\nOster\tby\x7f\x9b31m", "Ner␍\nOster\tby␡�31m"),
        ("\u202ereversed\u202c \u2066x\u2069", "\\u202ereversed\\u202c \\u2066x\\u2069"),
        ("a\u200d \u200cb \u200d", "a\\u200d \\u200cb \\u200d"),
        ("می\u200cرود क्\u200dष", "می\u200cرود क्\u200dष"),
        ("café “Ner” – حلب \U0001f600", "café “Ner” – حلب \U0001f600"),
        ("", ""),
    ],
)
def test_what_steers_is_shown_and_words_are_kept(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters() | st.sampled_from([chr(code) for code in STEERS])))
def test_no_text_holds_what_steers_and_the_rest_stays(text: str) -> None:
    shown = printable(text)
    assert not {ord(character) for character in shown} & set(STEERS)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown if c not in "\t\n")
    kept = [c for c in text if ord(c) not in STEERS and c not in "\u200c\u200d" and unicodedata.category(c) != "Cs"]
    rest = iter(shown)
    assert all(character in rest for character in kept)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("new\nline\tby.txt", "new␊line␉by.txt"), ("caf\udce9.txt", "caf\\udce9.txt"), ("a\u2028b", "a\\u2028b")],
)
def test_a_name_is_one_line(name: str, shown: str) -> None:
    assert printable_line(name) == shown
    assert shown.encode()
