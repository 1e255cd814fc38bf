"""Time expressions as EDTF, anchored at the document's own date, never at today's.

Each rule is a pattern and a function from the match and the document's date to an EDTF expression. Where the document has no
date, an expression that needs one keeps its words and gets no date. A bare weekday is the last such day on or before the
document's date; "in March" is the latest March that is not after it; weeks begin on Monday. Precision is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from kg.edtf import interval
from kg.model import Interval

__all__ = ["TimeExpression", "find_times"]

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
COUNT = r"(?P<count>\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|several)"
NUMBERS = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {"a": 1}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: half-open offsets, what it means, and the name of the rule that read it."""

    start: int
    end: int
    interval: Interval
    rule: str


Rule: TypeAlias = tuple[str, re.Pattern[str], Callable[[re.Match[str], date | None], str | None]]


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _full(match: re.Match[str], _: date | None) -> str | None:
    try:
        return date(int(match["year"]), _month(match), int(match["day"])).isoformat()
    except ValueError:
        return None


def _day_of_month(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    for year in (anchor.year, anchor.year - 1):
        try:
            found = date(year, _month(match), int(match["day"]))
        except ValueError:
            return None
        if found <= anchor:
            return found.isoformat()
    return None


def _month_of_year(match: re.Match[str], _: date | None) -> str:
    return f"{int(match['year']):04d}-{_month(match):02d}"


def _bare_month(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    return f"{anchor.year - (_month(match) > anchor.month):04d}-{_month(match):02d}"


def _weekday(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    back = (anchor.weekday() - DAYS[match["weekday"][:3].lower()]) % 7
    return (anchor - timedelta(days=back)).isoformat()


def _days_back(first: int, last: int = 0) -> Callable[[re.Match[str], date | None], str | None]:
    def read(_: re.Match[str], anchor: date | None) -> str | None:
        if anchor is None:
            return None
        begin, end = anchor - timedelta(days=first), anchor - timedelta(days=last)
        return begin.isoformat() if begin == end else f"{begin.isoformat()}/{end.isoformat()}"

    return read


def _week(offset: int) -> Callable[[re.Match[str], date | None], str | None]:
    def read(_: re.Match[str], anchor: date | None) -> str | None:
        if anchor is None:
            return None
        monday = anchor - timedelta(days=anchor.weekday() + 7 * offset)
        end = min(monday + timedelta(days=6), anchor)
        return f"{monday.isoformat()}/{end.isoformat()}"

    return read


def _shift_month(anchor: date, back: int) -> str:
    months = anchor.year * 12 + anchor.month - 1 - back
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _month_back(back: int) -> Callable[[re.Match[str], date | None], str | None]:
    return lambda _, anchor: _shift_month(anchor, back) if anchor else None


def _year_back(back: int) -> Callable[[re.Match[str], date | None], str | None]:
    return lambda _, anchor: f"{anchor.year - back:04d}" if anchor else None


def _ago(match: re.Match[str], anchor: date | None) -> str | None:
    words, unit = match["count"].lower(), match["unit"]
    number = int(words) if words.isdigit() else NUMBERS.get(words)
    if anchor is None or number is None:
        return None
    if unit == "day":
        return (anchor - timedelta(days=number)).isoformat()
    if unit == "week":
        day = anchor - timedelta(weeks=number)
        monday = day - timedelta(days=day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return _shift_month(anchor, number) if unit == "month" else f"{anchor.year - number:04d}"


def _this_month(_: re.Match[str], anchor: date | None) -> str | None:
    return f"{anchor.year:04d}-{anchor.month:02d}" if anchor else None


def _recent_months(_: re.Match[str], anchor: date | None) -> str | None:
    return f"{_shift_month(anchor, 3)}/{_shift_month(anchor, 0)}" if anchor else None


def _rule(name: str, pattern: str, read: Callable[[re.Match[str], date | None], str | None], flags: int = re.I) -> Rule:
    return name, re.compile(rf"\b(?:{pattern})(?!\w)", flags), read


RULES: tuple[Rule, ...] = (
    _rule("iso-day", r"(?P<edtf>\d{4}-[01]\d-[0-3]\d)", lambda m, _: m["edtf"]),
    _rule("month-day-year", rf"{MONTH}\.? {DAY},? (?P<year>\d{{4}})", _full),
    _rule("day-month-year", rf"{DAY} {MONTH},? (?P<year>\d{{4}})", _full),
    _rule("month-year", rf"{MONTH},? (?P<year>(?:19|20)\d\d)", _month_of_year),
    _rule("month-day", rf"{MONTH} {DAY}", _day_of_month, 0),
    _rule("day-month", rf"{DAY} {MONTH}", _day_of_month, 0),
    _rule("today", r"today|tonight|this (?:morning|afternoon|evening)", _days_back(0)),
    _rule("yesterday", r"yesterday|last night|overnight", _days_back(1, 1)),
    _rule("day-before-yesterday", r"the day before yesterday", _days_back(2, 2)),
    _rule("earlier-this-week", r"(?:earlier |later )?this week", _week(0)),
    _rule("last-week", r"(?:last|the previous) week", _week(1)),
    _rule("this-month", r"(?:earlier )?this month", _this_month),
    _rule("last-month", r"last month", _month_back(1)),
    _rule("this-year", r"(?:earlier )?this year", _year_back(0)),
    _rule("last-year", r"last year", _year_back(1)),
    _rule("recent-days", r"(?:in|over|during) (?:the )?(?:past few|last few|recent|past|last couple of) days", _this_month),
    _rule("recent-weeks", r"(?:in|over|during) (?:the )?(?:past few|last few|recent) weeks", _this_month),
    _rule("recent-months", r"(?:in|over|during) (?:the )?(?:past few|last few|recent) months", _recent_months),
    _rule("weekday", rf"(?:(?:on|last) )?{WEEKDAY}", _weekday, 0),
    _rule("ago", rf"{COUNT} (?P<unit>day|week|month|year)s? ago", _ago),
    _rule("in-month", rf"(?:in|since|during|of|last|early|late|mid) {MONTH}", _bare_month, 0),
    _rule("year", r"(?:in|since|during|of) (?P<edtf>(?:19|20)\d\d)", lambda m, _: m["edtf"]),
    _rule("duration", r"for an? (?:second|third|fourth|fifth|sixth|seventh|\w+th) (?:straight |consecutive )?(?:day|week)",
          lambda *_: None),
    _rule("vague", r"recently|previously|at (?:this|the) (?:point|moment)|currently", lambda *_: None),
)  # fmt: skip


def find_times(text: str, issued: str | None, offset: int = 0) -> tuple[TimeExpression, ...]:
    """Find the time expressions of *text*: the earlier rule wins, then the earlier place; ordered, never overlapping.

    *issued* is the document's ISO day or None. Offsets are those of *text* plus *offset*. Empty text gives ().
    """
    anchor = date.fromisoformat(issued) if issued else None
    found: list[TimeExpression] = []
    for expression in _candidates(text, anchor, offset):
        if all(expression.end <= f.start or f.end <= expression.start for f in found):
            found.append(expression)
    return tuple(sorted(found, key=lambda t: t.start))


def _candidates(text: str, anchor: date | None, offset: int) -> Iterator[TimeExpression]:
    for name, pattern, read in RULES:
        for match in pattern.finditer(text):
            edtf = read(match, anchor)
            yield TimeExpression(offset + match.start(), offset + match.end(), interval(edtf, match.group()), name)
