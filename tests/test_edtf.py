from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import bounds, interval


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2014", ("2014-01-01", "2014-12-31")),
        ("2014-02", ("2014-02-01", "2014-02-28")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2014-02-12", ("2014-02-12", "2014-02-12")),
        ("2014-02-12~", ("2014-02-12", "2014-02-12")),
        ("2014?", ("2014-01-01", "2014-12-31")),
        ("2014-02-01/2014-02-12", ("2014-02-01", "2014-02-12")),
        ("2015-03/2015-06", ("2015-03-01", "2015-06-30")),
        ("../2014-02-12", (None, "2014-02-12")),
        ("2014-02~/..", ("2014-02-01", None)),
        ("/2014", (None, "2014-12-31")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("2014-XX", ("2014-01-01", "2014-12-31")),
        ("2014-22", ("2014-01-01", "2014-12-31")),
        ("2014-24~", ("2014-01-01", "2015-02-28")),
        ("2014-02-XX", ("2014-02-01", "2014-02-28")),
    ],
)
def test_bounds(expression, expected):
    assert bounds(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "May 2014",
        "2014-13",
        "2014-02-30",
        "14-02-12",
        "2014-2-1",
        "../..",
        "/",
        "2014/2013",
        "2014/2015/2016",
        "201X-02",
        "2014-XX-01",
        "2014-22-01",
        "2014-25",
        "0000",
    ],
)
def test_what_is_no_expression_is_refused(expression):
    with pytest.raises(ValueError):
        bounds(expression)


@given(st.dates(), st.dates())
def test_an_interval_of_days_is_its_own_bounds(one, other):
    first, last = sorted((one.isoformat(), other.isoformat()))
    assert bounds(f"{first}/{last}") == (first, last)


def test_no_expression_leaves_the_words_alone():
    assert interval(None, "lately").text == "lately"
    assert interval(None).not_before is None
