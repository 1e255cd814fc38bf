from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import bounds
from kg.extract.dates import RULES, find_times, paragraph_times

ANCHOR = "2014-02-12"  # a Wednesday
DAYS = [
    ("In January", "2014-01"),
    ("Since January", "2014-01/.."),
    ("Late January", "2014-01"),
    ("on Feb. 5, 2014", "2014-02-05"),
    ("on 5 February 2014", "2014-02-05"),
    ("on the 5th of February 2014", "2014-02-05"),
    ("on the 4th of January", "2014-01-04"),
    ("on 14 Jan.", "2014-01-14"),
    ("on Thursday, January 30", "2014-01-30"),
    ("on Thursday (30 January)", "2014-01-30"),
    ("on January 30", "2014-01-30"),
    ("on January 30th", "2014-01-30"),
    ("on November 30", "2013-11-30"),
    ("on the night of 4 January", "2014-01-04"),
    ("on 14/01/2014", "2014-01-14"),
    ("on 03/04/2013", None),
    ("on 03.03.2013", "2013-03-03"),
    ("today", "2014-02-12"),
    ("this morning", "2014-02-12"),
    ("yesterday", "2014-02-11"),
    ("last night", "2014-02-11"),
    ("the day before yesterday", "2014-02-10"),
    ("tomorrow", "2014-02-13"),
    ("overnight", "2014-02-11/2014-02-12"),
    ("on Monday", "2014-02-10"),
    ("Wednesday", "2014-02-12"),
    ("last Wednesday", "2014-02-05"),
    ("next Wednesday", "2014-02-19"),
    ("on Thursday", "2014-02-06"),
    ("late on Monday", "2014-02-10"),
    ("Monday night", "2014-02-10"),
    ("on Monday morning", "2014-02-10"),
    ("overnight on Monday", "2014-02-10"),
    ("three days ago", "2014-02-09"),
    ("twenty-one days ago", "2014-01-22"),
    ("around 4 January", "2014-01-04~"),
]
WEEKS_AND_MORE = [
    ("in June 2013", "2013-06"),
    ("in early June 2013", "2013-06"),
    ("in late January", "2014-01"),
    ("in mid-January", "2014-01"),
    ("at the end of January", "2014-01"),
    ("in the first week of January", "2014-01"),
    ("last week", "2014-02-03/2014-02-09"),
    ("late last week", "2014-02-03/2014-02-09"),
    ("next week", "2014-02-17/2014-02-23"),
    ("earlier this week", "2014-02-10/2014-02-12"),
    ("over the weekend", "2014-02-08/2014-02-09"),
    ("this month", "2014-02"),
    ("last month", "2014-01"),
    ("next month", "2014-03"),
    ("earlier this year", "2014"),
    ("last year", "2013"),
    ("next year", "2015"),
    ("a week ago", "2014-02-03/2014-02-09"),
    ("two weeks ago", "2014-01-27/2014-02-02"),
    ("two months ago", "2013-12"),
    ("a year ago", "2013"),
    ("nearly two years ago", "2012~"),
    ("more than two years ago", "../2012"),
    ("in December", "2013-12"),
    ("in 2012", "2012"),
    ("in early 2012", "2012"),
    ("in mid-2012", "2012"),
    ("in the summer of 2013", "2013-22"),
    ("in spring 2013", "2013-21"),
    ("last summer", "2013-22"),
]
RANGES = [
    ("between 3 and 5 January", "2014-01-03/2014-01-05"),
    ("from 3 to 5 January 2013", "2013-01-03/2013-01-05"),
    ("on 3-5 January", "2014-01-03/2014-01-05"),
    ("on January 3-5, 2012", "2012-01-03/2012-01-05"),
    ("on January 3–5", "2014-01-03/2014-01-05"),
    ("between January 3 and January 5", "2014-01-03/2014-01-05"),
    ("from 28 December to 3 January", "2013-12-28/2014-01-03"),
    ("from 28 February to 3 March 2012", "2012-02-28/2012-03-03"),
    ("from Monday to Wednesday", "2014-02-10/2014-02-12"),
    ("between Thursday and Monday", "2014-02-06/2014-02-10"),
    ("from 2011 to 2013", "2011/2013"),
    ("between 2011 and 2013", "2011/2013"),
    ("in 2012-13", "2012/2013"),
    ("in 2010-2012", "2010/2012"),
    ("between March and May 2012", "2012-03/2012-05"),
    ("from November to January", "2013-11/2014-01"),
    ("since 2012", "2012/.."),
    ("since January", "2014-01/.."),
    ("since last week", "2014-02-03/.."),
    ("from Monday onwards", "2014-02-10/.."),
    ("until last Friday", "../2014-02-07"),
    ("by the end of January", "../2014-01"),
    ("before Monday", "../2014-02-09"),
    ("after 2011", "2012/.."),
    ("in recent days", "2014-02"),
    ("in recent weeks", "2014-01/2014-02"),
    ("in recent months", "2013-11/2014-02"),
    ("over the past few months", "2013-11/2014-02"),
    ("in the past 24 hours", "2014-02-11/2014-02-12"),
    ("over the past 48 hours", "2014-02-10/2014-02-12"),
    ("in the last two weeks", "2014-01-29/2014-02-12"),
    ("over the past three years", "2011/2014"),
    ("over the past month", "2014-01/2014-02"),
    ("in the coming days", "2014-02-12/.."),
    ("in the next two days", "2014-02-12/2014-02-14"),
    ("for a third day", "2014-02-10/2014-02-12"),
    ("for the third consecutive day", "2014-02-10/2014-02-12"),
    ("for a second month", "2014-01/2014-02"),
    ("for a 5th straight day", "2014-02-08/2014-02-12"),
]
WORDS_ALONE = [
    "a couple of weeks ago",
    "recently",
    "for three years",
    "several weeks ago",
    "two days later",
    "the following day",
    "at dawn",
    "last winter",
]
EXPRESSIONS = [*DAYS, *WEEKS_AND_MORE, *RANGES, *((words, None) for words in WORDS_ALONE)]


@pytest.mark.parametrize(("words", "edtf"), EXPRESSIONS)
def test_an_expression_is_anchored_at_the_documents_date(words: str, edtf: str | None) -> None:
    (found,) = find_times(f"The town fell {words}, he said.", ANCHOR)
    assert found.interval.edtf == edtf
    assert found.interval.text
    assert edtf is None or is_valid(edtf)


@pytest.mark.parametrize(
    "words", ["today", "last week", "on Monday", "in March", "three days ago", "for a third day", "since Friday"]
)
def test_without_a_document_date_the_words_are_kept_and_no_date_is_invented(words: str) -> None:
    (found,) = find_times(f"The town fell {words}.", None)
    assert found.interval.edtf is None
    assert found.interval.text


@pytest.mark.parametrize(
    ("words", "edtf"), [("from 28 February to 3 March 2012", "2012-02-28/2012-03-03"), ("since 2012", "2012/..")]
)
def test_a_date_of_its_own_needs_no_document_date(words: str, edtf: str) -> None:
    (found,) = find_times(f"It lasted {words}.", None)
    assert found.interval.edtf == edtf


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The town fell on 3 January 2014. Two days later the army came back.", ["2014-01-03", "2014-01-05"]),
        ("The town fell on Monday and was retaken the following day.", ["2014-02-10", "2014-02-11"]),
        ("Fighting began on Monday. The same day, a convoy left.", ["2014-02-10", "2014-02-10"]),
        ("It fell on Monday. A week earlier it had been shelled.", ["2014-02-10", "2014-02-03/2014-02-09"]),
        ("It fell in June 2013. Two months later it was retaken.", ["2013-06", "2013-08"]),
        ("It fell in June 2013. Two days later it was retaken.", ["2013-06", None]),
        ("Two days later it was retaken.", [None]),
    ],
)
def test_later_and_earlier_count_from_the_date_said_before(text: str, dates: list[str | None]) -> None:
    assert [t.interval.edtf for t in paragraph_times(text, ANCHOR)] == dates


@pytest.mark.parametrize(
    ("words", "ahead"), [("on Friday", "2014-02-14"), ("on 20 February", "2014-02-20"), ("in March", "2014-03")]
)
def test_what_is_yet_to_come_is_read_ahead(words: str, ahead: str) -> None:
    (found,) = find_times(f"They will meet {words}.", ANCHOR)
    assert found.ahead is not None
    assert found.ahead.edtf == ahead


@pytest.mark.parametrize(
    "text",
    [
        "",
        "80% of the town",
        "We march on.",
        "They may attack.",
        "room 2014b",
        "31 February 2014",
        "the 23 March Movement",
        "the Sunday Times",
        "some of 2000 fighters",
        "a march to Rome",
        "Phone 555-1234-99",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert all(t.interval.edtf is None for t in find_times(text, ANCHOR))


def test_a_possessive_date_opens_nothing() -> None:
    (found,) = find_times("Tensions rose after Monday's attack.", ANCHOR)
    assert found.interval.edtf == "2014-02-10"


WORDS = st.sampled_from([*" ".join(w for w, _ in EXPRESSIONS).split(), *"the town fell and , . 's".split()])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))


@given(TEXTS, st.dates().map(str) | st.none())
def test_spans_hold_never_overlap_and_every_date_is_edtf(text: str, issued: str | None) -> None:
    times = find_times(text, issued)
    assert all(text[t.start : t.end] == t.interval.text for t in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
    for found in (i for t in times for i in (t.interval, t.ahead) if i and i.edtf):
        assert is_valid(found.edtf)
        assert (found.not_before, found.not_after) == bounds(found.edtf)


@given(TEXTS, st.dates(date(1950, 1, 1)).map(str))
def test_a_paragraphs_times_are_those_of_its_sentences(text: str, issued: str) -> None:
    assert all(text[t.start : t.end] == t.interval.text for t in paragraph_times(text, issued))


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
