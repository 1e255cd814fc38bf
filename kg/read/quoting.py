"""Finds what a text quotes of an earlier message, and the signature beneath it: neither is reporting.

1. A paragraph whose lines all begin with ">" is quoted (RFC 3676, section 4.5), and so are the lines that lead to one ("On
   Monday A. Name wrote:"), in the same paragraph or in one before it.
2. "-----Original Message-----" quotes everything below it. "---------- Forwarded message ---------" does not: what is forwarded
   is what the message tells; only its head of From, Date and Subject is none of the text.
3. A line "-- ", with its space (RFC 3676, section 4.3), begins a signature, which goes on to the end; so does the rule of
   underscores above the name of a mailing list that list servers add.
A text that is quoted as a whole is the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.paragraphs import Block

__all__ = ["find_quoted"]

LONGEST_LEAD = 300
MOST_LEAD_LINES = 3
SIGNATURE = "-- "
LIST_FOOT = re.compile(r"_{20,}\s+[^\n]{1,100}\bmailing list\b", re.IGNORECASE)
LEAD = re.compile(
    r"(?:on|le|am|el|il|em|op)\b.{4,260}\b(?:wrote|writes|a écrit|schrieb|escribió|ha scritto|escreveu|schreef)\s?:"
    r"|.{0,120}(?:<[^<>\s]{3,120}@[^<>\s]{3,120}>|\[mailto:[^\]]{3,120}\]).{0,40}\b(?:wrote|writes)\s?:",
    re.IGNORECASE | re.DOTALL,
)
ORIGINAL = re.compile(
    r"-{3,}\s*(?:original message|original-nachricht|message d'origine|mensaje original)\s*-{3,}", re.I
)
FORWARDED = re.compile(
    r"-{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado)\s*-{3,}"
    r"|begin forwarded message:",
    re.I,
)
HEAD_LINE = re.compile(r"(?:from|sent|date|to|cc|subject|reply-to):\s.{0,500}", re.IGNORECASE)


def find_quoted(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of the *blocks* that are quoted from an earlier message, lead to such or sign this one."""
    found: set[int] = set()
    for i, block in enumerate(blocks):
        lines = [line.strip() for line in block.lines]
        if ORIGINAL.fullmatch(lines[0]):
            found.update(range(i, len(blocks)))
        elif FORWARDED.fullmatch(lines[0]):
            found |= _forwarding_head(blocks, i)
        elif _is_quoted(lines):
            found.add(i)
            found |= {i - 1} if i and _is_lead(blocks[i - 1].text) else set()
    found |= _signature(blocks)
    return frozenset(found) if len(found) < len(blocks) else frozenset()


def _is_quoted(lines: Sequence[str]) -> bool:
    """Whether *lines* are all quoted, but for a few that lead to the rest."""
    quoted = next((n for n, line in enumerate(lines) if line.startswith(">")), None)
    if quoted is None or not all(line.startswith(">") for line in lines[quoted:]):
        return False
    return quoted == 0 or (quoted <= MOST_LEAD_LINES and _is_lead(" ".join(lines[:quoted])))


def _is_lead(text: str) -> bool:
    return len(text) <= LONGEST_LEAD and LEAD.fullmatch(text.strip()) is not None


def _forwarding_head(blocks: Sequence[Block], index: int) -> set[int]:
    """Return what heads a forwarded message: the line that says so and the lines From, Date and Subject."""
    rest = blocks[index].lines[1:]
    if rest:
        return {index} if all(HEAD_LINE.fullmatch(line.strip()) for line in rest) else set()
    end = index + 1
    while end < len(blocks) and all(HEAD_LINE.fullmatch(line.strip()) for line in blocks[end].lines):
        end += 1
    return set(range(index, end))


def _signature(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks of the signature; a paragraph that its line parts or ends is not among them."""
    for i in reversed(range(1, len(blocks))):
        if SIGNATURE in blocks[i].lines:
            return set(range(i if blocks[i].lines[0] == SIGNATURE else i + 1, len(blocks)))
    feet = (i for i in range(1, len(blocks)) if LIST_FOOT.match(blocks[i].text))
    return set(range(next(feet, len(blocks)), len(blocks)))
