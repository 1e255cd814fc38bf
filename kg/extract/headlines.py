"""Writes a Title Case headline the way a sentence is written, so that a parser trained on sentences can read it.

"Army Retakes Town From Rebels" becomes "Army retakes town from rebels": a capitalised word that the document elsewhere
writes small, or that the tables know as a common word, is written small; known names stay as they are. No character is
added or dropped, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from kg.extract.tables import tables

__all__ = ["in_sentence_case", "small_words"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+")
# Function words stay small in many headline styles, so they tell nothing; of the others, so many are capitalised.
TELLING_LENGTH, CAPITALISED_SHARE, FEWEST = 4, 0.75, 4


def small_words(text: str) -> frozenset[str]:
    """Return the words that *text* writes small somewhere."""
    return frozenset(SMALL.findall(text))


def in_sentence_case(text: str, small: Collection[str], names: Iterable[tuple[int, int]]) -> str:
    """Return *text*, if it is in Title Case, with common words small; the same length, character by character.

    *small* are words known to be common; *names* are half-open spans in *text* to leave alone. Text that is no headline
    comes back as it is.
    """
    words = list(WORD.finditer(text))
    telling = [w for w in words if len(w.group()) >= TELLING_LENGTH]
    capital = [w for w in telling if w.group()[0].isupper()]
    if len(telling) < FEWEST or len(capital) < CAPITALISED_SHARE * len(telling):
        return text
    kept, out = list(names), list(text)
    for word in words:
        low = word.group().lower()
        inside = any(start < word.end() and word.start() < end for start, end in kept)
        if not inside and len(low) == len(word.group()) and (low in small or _is_common(low)):
            out[word.start() : word.end()] = low
    return "".join(out)


def _is_common(word: str) -> bool:
    table = tables()
    return any(
        word in words
        for words in (table.verbs, table.nouns, table.group_words, table.support_verbs, table.speech_verbs, table.message_nouns,
                      table.occurrence_verbs, table.intent_verbs, table.hedge_verbs, table.denial_verbs)
    )  # fmt: skip
