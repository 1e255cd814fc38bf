"""Which headlines of a document stand over a shared text, and which over a story of its own.

1. A title is the text's where the first body paragraph under it has a shared passage: it then says what the text says.
2. So it is where nearly all of the document's reporting is shared, and only that first paragraph is the outlet's own. How much
   that is stands, with the reason, in `lexicon/copies.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.consolidate.shingles import COPIED_ROLES, Passage, threshold
from kg.model import Document, Paragraph, ParagraphRole

__all__ = ["headlines_over"]


def headlines_over(document: Document, shared: Sequence[Passage]) -> Iterator[int]:
    """Yield the numbers of the titles of *document* that stand over the text whose passages in it are *shared*."""
    held = {passage.paragraph for passage in shared}
    copied = sum(passage.end - passage.start for passage in shared)
    reporting = sum(len(p.text) for p in document.paragraphs if p.role in COPIED_ROLES)
    nearly_all = copied >= threshold("headline")["share"] * reporting
    for title in (p for p in document.paragraphs if p.role is ParagraphRole.TITLE):
        if nearly_all or _first_under(title, document) in held:
            yield title.number


def _first_under(title: Paragraph, document: Document) -> int | None:
    under = document.paragraphs[title.number :]
    return next((paragraph.number for paragraph in under if paragraph.role is ParagraphRole.BODY), None)
