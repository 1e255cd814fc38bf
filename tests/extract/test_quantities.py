from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numerals import read_cardinal
from kg.extract.quantities import find_amounts, measure


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("1,200", 1200),
        ("2.5", 2.5),
        ("twenty-three", 23),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("three hundred and twenty", 320),
        ("forty thousand", 40_000),
        ("1.2 million", 1_200_000),
        ("several", None),
        ("", None),
    ],
)
def test_cardinals_are_read(text, number):
    assert read_cardinal(text) == number


@pytest.mark.parametrize(
    ("text", "value", "minimum", "maximum"),
    [
        ("170", 170, None, None),
        ("twenty-three", 23, None, None),
        ("1.2 million", 1_200_000, None, None),
        ("a dozen", 12, None, None),
        ("more than 170", None, 170, None),
        ("at least 12", None, 12, None),
        ("over two dozen", None, 24, None),
        ("no fewer than 5", None, 5, None),
        ("nearly 50", None, None, 50),
        ("as many as 30", None, None, 30),
        ("up to a hundred", None, None, 100),
        ("fewer than ten", None, None, 10),
        ("no more than 10", None, None, 10),
        ("some 40", None, None, None),
        ("about 40,000", None, None, None),
        ("between 10 and 15", None, 10, 15),
        ("10 to 15", None, 10, 15),
        ("10-15", None, 10, 15),
        ("between ten and fifteen", None, 10, 15),
        ("dozens", None, 24, None),
        ("tens of thousands", None, 20_000, None),
        ("hundreds", None, 200, None),
        ("many", None, None, None),
    ],
)
def test_bounds_are_inclusive_and_stated_as_the_words_state_them(text, value, minimum, maximum):
    found = measure("killed", text)
    assert (found.kind, found.text) == ("killed", text)
    assert (found.value, found.minimum, found.maximum) == (value, minimum, maximum)


@pytest.mark.parametrize(
    ("text", "value", "minimum", "maximum"),
    [
        ("65%", 0.65, None, None),
        ("80 percent", 0.8, None, None),
        ("80 per cent", 0.8, None, None),
        ("more than 80%", None, 0.8, None),
        ("nearly 90 percent", None, None, 0.9),
        ("50 to 60 percent", None, 0.5, 0.6),
        ("half", 0.5, None, None),
        ("about half", None, None, None),
        ("more than half", None, 0.5, None),
        ("a third", 1 / 3, None, None),
        ("two-thirds", 2 / 3, None, None),
        ("three quarters", 0.75, None, None),
    ],
)
def test_a_share_is_a_fraction_of_one(text, value, minimum, maximum):
    found = measure("killed", text)
    assert found.kind == "share"
    assert (found.value, found.minimum, found.maximum) == pytest.approx((value, minimum, maximum))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("At least 12 people, including three children, were killed.", ["At least 12", "three"]),
        ("Between 10 and 15 civilians died.", ["Between 10 and 15"]),
        ("They fired as many as 30 rockets and 5,000 shells.", ["as many as 30", "5,000"]),
        ("Tens of thousands fled; two-thirds of the town burned.", ["Tens of thousands", "two-thirds"]),
        ("They hold 80 percent of it.", ["80 percent"]),
        ("Half of the fighters left in half an hour.", ["Half"]),
        ("A 20-year-old man and the 101st Brigade of M23", []),
        ("He died on Jan. 7, 2017 after 12 others, in the past 24 hours.", ["12"]),
        ("", []),
    ],
)
def test_amounts_are_found_with_the_words_that_bound_them(text, amounts):
    assert [text[start:end] for start, end in find_amounts(text)] == amounts


@given(st.text(max_size=80))
def test_whatever_is_measured_keeps_its_words(text):
    found = measure("killed", text)
    assert found.text == text
    assert found.minimum is None or found.maximum is None or found.minimum <= found.maximum


@given(st.text(max_size=200))
def test_amounts_come_in_order_and_never_overlap(text):
    spans = find_amounts(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
