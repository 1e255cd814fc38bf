"""Lines that tell a moment and nothing else: how long ago, to the minute, or when something was published or changed."""

from __future__ import annotations

import re
from typing import Final

from kg.read.dates import DATE, DAY_WITHOUT_YEAR, is_date_line

__all__ = ["CLOCK", "STAMP", "ends_in_change", "is_change", "is_moment", "is_stamp"]

LONGEST: Final = 60
AGO: Final = (
    r"(?:\b\d{1,4}|\ban?|\bone)\s?(?:[smhdwy]|sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year|yr)s?\sago\b"
    r"|\b(?:yesterday|just\snow)\b"
)
STAMP = re.compile(rf"{DATE.pattern}|{DAY_WITHOUT_YEAR.pattern}|{AGO}", DATE.flags)
CLOCK = re.compile(rf"\b[0-2]?\d[:.h][0-5]\d(?!\d)|{AGO}", re.IGNORECASE)
CHANGE = r"(?:(?:first|last|originally)\s)?(?:published|updated|posted|modified|edited)(?:\s(?:on|at))?:?\s"
TIME = r"[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\.?)?(?:\s\(?[A-Z]{1,5}\)?)?"
MOMENT = re.compile(rf"\W*(?:{CHANGE})?(?:{AGO}\W*)?(?:{TIME})?\W*", re.IGNORECASE)
LATEST = re.compile(rf"\b{CHANGE}(?:{AGO}|{TIME})\W*$", re.IGNORECASE)
CHANGED = re.compile(CHANGE, re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether *text* is a day, or how long ago, and nothing else."""
    line = " ".join(text.split())
    return is_date_line(line) or (
        len(line) < LONGEST and re.fullmatch(rf"\W*(?:{AGO})\W*", line, re.IGNORECASE) is not None
    )


def is_moment(text: str) -> bool:
    """Whether *text* is a time of day, or how long ago, with or without what happened then, and nothing else."""
    line = " ".join(text.split())
    return len(line) < LONGEST and CLOCK.search(line) is not None and MOMENT.fullmatch(line) is not None


def ends_in_change(text: str) -> bool:
    """Whether the last words of *text* tell the moment of a change ("Ada Corvel. Last updated 18:52")."""
    line = " ".join(text.split())
    return len(line) < 2 * LONGEST and LATEST.search(line) is not None


def is_change(text: str) -> bool:
    """Whether *text* is when a report was published or changed, and nothing else."""
    return CHANGED.match(text) is not None and (is_moment(text) or is_date_line(text))
