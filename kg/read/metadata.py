"""Title, author, publisher and day of issue, from what the document says about itself.

Where lines disagree the better source wins: a source line, a "Published" line, a byline, an "Updated" line, a
dateline, a notice of republication, in this order; of two alike the first. What no line states is None, and so is what
programs put in where nobody gave a value (`placeholders`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from kg.model import ParagraphRole
from kg.read.bylines import Byline, dated_line, dateline, read_byline, republication
from kg.read.furniture import Furniture
from kg.read.lines import pieces
from kg.read.paragraphs import Block
from kg.read.placeholders import without_placeholders

__all__ = ["NOTHING_SAID", "Metadata", "find_metadata"]

FEWEST = 3
DATELINES_IN = 2


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document states about itself; `issued` is an ISO 8601 day, `url` where it was published."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return this with what it does not state taken from *other*."""
        mine, theirs = asdict(self), asdict(other)
        return Metadata(**{name: mine[name] or theirs[name] for name in mine})

    def without_placeholders(self) -> Metadata:
        """Return this without what programs put in where nobody gave a value."""
        return Metadata(**{name: without_placeholders(name, value) for name, value in asdict(self).items()})


NOTHING_SAID: Final = Metadata()


def find_metadata(blocks: Sequence[Block], roles: Sequence[ParagraphRole], table: Furniture) -> Metadata:
    """Return what the paragraphs state; captions and comments date and sign nothing."""
    said = sorted(_statements(blocks, roles, table), key=lambda statement: statement.rank)
    return Metadata(
        _title(blocks, roles),
        next(filter(None, (without_placeholders("author", s.author) for s in said)), None),
        next(filter(None, (without_placeholders("publisher", s.publisher) for s in said)), None),
        next((s.issued for s in said if s.issued), None),
    )


def _statements(blocks: Sequence[Block], roles: Sequence[ParagraphRole], table: Furniture) -> Iterator[Byline]:
    body = 0
    for block, role in zip(blocks, roles, strict=True):
        if role is ParagraphRole.BYLINE or (role is ParagraphRole.TITLE and len(block.lines) > 1):
            undated = dated_line if role is ParagraphRole.BYLINE else lambda _: None
            yield from filter(None, (read_byline(line, table) or undated(line) for line in block.lines))
        elif role is ParagraphRole.BODY and body < DATELINES_IN:
            body += 1
            if line := dateline(block.text, table):
                yield line
        elif role is ParagraphRole.FURNITURE and (notice := republication(block.text)):
            yield notice


def _title(blocks: Sequence[Block], roles: Sequence[ParagraphRole]) -> str | None:
    """Return the first headline: of "headline | deck" the headline, of a headline on two lines both."""
    block = next((b for b, role in zip(blocks, roles, strict=True) if role is ParagraphRole.TITLE), None)
    if block is None:
        return None
    first, *rest = (" ".join(line.split()) for line in block.lines)
    if rest and rest[0][:1].islower():
        first = f"{first} {rest[0]}"
    parts = pieces(first)
    return next((part for part in parts if len(part.split()) >= FEWEST), first)
