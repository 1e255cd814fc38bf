"""The roles of a page whose report was lost → the roles that agree with the main-text library.

1. Where the report that the rules find has less than a third of the words that the library takes for main text, its running
   text is the report after all; what says itself that it is furniture stays so, and so do comments of two named authors.
2. Where nothing at all is found, lines that are no links and in no box are: flashes and posts end without a stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.html.blocks import Block
from kg.read.html.comments import Comment
from kg.read.html.zones import Zones
from kg.read.lines import is_prose

__all__ = ["agreed"]

A_THIRD: Final = 1 / 3
FEWEST_WORDS: Final = 60
LINE_WORDS: Final = 4
OPEN: Final = frozenset({ParagraphRole.COMMENT, ParagraphRole.FURNITURE, ParagraphRole.TITLE})


def agreed(zones: Zones, told: Mapping[int, Comment], is_furniture: Callable[[Block], bool]) -> Mapping[int, Comment]:
    """Return what *told* says of each block, or where that leaves next to no report, what the library says."""
    discussed = len({each.author for each in told.values() if each.author}) > 1
    missed = [b for b in _running(zones) if b is not zones.title and _is_open(told[b.number], discussed=discussed)]
    missed = [block for block in missed if not is_furniture(block)]
    report = [block for block in zones.blocks if told[block.number].role is ParagraphRole.BODY]
    if not report and not missed:
        missed = [b for b in _lines(zones) if told[b.number].role is ParagraphRole.FURNITURE and not is_furniture(b)]
        return {**told, **{block.number: Comment(ParagraphRole.BODY) for block in missed}}
    lost = _words(missed)
    if lost < FEWEST_WORDS or _words(report) >= A_THIRD * (lost + _words(report)):
        return told
    return {**told, **{block.number: Comment(ParagraphRole.BODY) for block in missed}}


def _running(zones: Zones) -> Sequence[Block]:
    """Return the running text that the library takes for main text."""
    return [b for b in zones.blocks if b.number in zones.main.body and b.linked < 0.5 and is_prose(b.text)]


def _lines(zones: Zones) -> Sequence[Block]:
    """Return the lines of some words that are no links, and stand beneath the headline in no box."""
    after = zones.title.number + 1 if zones.title is not None else 0
    free = (b for b in zones.blocks[after:] if b.number not in zones.boxes and b.number not in zones.others)
    return [b for b in free if b.words >= LINE_WORDS and b.linked < 0.5]


def _is_open(told: Comment, *, discussed: bool) -> bool:
    return told.role in OPEN and not (discussed and told.author)


def _words(blocks: Sequence[Block]) -> int:
    return sum(block.words for block in blocks)
