"""Which language a document is in, by its reporting: titles, body and captions, not menus and comments.

The identifier is py3langid (Lui & Baldwin 2012, doi:10.18653/v1/P12-3005), whose model is in the package. Text of names and
little else is in no language: where English function words are as frequent as in English it is English, and below
`FEWEST` words nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Paragraph, ParagraphRole

__all__ = ["find_language"]

REPORTING = (ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION)
FEWEST = 20
ENOUGH = 20_000
WORD = re.compile(r"[^\W\d_]+")


def find_language(paragraphs: Iterable[Paragraph]) -> str | None:
    """Return the BCP 47 tag of the language of *paragraphs*, None where the words are too few to tell."""
    text = "\n".join(p.text for p in paragraphs if p.role in REPORTING)[:ENOUGH]
    if len(WORD.findall(text)) < FEWEST:
        return None
    import py3langid

    return str(py3langid.classify(text)[0])
