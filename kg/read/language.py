"""Which language a document is in, by its reporting: titles, body and captions, not menus and comments.

1. Paragraph by paragraph, each of at least `FEWEST` words; shorter ones are taken together. Of a long document the first
   `ENOUGH` characters count.
2. Where at least `ENGLISH_SHARE` of the words are English function words (`function-words.toml`), it is English, whatever names
   it is full of.
3. Else py3langid tells (Lui & Baldwin 2012, doi:10.18653/v1/P12-3005), if it is sure: names in a row and Arabic in Latin
   letters look like many languages a little. Text in other letters than Latin is not mistaken so easily, and it is no English
   however short: where its language is not sure, it is undetermined (`und`).
4. The document is in the language that most of these words are in. Words in no language told count for English, since what is
   not English is not read for claims: for another language the words must be most of all. None where nothing is told.
5. A paragraph of at least `FEWEST` words in another language than its document's has its own: a statement with its translation.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Paragraph, ParagraphRole
from kg.resources import lexicon_file

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["find_language", "language_of", "with_languages"]

ENGLISH = "en"
NO_LANGUAGE = "zxx"
UNDETERMINED = "und"
REPORTING = (ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION)
FEWEST = 20
ENOUGH = 20_000
ENGLISH_SHARE = 0.1
SURE, SURE_IN_OTHER_LETTERS = 0.9, 0.5
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def find_language(paragraphs: Iterable[Paragraph]) -> str | None:
    """Return the BCP 47 tag of the language of *paragraphs*, None where the words are too few or too odd to tell."""
    told: Counter[str | None] = Counter()
    for text, words in _portions(p.text for p in paragraphs if p.role in REPORTING):
        told[language_of(text)] += words
    unknown = told.pop(None, 0)
    if not told:
        return None
    language, words = max(told.items(), key=lambda item: (item[1], item[0] == ENGLISH, item[0]))
    if language == ENGLISH or words > told[ENGLISH] + unknown:
        return language
    return ENGLISH if told[ENGLISH] else None


def with_languages(paragraphs: Iterable[Paragraph], language: str | None) -> tuple[Paragraph, ...]:
    """Return *paragraphs* of a document in *language*, each with its own language where that is told for another."""
    return tuple(_with_language(paragraph, language) for paragraph in paragraphs)


def _with_language(paragraph: Paragraph, language: str | None) -> Paragraph:
    long = len(WORD.findall(paragraph.text)) >= FEWEST
    asked = paragraph.role.is_read_out and (long or language in (None, ENGLISH))
    own = language_of(paragraph.text) if asked else None
    return paragraph if own in (None, language or ENGLISH) else replace(paragraph, language=own)


def language_of(text: str) -> str | None:
    """Return the tag of the language of *text*, None where it has too few words in Latin letters or nothing tells."""
    words = WORD.findall(text.casefold())
    letters = "".join(words)
    latin = 2 * len(LATIN.findall(letters)) >= len(letters)
    if len(words) < FEWEST and latin:
        return None
    if len(words) >= FEWEST and sum(word in _function_words() for word in words) >= ENGLISH_SHARE * len(words):
        return ENGLISH
    language, probability = _identifier().classify(text)
    sure = probability >= (SURE if latin else SURE_IN_OTHER_LETTERS)
    if sure and language != NO_LANGUAGE and (latin or language != ENGLISH):
        return str(language)
    return None if latin else UNDETERMINED


def _portions(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each long paragraph and the short ones together, each with the number of its words."""
    left, short = ENOUGH, []
    for text in texts:
        text = text[:left]
        left -= len(text)
        words = len(WORD.findall(text))
        if words < FEWEST:
            short.append(text)
        else:
            yield text, words
    together = "\n".join(short)
    yield together, len(WORD.findall(together))


@cache
def _function_words() -> frozenset[str]:
    rows = tomllib.loads(lexicon_file("function-words.toml").read_text(encoding="utf-8"))["row"]
    return frozenset(word for row in rows if row["language"] == ENGLISH for word in row["words"])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
