"""The lines of a message that head an earlier one → its fields, and where the head ends.

1. Lines such as "From: A. Name"; a line may go on in the next, as a list of addressees does, or be set apart by blank lines.
2. Notes writes the sender and the day on lines of their own, and beneath them "To" and "Subject" without a colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.lines import ends_sentence
from kg.read.mail_words import MailWords

__all__ = ["Head", "notes_head", "read_head"]

MOST_LINES: Final = 40
NOTES_LINES: Final = 14
SENDER_LINES: Final = 3
NAMED_BY_NOTES: Final = 2
GOES_ON: Final = (",", ";", "<")
ADDRESS_ENDS: Final = (">", ",", ";")
STAMP: Final = re.compile(
    r"[^<>]{0,80}<?[^\s<>@]{1,80}@[^\s<>@]{1,80}>?|.{0,80}\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b.{0,40}"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The first line that is not of a head any more, how many lines of it name a field, and what they say of each."""

    end: int
    lines: int
    fields: Mapping[str, str]


def read_head(bare: Sequence[str], start: int, words: MailWords) -> Head:
    """Return the head that begins at line *start* of the stripped lines *bare*; it ends there where none does."""
    fields: dict[str, str] = {}
    end, at, lines, name = start, start, 0, ""
    while at < min(len(bare), start + MOST_LINES):
        found = words.head_line(bare[at])
        if found is not None:
            name, lines = found[0], lines + 1
            fields.setdefault(name, found[1])
        elif not bare[at]:
            at += 1
            name = ""
            continue
        elif name and _goes_on(bare, at, name, words):
            fields[name] = f"{fields[name]} {bare[at]}"
        else:
            break
        at = end = at + 1
    return Head(end, lines, fields)


def _goes_on(bare: Sequence[str], at: int, name: str, words: MailWords) -> bool:
    """Whether the line *at* goes on with the field above it, called *name*."""
    if name in ("to", "other"):
        return bare[at - 1].endswith(GOES_ON) or bare[at].endswith(ADDRESS_ENDS)
    below = bare[at + 1] if at + 1 < len(bare) else ""
    return not ends_sentence(bare[at]) and (not below or words.head_line(below) is not None)


def notes_head(bare: Sequence[str], at: int, words: MailWords) -> Head | None:
    """Return the head that Notes begins at line *at* with who sent what follows, and when; None where it begins none."""
    told = [n for n in range(at, min(len(bare), at + NOTES_LINES)) if bare[n]]
    names = {n: field for n in told if (field := words.fields.get(bare[n].casefold())) is not None}
    to = next((n for n, field in names.items() if field == "to"), None)
    subject = next((n for n, field in names.items() if field == "subject" and to is not None and n > to), None)
    if to is None or subject is None or sum(n < to for n in told) > SENDER_LINES:
        return None
    if STAMP.fullmatch(bare[at][:200]) is None:
        return None
    value = next((n for n in told if n > subject), subject)
    day = {"date": bare[told[1]]} if told[1] < to else {}
    return Head(value + 1, NAMED_BY_NOTES, {"from": bare[at], "subject": bare[value], **day})
