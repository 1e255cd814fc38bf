"""Turns the words of a time expression into EDTF: one small function for each kind of expression.

A reader gets the match and the anchor: the document's day, and the date last read in the text before ("two days later").
It answers None where the anchor that it needs is unknown, or where the words are no date of the calendar. Weeks begin on
Monday. Precision is kept: a part of a month or year ("early March", "late 2012") is that month or year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from kg.extract.numerals import read_cardinal

__all__ = [
    "Anchor",
    "Reader",
    "ago",
    "bare_month",
    "day_of_month",
    "day_range",
    "days_from",
    "full_day",
    "last_season",
    "later",
    "month_of_year",
    "month_range",
    "next_units",
    "numeric_day",
    "past_unit",
    "past_units",
    "recent",
    "same",
    "season",
    "shifted_month",
    "shifted_year",
    "straight",
    "unanchored",
    "week",
    "weekday",
    "weekday_ahead",
    "weekend",
    "year_range",
]

MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
RECENT_SPAN = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from: the document's day, and the last single date in the text before, as EDTF."""

    issued: date | None = None
    said: str | None = None


Reader: TypeAlias = Callable[[re.Match[str], Anchor], str | None]


def unanchored(match: re.Match[str], anchor: Anchor) -> str | None:
    """Return the part of the words that is EDTF already, or None: words without a date keep only themselves."""
    return match.groupdict().get("edtf")


def full_day(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read day, month and year."""
    found = _date(int(match["year"]), _month(match["month"]), int(match["day"]))
    return found.isoformat() if found else None


def numeric_day(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read 14/02/2014 where day and month cannot be taken for each other."""
    year, first, second = (int(match[name]) for name in ("year", "first", "second"))
    days = {day for day in (_date(year, first, second), _date(year, second, first)) if day}
    return days.pop().isoformat() if len(days) == 1 else None


def day_of_month(turn: int) -> Reader:
    """Read day and month: with -1 as the latest such day that is not after the document's, with 1 the first from it on."""

    def read(match: re.Match[str], anchor: Anchor) -> str | None:
        if anchor.issued is None:
            return None
        month, day = _month(match["month"]), int(match["day"])
        days = (_date(anchor.issued.year + step * turn, month, day) for step in (0, 1))
        fits = (d for d in days if d and (d >= anchor.issued if turn > 0 else d <= anchor.issued))
        return next((d.isoformat() for d in fits), None)

    return read


def day_range(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "3-5 March (2012)"; without a year the last day is the latest that is not after the document's."""
    month, first, last = _month(match["month"]), int(match["first"]), int(match["last"])
    year = int(match["year"]) if match["year"] else _latest_year(month, last, anchor.issued)
    begin, end = (_date(year, month, first), _date(year, month, last)) if year else (None, None)
    return f"{begin.isoformat()}/{end.isoformat()}" if begin and end and begin < end else None


def month_range(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "between March and May (2012)"; a first month later in the year than the last is of the year before."""
    first, last = _month(match["month"]), _month(match["until"])
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if anchor.issued is None:
            return None
        year = anchor.issued.year - (last > anchor.issued.month)
    return f"{year - (first > last):04d}-{first:02d}/{year:04d}-{last:02d}"


def year_range(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "from 2011 to 2013", "2014-15"; "2010-12" may be a month and gives nothing."""
    first, last = match["year"], match["until"]
    if len(last) == 2:
        if int(last) <= 12 and "-" in match.group():
            return None
        last = first[:2] + last
    return f"{first}/{last}" if first < last else None


def month_of_year(match: re.Match[str], anchor: Anchor) -> str:
    """Read month and year."""
    return f"{int(match['year']):04d}-{_month(match['month']):02d}"


def bare_month(turn: int) -> Reader:
    """Read a month without a year: with -1 the latest that is not after the document's month, with 1 the first from it on."""

    def read(match: re.Match[str], anchor: Anchor) -> str | None:
        if anchor.issued is None:
            return None
        month = _month(match["month"])
        behind, ahead = month > anchor.issued.month, month < anchor.issued.month
        return f"{anchor.issued.year + (ahead if turn > 0 else -behind):04d}-{month:02d}"

    return read


def season(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "the summer of 2014", and "this summer" by the document's year."""
    year = int(match["year"]) if match["year"] else anchor.issued.year if anchor.issued else None
    return f"{year:04d}-{SEASONS[match['season'].lower()]}" if year else None


def last_season(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "last summer" as the latest that was over (months of the northern hemisphere); a winter has two years."""
    name = match["season"].lower()
    if anchor.issued is None or name not in SEASON_ENDS:
        return None
    return f"{anchor.issued.year - (SEASON_ENDS[name] >= anchor.issued.month):04d}-{SEASONS[name]}"


def weekday(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read a weekday as the last on or before the document's day; "last Friday" is before it, "next Friday" after it."""
    if anchor.issued is None:
        return None
    which = (match["which"] or "").lower()
    if which.startswith(("next", "coming")):
        return _weekday_from(match, anchor.issued + timedelta(days=1))
    latest = anchor.issued - timedelta(days=which.startswith(("last", "previous", "past")))
    back = (latest.weekday() - _weekday(match)) % 7
    return (latest - timedelta(days=back)).isoformat()


def weekday_ahead(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read a weekday of what is yet to come: the first on or after the document's day."""
    if anchor.issued is None or (match["which"] or "").lower().startswith(("last", "previous", "past")):
        return None
    return _weekday_from(match, anchor.issued + timedelta(days=(match["which"] or "").lower().startswith("next")))


def days_from(first: int, last: int) -> Reader:
    """Read as the days from *first* to *last*, counted from the document's day (yesterday is -1)."""

    def read(_: re.Match[str], anchor: Anchor) -> str | None:
        if anchor.issued is None:
            return None
        begin, end = anchor.issued + timedelta(days=first), anchor.issued + timedelta(days=last)
        return begin.isoformat() if begin == end else f"{begin.isoformat()}/{end.isoformat()}"

    return read


def week(turn: int) -> Reader:
    """Read as the week *turn* weeks from the document's; the document's own week is known to its day only."""

    def read(_: re.Match[str], anchor: Anchor) -> str | None:
        if anchor.issued is None:
            return None
        monday = anchor.issued - timedelta(days=anchor.issued.weekday() - 7 * turn)
        end = anchor.issued if turn == 0 else monday + timedelta(days=6)
        return f"{monday.isoformat()}/{end.isoformat()}"

    return read


def weekend(_: re.Match[str], anchor: Anchor) -> str | None:
    """Read as the latest Saturday and Sunday, as far as the document knows them."""
    if anchor.issued is None:
        return None
    saturday = anchor.issued - timedelta(days=(anchor.issued.weekday() - 5) % 7)
    end = min(saturday + timedelta(days=1), anchor.issued)
    return saturday.isoformat() if end == saturday else f"{saturday.isoformat()}/{end.isoformat()}"


def shifted_month(turn: int) -> Reader:
    """Read as the month *turn* months from the document's."""
    return lambda _, anchor: _shift_month(anchor.issued, turn) if anchor.issued else None


def shifted_year(turn: int) -> Reader:
    """Read as the year *turn* years from the document's."""
    return lambda _, anchor: f"{anchor.issued.year + turn:04d}" if anchor.issued else None


def recent(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "in recent days" as the months that the last seven days fall in, weeks as four, months and years as three."""
    day, unit = anchor.issued, match["unit"].lower()
    if day is None:
        return None
    if unit in {"day", "week"}:
        first = _shift_month(day - timedelta(days=7 if unit == "day" else 28), 0)
        last = _shift_month(day, 0)
        return last if first == last else f"{first}/{last}"
    if unit == "month":
        return f"{_shift_month(day, -RECENT_SPAN)}/{_shift_month(day, 0)}"
    return f"{day.year - RECENT_SPAN:04d}/{day.year:04d}"


def past_unit(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "over the past month": the one that ends with the document's day."""
    if anchor.issued is None:
        return None
    begin, end = _step(anchor.issued, match["unit"].lower(), -1), anchor.issued.isoformat()
    return f"{begin}/{end[: len(begin)]}"


def past_units(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "the past three weeks": from so long ago to the document's day, hours and weeks as days."""
    number, unit = _count(match), match["unit"].lower()
    if anchor.issued is None or number is None:
        return None
    begin, end = _step(anchor.issued, unit, -number), anchor.issued.isoformat()
    return f"{begin}/{end[: len(begin)]}"


def next_units(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "the next two weeks", and "the coming days", which have no end."""
    if anchor.issued is None:
        return None
    number, begin = _count(match), anchor.issued.isoformat()
    if number is None:
        return f"{begin}/.."
    end = _step(anchor.issued, match["unit"].lower(), number)
    return f"{begin[: len(end)]}/{end}"


def ago(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "three days ago"; weeks as the calendar week, months and years with their own precision."""
    number = _count(match)
    return None if anchor.issued is None or number is None else _away(anchor.issued, match["unit"].lower(), -number)


def later(turn: int) -> Reader:
    """Read "two days later" (1) or "a month earlier" (-1), counted from the date last read, if that is as precise."""

    def read(match: re.Match[str], anchor: Anchor) -> str | None:
        unit = match["unit"].lower()
        day = _said(anchor, unit)
        number = _count(match) if match.groupdict().get("count") else 1
        return None if day is None or number is None else _away(day, unit, turn * number)

    return read


def same(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "that day", "the same month" as the date last read, if that is as precise."""
    unit = (match.groupdict().get("unit") or "day").lower()
    day = _said(anchor, unit)
    return None if day is None else _away(day, unit, 0)


def straight(match: re.Match[str], anchor: Anchor) -> str | None:
    """Read "for a third day" as the days, weeks, months or years that end with the document's day."""
    number, unit = _ordinal(match["ordinal"].lower()), match["unit"].lower()
    if anchor.issued is None or number is None:
        return None
    if unit == "week":
        number, unit = 7 * number, "day"
    begin, end = _step(anchor.issued, unit, 1 - number), anchor.issued.isoformat()
    return f"{begin}/{end[: len(begin)]}"


def _said(anchor: Anchor, unit: str) -> date | None:
    needed = {"month": 7, "year": 4}.get(unit, 10)
    if anchor.said is None or len(anchor.said) < needed:
        return None
    year, month, day = (*map(int, anchor.said.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _away(day: date, unit: str, number: int) -> str | None:
    """Return the day, calendar week, month or year that is *number* units from *day*."""
    if unit != "week":
        return _step(day, unit, number)
    there = day + timedelta(weeks=number)
    monday = there - timedelta(days=there.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _step(day: date, unit: str, number: int) -> str:
    """Return *day* moved by *number* units, as precise as the unit; an hour's day is the one that it ends in."""
    if unit == "month":
        return _shift_month(day, number)
    if unit == "year":
        return f"{max(day.year + number, 1):04d}"
    days = {"hour": -(-abs(number) // 24) * (1 if number > 0 else -1), "week": 7 * number}.get(unit, number)
    return (day + timedelta(days=days)).isoformat()


def _shift_month(day: date, turn: int) -> str:
    months = day.year * 12 + day.month - 1 + turn
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _latest_year(month: int, day: int, issued: date | None) -> int | None:
    """Return the year in which *day* of *month* last came, the document's day included."""
    if issued is None:
        return None
    years = (year for year in (issued.year, issued.year - 1) if (found := _date(year, month, day)) and found <= issued)
    return next(years, None)


def _weekday(match: re.Match[str]) -> int:
    return WEEKDAYS[match["weekday"][:3].lower()]


def _weekday_from(match: re.Match[str], day: date) -> str:
    return (day + timedelta(days=(_weekday(match) - day.weekday()) % 7)).isoformat()


def _count(match: re.Match[str]) -> int | None:
    words = " ".join((match["count"] or "").lower().split())
    if words in {"a", "an"}:
        return 1
    number = read_cardinal(words)
    # Beyond this no report counts, and dates would leave the calendar.
    return int(number) if number is not None and number == int(number) and number < 1000 else None


def _ordinal(word: str) -> int | None:
    if word[:-2].isdigit():
        return int(word[:-2]) if int(word[:-2]) < 1000 else None
    return ORDINALS.index(word) + 2 if word in ORDINALS else None


def _month(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
