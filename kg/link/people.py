"""Takes a person's name apart: titles, initials, nicknames, and the words that are left."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from kg.lexicon import Entry, Forms
from kg.lexicon.keys import articles, folded_words
from kg.link.heads import outside_parentheses, parenthesised, person_titles

__all__ = ["MARKS", "MAY_BE_PEOPLE", "people_of", "person_words", "title_of"]

# Kinds under which a text may name a person; "" where it tells of none.
MAY_BE_PEOPLE: Final = frozenset({"", "Actor", "InformationSource", "Person"})
INITIAL: Final = re.compile(r"(?:[a-z]|i[iv]+|jr|sr)", re.IGNORECASE)
NICKNAME: Final = re.compile(r"[\"“”][^\"“”]*[\"“”]")
# "Al" and "El" are articles, capital or not.
SHORT: Final = 2
MARKS: Final = ".,;:'\"’“”()"


def person_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without titles, initials and nicknames; () where nothing is left.

    What stands before the last title is no part of the name ("U.S. Army General Joseph Votel").
    """
    words = [word.strip(MARKS) for word in NICKNAME.sub(" ", outside_parentheses(name)).split()]
    titles = [i for i, word in enumerate(words) if word.lower() in person_titles()]
    own = words[titles[-1] + 1 :] if titles else words
    return tuple(part for word in own if not INITIAL.fullmatch(word) for part in _without_article(word))


def _without_article(word: str) -> list[str]:
    """Return the folded parts of one word without an Arabic article: "al-Nerri", "el", but not the name "Ash"."""
    parts = folded_words(word)
    small = [part for part in parts if part in articles()]
    if len(parts) == 1:
        return [] if small and (word[0].islower() or len(word) == SHORT) else parts
    return [part for part in parts if part not in small]


def title_of(name: str) -> str:
    """Return the words up to the last title of a person's name, in lower case; "" without a title."""
    words = name.split()
    titles = [i for i, word in enumerate(words) if word.strip(MARKS).lower() in person_titles()]
    return " ".join(words[: titles[-1] + 1]).lower() if titles else ""


@lru_cache(maxsize=8)
def people_of(forms: Forms) -> dict[tuple[str, ...], list[Entry]]:
    """Return the persons of the registry by the words of each of their names, and by the last one."""
    found: defaultdict[tuple[str, ...], dict[str, Entry]] = defaultdict(dict)
    for form in forms.all:
        # "X (an activist)" is told from others of the name by more than the name.
        whole = form.entry.kind == "Person" and not parenthesised(form.name.text)
        if whole and len(words := person_words(form.name.text)) > 1:
            found[words][form.entry.iri] = found[words[-1:]][form.entry.iri] = form.entry
    return {words: list(entries.values()) for words, entries in found.items()}
