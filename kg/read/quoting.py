"""Finds what a text quotes of an earlier message, and the signature beneath it: neither is reporting.

1. Lines that begin with ">" are quoted (RFC 3676, section 4.5), and so are the lines that lead to them ("On Monday A. Name
   wrote:"), right above or with blank lines between, and the few words that a program broke off a quoted line.
2. "-----Original Message-----" quotes everything below it. "---------- Forwarded message ---------" does not: what is forwarded
   is what the message tells, with ">" or without; only its head of From, Date and Subject is none of the text.
3. In a mail a head of From, Date and To or Subject beneath sentences of the sender's own, and such a head as Notes writes it,
   quote everything below too; in a mail that forwards they do not. Other text (a digest) may hold several such heads.
4. A line "-- ", with its space (RFC 3676, section 4.3; in a mail without it too), begins a signature, which goes on to the end
   or to what is forwarded; so does the rule of underscores above the name of a mailing list that list servers add.
5. What wraps a text that is signed with OpenPGP (RFC 9580, section 7) is none of it.
A text that is quoted as a whole is the text. What mail programs write is in `mail-words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.read.lines import ends_sentence, is_prose
from kg.read.mail_heads import Head, notes_head, read_head
from kg.read.mail_words import MailWords, mail_words
from kg.read.paragraphs import Block

__all__ = ["SEAL", "SIGNED", "Quoted", "find_quoted", "quoted_lines"]

MOST_LEAD_LINES: Final = 3
MOST_BROKEN_OFF: Final = 4
SHORTEST_BROKEN: Final = 50
LONGEST_SIGNATURE: Final = 12
DEEPEST: Final = 5
FEWEST_HEADS: Final = 3
SIGNATURE: Final = "-- "
MARK: Final = re.compile(r"\s*> ?")
RULE: Final = re.compile(r"[_-]{5,}")
LIST_RULE: Final = re.compile(r"_{20,}")
LIST_NAME: Final = re.compile(r".{1,100}\bmailing list\b", re.IGNORECASE)
SIGNED: Final = "-----BEGIN PGP SIGNED MESSAGE-----"
SEAL: Final = ("-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whether each line is quoted or none of the text, and the head of the message that is all the mail forwards, by field."""

    lines: tuple[bool, ...]
    forwarded: Mapping[str, str] = field(default_factory=dict)


def find_quoted(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of the *blocks* that are quoted from an earlier message, lead to such or sign this one."""
    told = iter(quoted_lines([line for block in blocks for line in (*block.lines, "")]).lines)
    flags = [[next(told) for _ in (*block.lines, "")][:-1] for block in blocks]
    found = frozenset(i for i, lines in enumerate(flags) if all(lines))
    return found if len(found) < len(blocks) else frozenset()


def quoted_lines(lines: Sequence[str], *, forwards: bool | None = None, depth: int = 0) -> Quoted:
    """Tell the *lines* of a text apart; *forwards* is whether a mail says that it forwards another, None in other text.

    *depth* is in how many forwarded messages the text stands. Blank lines are not quoted.
    """
    reading = _Reading(lines, mail_words(), forwards, depth)
    reading.read()
    return Quoted(tuple(reading.found), reading.forwarded)


class _Reading:
    """Marks the lines that are none of the text."""

    def __init__(self, lines: Sequence[str], words: MailWords, forwards: bool | None, depth: int) -> None:
        self.lines, self.bare = lines, [line.strip() for line in lines]
        self.found = [False] * len(lines)
        self.forwarded: Mapping[str, str] = {}
        self._words, self._forwards, self._depth = words, forwards, depth
        self._parts = [0]  # where the sender's own text and each message that is forwarded begin
        self._paragraph: list[str] = []
        self._own = False

    def read(self) -> None:
        at = 0
        while at < len(self.bare):
            at = self._step(at)
        self._mark_broken_off()
        self._mark_leads()
        for start, end in zip(self._parts, [*self._parts[1:], len(self.bare)], strict=True):
            self._mark_signature(start, end)

    def _step(self, at: int) -> int:
        """Read what begins at a line; return where the next begins."""
        line = self.bare[at]
        if line.startswith(">"):
            return self._mark(at, at + 1)
        if line == SIGNED:
            return self._mark(at, next((n for n in range(at, len(self.bare)) if not self.bare[n]), at + 1))
        if line == SEAL[0]:
            ends = (n + 1 for n in range(at, len(self.bare)) if self.bare[n] == SEAL[1])
            return self._mark(at, next(ends, len(self.bare)))
        if self._words.is_original(line):
            return self._mark(at, len(self.bare))
        if self._words.is_forwarded(line):
            return self._forward(at)
        head = self._head(at) if self._forwards is not None else None
        if head is not None:
            return self._unmarked(at, head)
        if line and line != SIGNATURE.strip():
            self._paragraph.append(line)
        else:
            self._says_something()
        return at + 1

    def _says_something(self) -> bool:
        """Whether the sender says something in sentences above what is read next."""
        self._own = self._own or is_prose(" ".join(self._paragraph))
        self._paragraph.clear()
        return self._own

    def _mark(self, start: int, end: int) -> int:
        for n in range(start, end):
            self.found[n] = bool(self.bare[n])
        return end

    def _next(self, at: int) -> int:
        """Return the first line from *at* on that is not blank."""
        return next((n for n in range(at, len(self.bare)) if self.bare[n]), len(self.bare))

    def _forward(self, at: int) -> int:
        """Read what is forwarded beneath the line *at* that says so."""
        start = self._next(at + 1)
        self._mark(at, at + 1)
        if start < len(self.bare) and self.bare[start].startswith(">"):
            return self._forward_quoted(at, start)
        head = read_head(self.bare, start, self._words)
        self._tell_forwarded(head)
        self._parts.append(head.end)
        return self._mark(start, head.end)

    def _forward_quoted(self, at: int, start: int) -> int:
        """Read what is forwarded with ">" before each line: without it, as a text of its own."""
        ends = (n for n in range(start, len(self.bare)) if self.bare[n] and not self.bare[n].startswith(">"))
        end = next(ends, len(self.bare))
        if self._depth == DEEPEST:
            return self._mark(start, end)
        inner = [MARK.sub("", line, count=1) for line in self.lines[start:end]]
        bare = [line.strip() for line in inner]
        head = read_head(bare, 0, self._words)
        self._tell_forwarded(head)
        rest = quoted_lines(inner[head.end :], forwards=self._forwards, depth=self._depth + 1).lines
        self.found[start:end] = [*(bool(line) for line in bare[: head.end]), *rest]
        self._parts += [start, end]
        return end

    def _tell_forwarded(self, head: Head) -> None:
        """Keep the head of what is forwarded where the sender adds nothing of weight above it."""
        if len(self._parts) == 1 and not self._says_something():
            self.forwarded = head.fields

    def _head(self, at: int) -> Head | None:
        """Return the head of an earlier message that begins at a line, None where none does."""
        line = self._words.head_line(self.bare[at])
        if line is not None and line[0] == "from":
            head = read_head(self.bare, at, self._words)
            told = head.fields.keys() & {"date", "to", "subject"}
            return head if "date" in told and len(told) > 1 and head.lines >= FEWEST_HEADS else None
        return notes_head(self.bare, at, self._words)

    def _unmarked(self, at: int, head: Head) -> int:
        """Read a head that no line announces: below sentences of the sender's own it heads what the mail answers."""
        above = next((n for n in reversed(range(at)) if self.bare[n]), at)
        start = above if RULE.fullmatch(self.bare[above]) else at
        if self._says_something() and not self._forwards:
            return self._mark(start, len(self.bare))
        self._tell_forwarded(head)
        self._parts.append(head.end)
        return self._mark(start, head.end)

    def _mark_broken_off(self) -> None:
        """Mark the few words that a program broke off a quoted line as it made lines shorter."""
        for n in range(1, len(self.bare)):
            above, line = self.bare[n - 1], self.bare[n]
            if not line or self.found[n] or not (above.startswith(">") and self.found[n - 1]):
                continue
            short = len(line.split()) <= MOST_BROKEN_OFF and len(above) >= SHORTEST_BROKEN
            if short and not ends_sentence(above) and self._goes_on(n + 1):
                self.found[n] = True

    def _goes_on(self, at: int) -> bool:
        return at == len(self.bare) or not self.bare[at] or self.bare[at].startswith(">")

    def _mark_leads(self) -> None:
        for n in range(1, len(self.bare)):
            if self.found[n] and self.bare[n].startswith(">") and not self.found[n - 1]:
                self._mark_lead(n)

    def _mark_lead(self, quote: int) -> None:
        """Mark the lines that lead to a quotation: as many as may, none but the last of which ends a sentence."""
        last = next((n for n in reversed(range(quote)) if self.bare[n]), -1)
        start = None
        for first in range(last, max(-1, last - MOST_LEAD_LINES), -1):
            line = self.bare[first]
            if not line or self.found[first] or (first < last and ends_sentence(line)):
                break
            if self._words.is_lead(" ".join(self.bare[first : last + 1])):
                start = first
        if start is not None:
            self._mark(start, last + 1)

    def _mark_signature(self, start: int, end: int) -> None:
        """Mark the signature of the text between two lines."""
        own = [n for n in range(start, end) if self.bare[n] and not self.found[n]]
        for length, n in enumerate(reversed(own), 1):
            if n > own[0] and self._signs(n, length):
                self._mark(n, end)
                return
        for n in own[1:]:
            if LIST_RULE.fullmatch(self.bare[n]) and LIST_NAME.match(" ".join(self.bare[n + 1 : n + 2])):
                self._mark(n, end)
                return

    def _signs(self, at: int, length: int) -> bool:
        """Whether the line *at* begins a signature of *length* lines."""
        bare = self._forwards is not None and self.bare[at] == "--" and length <= LONGEST_SIGNATURE
        return bare or self.lines[at] == SIGNATURE
