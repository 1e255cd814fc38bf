"""EDTF expressions (Library of Congress, 2019) as day bounds: the part of levels 0 and 1 that reports need.

Dates `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, with `X` for digits left open at the end (`201X`, `2014-XX`), a qualifier
`~`, `?` or `%` behind, and intervals `a/b` whose ends may be open (`..`) or unknown (empty). A qualifier does not widen the
bounds: how far "about" reaches is the reader's to say. A season (`2014-21` spring … `2014-24` winter) has the bounds of its
year, since its months depend on the hemisphere; a winter may reach into the next February. No sets, no years beyond four
digits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from kg.model import Interval

__all__ = ["bounds", "interval"]

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[~?%]?")
_SEASONS: Final = frozenset({"21", "22", "23", "24"})
_WINTER: Final = "24"


def bounds(expression: str) -> tuple[str | None, str | None]:
    """Return the earliest and the latest day that *expression* allows, ISO 8601, both included; None where it is open.

    Raises ValueError where it is no such expression, or ends before it begins.

    >>> bounds("2014-02")
    ('2014-02-01', '2014-02-28')
    >>> bounds("../2014-02-12~")
    (None, '2014-02-12')
    """
    first, slash, last = expression.partition("/")
    if not slash:
        low, high = _days(expression)
        return low.isoformat(), high.isoformat()
    begin = None if first in ("", "..") else _days(first)[0]
    end = None if last in ("", "..") else _days(last)[1]
    if begin is None and end is None:
        raise ValueError("an interval needs one known end")
    if begin is not None and end is not None and begin > end:
        raise ValueError("it ends before it begins")
    return (begin.isoformat() if begin else None), (end.isoformat() if end else None)


def interval(expression: str | None, text: str | None = None) -> Interval:
    """Return the Interval of *expression* (None: nothing known but the words *text*); raises ValueError as `bounds` does."""
    if expression is None:
        return Interval(text=text)
    low, high = bounds(expression)
    return Interval(expression, text, low, high)


def _days(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no EDTF date")
    year, month, day = found["year"], found["month"], found["day"]
    if ("X" in year and (month or day)) or (month == "XX" and day not in (None, "XX")):
        raise ValueError(f"{text!r} leaves open what stands before a known part")
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in _SEASONS and day is None:
        after = years[1] + 1
        return date(years[0], 1, 1), date(after, 2, monthrange(after, 2)[1]) if month == _WINTER else date(
            years[1], 12, 31
        )
    if month in (None, "XX"):
        return date(years[0], 1, 1), date(years[1], 12, 31)
    if day in (None, "XX"):
        return date(years[0], int(month), 1), date(years[0], int(month), monthrange(years[0], int(month))[1])
    exact = date(years[0], int(month), int(day))
    return exact, exact
