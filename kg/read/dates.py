"""Finds the days that a line states, as ISO 8601 dates, and guesses nothing.

English months in letters with day and year in either order, year first, and the wire form `09Jun15`; months of the languages
of `months.toml` between day and year. All-number dates count
only where day and month cannot be mistaken for each other. A month or a year alone is no day. Two-digit years follow
POSIX (00-68 are 2000-2068) and stand only beside a month in letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.resources import lexicon_file

__all__ = ["DATE", "DAY_WITHOUT_YEAR", "find_dates", "is_date_line", "without_dates"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# The number of each month, by its names in other languages.
OTHER_MONTHS: Final = {
    month.casefold(): number
    for row in tomllib.loads(lexicon_file("months.toml").read_text(encoding="utf-8"))["row"]
    for number, month in enumerate(row["months"], 1)
}
OTHER_MONTH = "|".join(sorted(OTHER_MONTHS))
WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,3})?"
DATE = re.compile(
    rf"""{WEEKDAY}(?:
      (?P<month_a>\b{MONTH})\s{{0,3}}(?P<day_a>[0-3]?\d)(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year_a>(?:19|20)\d\d)\b
    | \b(?P<day_b>[0-3]?\d)(?:st|nd|rd|th)?(?:\s{{1,3}}of)?[\s-]{{0,3}}(?P<month_b>{MONTH}),?[\s-]{{0,3}}
        (?P<year_b>(?:19|20)\d\d|(?<=[a-z.-])\d\d)\b
    | \b(?P<year_c>(?:19|20)\d\d)[-/.](?P<month_c>[01]?\d)[-/.](?P<day_c>[0-3]?\d)(?=\b|T)
    | \b(?:le\s)?(?P<day_e>[0-3]?\d)(?:er|\.)?\s(?:de\s)?(?P<month_e>{OTHER_MONTH})\s(?:de\s)?(?P<year_e>(?:19|20)\d\d)\b
    | \b(?P<first>[0-3]?\d)[/.-](?P<second>[0-3]?\d)[/.-](?P<year_d>(?:19|20)\d\d)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL = re.compile(
    r"first|last|originally|(?:publish|updat|post|modifi|issu|creat|releas|submitt|add)ed|written|date|update|publication|"
    r"release|online|on|at|hours|hrs|local|time",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"T?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?(?:Z|[ap]m?|[+-]\d\d:?\d\d)?|\d{1,2}[ap]m|[ap]\.?m\.?|(?-i:[A-Z]{1,4}T|UTC|Z)|"
    r"[+-]?\d\d:?\d\d",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s|•·,()@/–—:]+(?::[^\s|•·,()@/–—:]+)*")
DAY_WITHOUT_YEAR = re.compile(
    rf"{WEEKDAY}(?:{MONTH}\s[0-3]?\d(?:st|nd|rd|th)?|[0-3]?\d(?:st|nd|rd|th)?\s{MONTH})(?!\w)", re.IGNORECASE
)
LONGEST = 120


def find_dates(line: str) -> Iterator[tuple[int, str | None]]:
    """Yield where each date of *line* begins and its ISO day, None where the line does not settle it."""
    for match in DATE.finditer(line):
        yield match.start(), _day(match)


def without_dates(line: str) -> str:
    """Return *line* with each date replaced by a bar, which nothing else in a byline is."""
    return DATE.sub("|", line)


def is_date_line(line: str) -> bool:
    """Whether *line* states when something was published and nothing else.

    >>> is_date_line("Updated: Feb 12, 2014 at 5:14 pm GMT"), is_date_line("Feb 12, 2014 was a Wednesday.")
    (True, False)
    """
    line = " ".join(line.split())
    if not line or len(line) > LONGEST:
        return False
    rest, dated = DATE.subn(" ", line)
    if dated:
        return _is_label(rest)
    rest, days = DAY_WITHOUT_YEAR.subn(" ", line)
    return days > 0 and bool(rest.strip()) and _is_label(rest)


def _is_label(rest: str) -> bool:
    words = (word.strip("-") for word in WORD.findall(rest))
    return all(not word or LABEL.fullmatch(word) or CLOCK.fullmatch(word) for word in words)


def _day(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["year_d"]:
        return _unmistakable(int(part["year_d"]), int(part["first"]), int(part["second"]))
    if part["year_c"]:
        return _iso(int(part["year_c"]), int(part["month_c"]), int(part["day_c"]))
    if part["year_e"]:
        return _iso(int(part["year_e"]), OTHER_MONTHS[part["month_e"].casefold()], int(part["day_e"]))
    which = "a" if part["year_a"] else "b"
    month = MONTHS.index(part[f"month_{which}"][:3].lower()) + 1
    return _iso(_full_year(int(part[f"year_{which}"])), month, int(part[f"day_{which}"]))


def _unmistakable(year: int, first: int, second: int) -> str | None:
    days = {day for day in (_iso(year, first, second), _iso(year, second, first)) if day}
    return days.pop() if len(days) == 1 else None


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (2000 if year <= 68 else 1900)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
