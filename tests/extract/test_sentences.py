from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.sentences import split_sentences

EXAMPLES = [
    ("Troops left. They returned.", ["Troops left.", "They returned."]),
    ("Gen. Amin Saleh spoke. Lt. Col. Reed did not.", ["Gen. Amin Saleh spoke.", "Lt. Col. Reed did not."]),
    ("The U.S. Army left approx. 40 tents.", ["The U.S. Army left approx. 40 tents."]),
    ("“We left.” He nodded.", ["“We left.”", "He nodded."]),
    ("Rebels gain ground | Both sides deploy tanks", ["Rebels gain ground", "Both sides deploy tanks"]),
    ("On Feb. 5, 2014 it fell! Why? Nobody knows.", ["On Feb. 5, 2014 it fell!", "Why?", "Nobody knows."]),
    ("It rose by 3.5 percent. Then it fell.", ["It rose by 3.5 percent.", "Then it fell."]),
    (
        "One fell:\n.       Near Ner, two posts\n.       Near Sol, one",
        ["One fell:", ".       Near Ner, two posts", ".       Near Sol, one"],
    ),
    ("NER, Norway (Wire) – Troops left. Sol fell.", ["NER, Norway (Wire)", "Troops left.", "Sol fell."]),
    ("13:15 – The army says so.", ["13:15", "The army says so."]),
    ("NATO members – some of them – left.", ["NATO members – some of them – left."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@given(st.text(max_size=300))
def test_spans_are_ordered_and_lose_only_blanks_bars_and_the_dash_of_a_date_line(text: str) -> None:
    spans = split_sentences(text)
    assert list(spans) == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(c.isspace() or c in "|–—-" for i, c in enumerate(text) if i not in covered)
