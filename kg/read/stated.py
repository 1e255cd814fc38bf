"""Values of records, mails and metadata kept beside → what a document states: one line of text, an ISO day, an address.

1. A text is on one line, without characters that XML forbids, and of at most `LONGEST` characters; a list of texts or of
   objects with a `name` (schema.org) is joined by "; ".
2. A day is an ISO 8601 or RFC 2822 date, one of `ctime` (POSIX; Twitter's has a zone) or a date in letters, in
   its own zone whatever the hour; a number is seconds or milliseconds since 1970, in UTC, or a day without hyphens
   (20140303). A date that can be read in two ways is none.
3. An address is one of http or https.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from kg.read.characters import NOT_XML
from kg.read.dates import find_dates, is_date_line

__all__ = ["iso_day", "stated_text", "stated_url"]

LONGEST = 1_000
MOST_NAMES = 100
ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
CTIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d:\d\d(?: (?:[+-]\d{4}|[A-Z]{1,5}))? (\d{4})")
NUMBER = re.compile(r"\d{9,13}(?:\.\d{1,9})?")
URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]{1,4000}", re.IGNORECASE)
# Numbers below are years, counters and the empty value 0, not seconds; numbers from the next on are milliseconds.
FIRST_SECOND, FIRST_MILLISECOND, LAST = 10**8, 10**11, 10**13


def stated_text(value: object) -> str | None:
    """Return the text of *value* on one line, None where it has none.

    >>> stated_text([{"name": "A.  Oster"}, "B. Ner"])
    'A. Oster; B. Ner'
    """
    values = value if isinstance(value, list) else [value]
    texts = (v.get("name") if isinstance(v, dict) else v for v in values[:MOST_NAMES])
    lines = (" ".join(NOT_XML.sub("\ufffd", text).split()) for text in texts if isinstance(text, str))
    return "; ".join(dict.fromkeys(filter(None, lines)))[:LONGEST].strip() or None


def stated_url(value: object) -> str | None:
    """Return the web address that *value* is, else None."""
    return value.strip() if isinstance(value, str) and URL.fullmatch(value.strip()) else None


def iso_day(value: object) -> str | None:
    """Return the day that *value* states, as YYYY-MM-DD; None where it states none, or not surely.

    >>> iso_day("2014-03-03T23:30:00-05:00"), iso_day("Mon, 3 Mar 2014 23:30:00 -0500"), iso_day("3/4/2014")
    ('2014-03-03', '2014-03-03', None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    text = value.strip()
    if match := ISO.fullmatch(text):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if NUMBER.fullmatch(text):
        return _of_number(float(text))
    if match := CTIME.fullmatch(text):
        text = f"{match[2]} {match[1]} {match[3]}"
    days = {day for _, day in find_dates(text)} if is_date_line(text) else set()
    return days.pop() if len(days) == 1 else None


def _of_number(number: float) -> str | None:
    if isinstance(number, int) and 10**7 <= number < FIRST_SECOND:
        return _day(number // 10_000, number // 100 % 100, number % 100)
    if not FIRST_SECOND <= number < LAST:
        return None
    seconds = number / 1000 if number >= FIRST_MILLISECOND else number
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
