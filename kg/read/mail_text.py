"""The text of a mail → a draft: what the sender writes or forwards, apart from what is quoted and from signatures.

1. Paragraphs are runs of lines, parted where a quotation begins or ends (`kg.read.quoting`); quotations are furniture.
2. What is forwarded stands without the ">" before its lines; of a text signed with OpenPGP the dashes that keep its lines
   apart from the signature's are taken off (RFC 9580, section 7.2).
3. Where a mail does no more than forward a message, that message's From, Date and Subject are the document's, and its day is
   not the mail's. What the page of a mail in HTML quotes is told by `kg.read.mail_page`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from kg.model import ParagraphRole
from kg.read.decode import decode
from kg.read.draft import Draft, Piece, Record
from kg.read.media_types import TEXT
from kg.read.metadata import Metadata
from kg.read.quoting import SEAL, SIGNED, quoted_lines
from kg.read.stated import iso_day, stated_text

__all__ = ["forwarded_metadata", "read_mail_text"]

LINE_END: Final = re.compile(r"\r\n|\r|\n")
LONGEST_FIELD: Final = 300
MARKS: Final = re.compile(r"\s*(?:> ?)+")
ADDRESS: Final = re.compile(r"\s*(?:<[^<>]*>|\[mailto:[^\]]*\]|\([^()\s]*@[^()\s]*\))\s*$")
DAY: Final = re.compile(r"\W(?:at|um|à|a las|alle|om|kl|в)\b.*|,?\s+\d{1,2}[:.]\d\d\b.*", re.IGNORECASE | re.DOTALL)


def read_mail_text(record: Record, where: object) -> Draft:
    """Return the pieces of the text of a mail; raises InputError where it is empty or binary. *where* names it in errors."""
    if record.media_type != TEXT:
        from kg.read.mail_page import read_mail_page

        return read_mail_page(record, where)
    decoded = decode(record.data, where)
    lines = list(_unescaped(LINE_END.split(decoded.text)))
    quoted = quoted_lines(lines, forwards=record.forwards)
    whole = all(found for found, line in zip(quoted.lines, lines, strict=True) if not _is_blank(line))
    told = [
        (_bare(line) if whole or not found else line, found and not whole)
        for line, found in zip(lines, quoted.lines, strict=True)
    ]
    said, warnings = forwarded_metadata(record.said, {} if whole else quoted.forwarded)
    return Draft(TEXT, tuple(_pieces(told)), said, decoded.encoding, decoded.warnings + warnings)


def _unescaped(lines: Sequence[str]) -> Iterator[str]:
    signed = False
    for line in lines:
        signed = (signed or line == SIGNED) and line != SEAL[0]
        yield line.removeprefix("- ") if signed else line


def _is_blank(line: str) -> bool:
    return not line or line.isspace()


def _bare(line: str) -> str:
    """Return a line of what is forwarded without the marks before it."""
    return MARKS.sub("", line, count=1) if line.lstrip().startswith(">") else line


def _pieces(told: Sequence[tuple[str, bool]]) -> Iterator[Piece]:
    for key, group in groupby(told, key=lambda line: None if _is_blank(line[0]) else line[1]):
        if key is not None:
            yield Piece("\n".join(line for line, _ in group), ParagraphRole.FURNITURE if key else None)


def forwarded_metadata(said: Metadata, head: Mapping[str, str]) -> tuple[Metadata, tuple[str, ...]]:
    """Return what a mail that *said* so much states, where the message with this *head* is all it tells, and a warning."""
    if not head:
        return said, ()
    sender = head.get("from", "")[:LONGEST_FIELD]
    title, author = stated_text(head.get("subject")), stated_text(ADDRESS.sub("", sender).strip("\"'* "))
    day = _day(head.get("date", ""))
    warnings = () if day else ("issued left out: the day of the message that is forwarded cannot be read",)
    return Metadata(title or said.title, author or stated_text(sender), issued=day), warnings


def _day(text: str) -> str | None:
    text = " ".join(text[:LONGEST_FIELD].split())
    return iso_day(text) or iso_day(DAY.sub("", text, count=1).strip(" ,"))
