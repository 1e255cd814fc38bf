"""Which headlines of a document stand over a shared text, and which over a story of its own.

1. A title is the text's where the first body paragraph under it has a shared passage: it then says what the text says.
2. So it is where nearly all of the document's reporting is shared, and only that first paragraph is the outlet's own. How much
   that is stands, with the reason, in `lexicon/copies.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.consolidate.shingles import COPIED_ROLES, Passage, threshold
from kg.model import Document, Paragraph, ParagraphRole

__all__ = ["Headline", "headlines", "headlines_over", "reporting"]


class Headline(NamedTuple):
    """The number of a title, and of the first body paragraph under it; None where none is."""

    number: int
    under: int | None


def headlines(document: Document) -> Iterator[Headline]:
    """Yield the titles of *document*, in order."""
    for paragraph in document.paragraphs:
        if paragraph.role is ParagraphRole.TITLE:
            yield Headline(paragraph.number, _first_under(paragraph, document))


def reporting(document: Document) -> int:
    """Return how many characters the reporting of *document* has that is compared with that of others."""
    return sum(len(paragraph.text) for paragraph in document.paragraphs if paragraph.role in COPIED_ROLES)


def headlines_over(titles: Sequence[Headline], reporting: int, shared: Sequence[Passage]) -> Iterator[int]:
    """Yield the numbers of those *titles* of a document that stand over the text whose passages in it are *shared*.

    *reporting* is how many characters of reporting the document has.
    """
    held = {passage.paragraph for passage in shared}
    copied = sum(passage.end - passage.start for passage in shared)
    nearly_all = copied >= threshold("headline")["share"] * reporting
    return (title.number for title in titles if nearly_all or title.under in held)


def _first_under(title: Paragraph, document: Document) -> int | None:
    under = document.paragraphs[title.number :]
    return next((paragraph.number for paragraph in under if paragraph.role is ParagraphRole.BODY), None)
