from __future__ import annotations

from itertools import pairwise

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import find_times

ANCHOR = "2014-02-12"  # a Wednesday
EXPRESSIONS = [
    ("on Feb. 5, 2014", "2014-02-05"),
    ("on 5 February 2014", "2014-02-05"),
    ("in June 2013", "2013-06"),
    ("on January 30", "2014-01-30"),
    ("on November 30", "2013-11-30"),
    ("today", "2014-02-12"),
    ("yesterday", "2014-02-11"),
    ("on Monday", "2014-02-10"),
    ("Wednesday", "2014-02-12"),
    ("on Thursday", "2014-02-06"),
    ("last week", "2014-02-03/2014-02-09"),
    ("earlier this week", "2014-02-10/2014-02-12"),
    ("this month", "2014-02"),
    ("last month", "2014-01"),
    ("last year", "2013"),
    ("in recent months", "2013-11/2014-02"),
    ("three days ago", "2014-02-09"),
    ("two weeks ago", "2014-01-27/2014-02-02"),
    ("in December", "2013-12"),
    ("since January", "2014-01"),
    ("in 2012", "2012"),
    ("a couple of weeks ago", None),
    ("recently", None),
    ("for a third day", None),
]


@pytest.mark.parametrize(("words", "edtf"), EXPRESSIONS)
def test_an_expression_is_anchored_at_the_documents_date(words: str, edtf: str | None) -> None:
    (found,) = find_times(f"The town fell {words}, he said.", ANCHOR)
    assert found.interval.edtf == edtf
    assert found.interval.text
    assert edtf is None or is_valid(edtf)


@pytest.mark.parametrize("words", ["today", "last week", "on Monday", "in March", "three days ago"])
def test_without_a_document_date_the_words_are_kept_and_no_date_is_invented(words: str) -> None:
    (found,) = find_times(f"The town fell {words}.", None)
    assert found.interval.edtf is None
    assert found.interval.text


@pytest.mark.parametrize(
    "text", ["", "80% of the town", "We march on.", "They may attack.", "room 2014b", "31 February 2014"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert all(t.interval.edtf is None for t in find_times(text, ANCHOR))


@given(st.text(max_size=200), st.dates().map(str))
def test_spans_hold_and_never_overlap(text: str, issued: str) -> None:
    times = find_times(text, issued)
    assert all(text[t.start : t.end] == t.interval.text for t in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
