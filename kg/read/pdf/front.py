"""What stands around the title on the first page: letterhead, deck, byline; and who publishes by its words.

1. A line above the title that is short is of the letterhead or masthead: furniture.
2. Larger type right beneath the title is a deck: title too.
3. Beneath these, before running text, short lines that name who wrote it, for whom or when are bylines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.bylines import read_byline
from kg.read.dates import find_dates
from kg.read.furniture import furniture
from kg.read.lines import LONGEST, NAME, ends_sentence
from kg.read.pdf.paragraphs import Paragraph
from kg.read.pdf.words import print_words

__all__ = ["is_byline", "is_masthead", "is_prose", "names_people", "publisher", "text_of", "under_title"]

PROSE: Final = 25  # words, or a sentence of
SENTENCE: Final = 8
SHORT: Final = 12  # words of a byline
FEWEST_DECK: Final = 4
LARGER: Final = 1.06
PEOPLE: Final = re.compile(rf"{NAME}(?:(?:,| and| &|;) {NAME}){{0,5}}")
PUBLISHED: Final = re.compile(rf"published (?:\w+ ){{0,3}}by (?:the )?(?P<name>{NAME})", re.IGNORECASE)
ACRONYM: Final = re.compile(r"\s*\([A-Z][A-Za-z-]{1,11}\)$")
PARTS: Final = re.compile(r"\s+[|·–—-]\s+|,\s")


def text_of(paragraph: Paragraph) -> str:
    """Return the words of *paragraph* on one line."""
    return " ".join(" ".join(line.text for line in paragraph.lines).split())


def is_prose(paragraph: Paragraph) -> bool:
    """Whether *paragraph* is running text by its length or its end."""
    text = text_of(paragraph)
    words = len(text.split())
    return words >= PROSE or (words >= SENTENCE and ends_sentence(text))


def is_masthead(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Whether *paragraph*, at the head of the first page, names a publisher or a periodical and no report."""
    text = text_of(paragraph)
    words = print_words()
    named = words.names_body(text) or furniture().names_outlet(text) or words.is_issue(text)
    return len(text.split()) <= SHORT and (named or (after is not None and words.is_issue(text_of(after))))


def is_byline(paragraph: Paragraph) -> bool:
    """Whether each line of *paragraph* is a byline or a date line by its own words."""
    text = text_of(paragraph)
    return len(text.split()) <= 2 * SHORT and read_byline(text, furniture()) is not None


def names_people(paragraph: Paragraph) -> bool:
    """Whether *paragraph* is nothing but names, of two words or more each."""
    text = text_of(paragraph)
    names = re.split(r", | and | & |; ", text)
    return PEOPLE.fullmatch(text[:LONGEST]) is not None and all(1 < len(name.split()) <= 5 for name in names)


def under_title(paragraph: Paragraph, body: float, above: ParagraphRole) -> ParagraphRole | None:
    """Return the role of a short *paragraph* between title and running text, where *above* is the one before it."""
    text = text_of(paragraph)
    words = len(text.split())
    if is_byline(paragraph) or print_words().is_period(text):
        return ParagraphRole.BYLINE
    larger = paragraph.size > LARGER * body
    if above is ParagraphRole.TITLE and larger and words >= FEWEST_DECK:
        return ParagraphRole.TITLE
    if larger or words > SHORT or ends_sentence(text):
        return None
    dated = any(True for _ in find_dates(text))
    return ParagraphRole.BYLINE if dated or names_people(paragraph) or print_words().names_body(text) else None


def publisher(around: Iterable[Paragraph], texts: Sequence[str]) -> str | None:
    """Return the body that the paragraphs *around* the title name as publisher, in the spelling of *texts*."""
    for paragraph in around:
        text = text_of(paragraph)
        if said := PUBLISHED.search(text):
            return said["name"]
        name = ACRONYM.sub("", PARTS.split(text)[0]).strip()
        if not text.casefold().startswith("by ") and print_words().names_body(name):
            return _spelled(name, texts) if name.isupper() else name
    return None


def _spelled(name: str, texts: Sequence[str]) -> str:
    """Return *name*, printed in capitals, as running text has it; as printed where that does not."""
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    found = (match[0] for text in texts for match in pattern.finditer(text))
    return next((one[:1].upper() + one[1:] for one in found if not one.isupper()), name)
