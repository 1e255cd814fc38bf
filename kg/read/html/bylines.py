"""Which blocks of a page tell who wrote it and when.

1. Above the report: what says so itself (`kg.read.html.cues`), names an author of the page, or reads as a byline or a moment.
2. In the report: the same where it says so itself or stands at the edge, with at most one paragraph after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.read.bylines import read_byline
from kg.read.furniture import Furniture
from kg.read.html.blocks import Block
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.insets import Insets, is_heading
from kg.read.html.main_text import words_of
from kg.read.html.moments import ends_in_change, is_change, is_moment
from kg.read.html.zones import Zones
from kg.read.lines import NAME, ends_sentence

__all__ = ["BYLINE_WORDS", "DECK_WORDS", "Bylines"]

BYLINE_WORDS: Final = 30
DECK_WORDS: Final = 60
WORK: Final = (
    r"(?:reporting|writing|editing|research|interviews?|words|text|story|production|translation|graphics|videos?|"
    r"illustrations?)"
)
CREDITS = re.compile(
    rf"\(?(?:with )?(?:additional |further |associated |other )?(?:{WORK}|photo(?:graph)?(?:s|y)?)(?: by\b|:)"
    r"|with files from\b|translated (?:from .{2,40} )?by\b"
    r"|.{2,60}\breported from [^.]{2,60}\.?$"
    r"|.{2,80}\bcontributed (?:to this (?:report|story|article)|(?:additional )?reporting)\b",
    re.IGNORECASE,
)
CREDITED = re.compile(rf"\(?(?:with )?(?:additional |further |associated |other )?{WORK}(?: by\b|:)", re.IGNORECASE)

POST_HEAD = re.compile(
    rf"[0-2]?\d[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s(?:UTC|GMT|[A-Z]{{2,3}}T))?\s*[|·•,–—-]?\s*(?:by )?{NAME}"
    r"(?: in [A-Z]\w{1,20}(?: [A-Z]\w{1,20})?)?"
)
INITIALS = re.compile(
    r"\([a-z]{2,4}(?:\s?[/,]\s?[a-z]{2,4}){0,3}\)"
)  # those of a writer, in small letters, beneath a report


@dataclass(eq=False)
class Bylines:
    """The bylines of one page."""

    zones: Zones
    table: Furniture
    insets: Insets

    def says(self, block: Block, cue: Cue) -> bool:
        """Whether the nearest element around *block* that says anything of the kind says *cue*."""
        kinds = {Cue.CAPTION, Cue.BYLINE, Cue.DECK}
        for element in block.core.lineage():
            if element is self.zones.region or self.zones.holds_title(element):
                return False
            if told := self.zones.of(element) & kinds:
                return cue in told
        return False

    def credits(self, block: Block) -> bool:
        """Whether *block*, in no figure, names who wrote the report, though a picture stands beside it."""
        if block.words > BYLINE_WORDS or any(e.tag in ("figure", "figcaption") for e in block.holder.lineage()):
            return False
        said = self.says(block, Cue.BYLINE) and words_of(block.text) in self.zones.authors
        return said or CREDITED.match(block.text) is not None or self._is_among_credits(block)

    def _is_among_credits(self, block: Block) -> bool:
        """Whether *block* credits pictures among lines that credit words, or days: of the whole report."""
        if not CREDITS.match(block.text) or self.says(block, Cue.CAPTION):
            return False
        parent = block.holder.parent
        beside = self.zones.blocks[max(0, block.number - 1) : block.number + 2]
        near = (b for b in beside if b is not block and b.holder.parent is parent)
        return any(CREDITED.match(b.text) or self._is_signed(b.text) for b in near)

    def holds(self, block: Block) -> bool:
        """Whether *block* is a byline where bylines stand."""
        if block.words > BYLINE_WORDS:
            return False
        said = self.says(block, Cue.BYLINE) and not self.is_furniture(block)
        if said or self._is_signed(block.text) or is_change(block.text):
            return True
        return self._is_credit(block.text) or (ends_in_change(block.text) and not ends_sentence(block.text))

    def holds_inside(self, block: Block) -> bool:
        """Whether *block* is a byline though the report has begun."""
        if block.words > 2 * BYLINE_WORDS:
            return False
        if is_change(block.text) or (not is_heading(block) and (is_moment(block.text) or _is_timed(block))):
            return True
        if INITIALS.fullmatch(block.text) or _is_post_head(block) or self._stands_with_moment(block):
            return True
        if not self._is_edge(block):
            return False
        if self._is_credit(block.text):
            return True
        return self.holds(block) and (self.says(block, Cue.BYLINE) or not is_heading(block))

    def _stands_with_moment(self, block: Block) -> bool:
        """Whether *block* is a few words in one line with a moment before it: the head of a post."""
        before = self.zones.blocks[block.number - 1] if block.number else None
        if before is None or before.holder is not block.holder or block.words > BYLINE_WORDS / 4:
            return False
        return before.holder.tag not in ("li", "body") and is_moment(before.text) and not ends_sentence(block.text)

    def is_furniture(self, block: Block) -> bool:
        """Whether the words of *block* say that it is furniture."""
        return self.zones.is_furniture(block)

    def _is_credit(self, text: str) -> bool:
        return CREDITS.match(text) is not None

    def _is_signed(self, text: str) -> bool:
        lines = text.split("\n")
        return words_of(text) in self.zones.authors or all(read_byline(line, self.table) is not None for line in lines)

    def _is_edge(self, block: Block) -> bool:
        """Whether *block* says itself that it is a byline, or stands where one stands: with at most one paragraph after."""
        if self.says(block, Cue.BYLINE) or any(e.tag == "time" for e in _inline(block)):
            return True
        after = [b for b in self.insets.running[-3:] if b.number > block.number and b is not block]
        return len(after) <= 1 or words_of(block.text) in self.zones.authors


def _is_post_head(block: Block) -> bool:
    """Whether *block* is a time of day and the whole name of a person, in no list and no heading."""
    listed = block.holder.tag in ("li", "tr", "td", "dt", "dd") or is_heading(block)
    return not listed and 3 <= block.words <= BYLINE_WORDS / 3 and POST_HEAD.fullmatch(block.text) is not None


def _is_timed(block: Block) -> bool:
    """Whether *block* is a moment that is marked up, with a name at most: the head of a post in a live blog."""
    short = block.words <= BYLINE_WORDS / 4 and not ends_sentence(block.text)
    return short and any(element.tag == "time" for element in _inline(block))


def _inline(block: Block) -> Iterator[Element]:
    for run in block.runs:
        if run.text.strip():
            yield run.element
