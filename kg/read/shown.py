"""Text as a file holds it → text as a reader sees it: white space collapsed, soft hyphens gone, no-break spaces kept."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg.read.draft import without_blank_lines

__all__ = ["full_day", "shown"]

# What HTML and Word collapse; a no-break space is none of it.
SPACES: Final = re.compile(r"[ \t\f\v]+")
AROUND_BREAK: Final = re.compile(r" ?[\n\u2028\u2029] ?")
SOFT_HYPHEN: Final = "\u00ad"
DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=T|\s|$)")


def shown(text: str) -> str:
    r"""Return *text* with single spaces, without blank lines and soft hyphens; a line feed is a break that is shown.

    >>> shown(" The  mili\u00adtary \n\n left\tOster ")
    'The military\nleft Oster'
    """
    return without_blank_lines(AROUND_BREAK.sub("\n", SPACES.sub(" ", text.replace(SOFT_HYPHEN, ""))))


def full_day(text: str) -> str | None:
    """Return the ISO day that *text* begins with; None where it is a year, a month, or no day of the calendar.

    >>> full_day("2026-11-22T08:00:00Z"), full_day("2026-11"), full_day("2026-13-01")
    ('2026-11-22', None, None)
    """
    match = DAY.match(text.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None
