"""Turns a name into keys under which its spellings meet.

`surface_key` forgives case, hyphens, spaces, apostrophes and a leading "the". `name_key` is the typed key: it also
1. folds to ASCII and drops apostrophes and ayn marks,
2. folds each word: doubled letters, q/k, three vowel classes (a; e i y and their digraphs; o u ou), final -ah/-eh/-e,
3. drops articles (al, el, ul, as, ash, an … the, of),
4. moves type words to the end, sorted, under one name each (Jabhat = Front, Jaysh = Army: `type-words.toml`), and with them
   the states: "Iraqi Government" is "Government of Iraq" (`countries.toml`).
Neither derives translations or acronyms: those are rows of the registry. Nothing here is fuzzy: equal keys or nothing.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

from kg import resources
from kg.errors import LexiconError

__all__ = ["articles", "folded_words", "name_key", "plain_text", "surface_key", "telling_words", "type_words"]

TYPE_WORDS: Final = "type-words.toml"
APOSTROPHES: Final = re.compile("['`\u00b4\u2018\u2019\u02bc\u02bf\u02be]")
POSSESSIVE: Final = re.compile("['\u2019]s\\s*$")
COUNTRIES: Final = "countries.toml"
VOWELS: Final = re.compile(r"(?P<i>a[iye]|e[iy]|[eiy])|(?P<u>ou|aw(?=[^aeiouy]|$)|[ou])")


@lru_cache(maxsize=65536)
def surface_key(text: str) -> str:
    """Return *text* in lower case with single spaces for hyphens and punctuation, and no leading "the" or final 's.

    >>> surface_key("the Al-Nusra  Front's")
    'al nusra front'
    """
    return plain_text(POSSESSIVE.sub("", text)).removeprefix("the ")


def plain_text(text: str) -> str:
    """Return the words of *text* in lower case with single spaces between them, apostrophes and full stops dropped."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()).replace(".", "").replace("_", " ")
    return " ".join(re.findall(r"\w+", plain))


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """Return the typed key of *text*, which is its own key; empty where the text has no letter or digit.

    >>> name_key("Jabhat al-Nusrah") == name_key("the Nusra Front")
    True
    """
    small, types = _tables()
    words = folded_words(text)
    kept = [word for word in words if word not in small] or words
    # Alone, the word for a people is not its state ("Syrians").
    moved = {**types, **_states()} if len(kept) > 1 else types
    names = [word for word in kept if word not in moved]
    return " ".join(names + sorted({moved[word] for word in kept if word in moved}))


def articles() -> frozenset[str]:
    """Return the folded articles and small words of names."""
    return _tables()[0]


def type_words() -> frozenset[str]:
    """Return the folded words that say what a thing is, not which one, articles among them."""
    return articles() | _tables()[1].keys()


def folded_words(text: str) -> list[str]:
    """Return the words of *text*, each folded to ASCII letters of three vowel classes, in order."""
    ascii_text = APOSTROPHES.sub("", anyascii(POSSESSIVE.sub("", text))).lower()
    return [_fold(word) for word in re.findall(r"[a-z0-9]+", ascii_text)]


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    word = _single(word).replace("q", "k")
    word = re.sub(r"[ae]h?$", "a", word)
    return _single(VOWELS.sub(lambda found: found.lastgroup or "", word))


def _single(word: str) -> str:
    return re.sub(r"([a-z])\1+", r"\1", word)


@cache
def telling_words() -> frozenset[str]:
    """Return the folded words that make another body of the name behind them: states, "National", "Northern" …"""
    rows = tomllib.loads(resources.lexicon_file(TYPE_WORDS).read_text(encoding="utf-8"))["telling"]
    return frozenset(_states()) | {_fold(word) for row in rows for word in row["words"]}


@cache
def _states() -> dict[str, str]:
    """Return the state of each word for a state of one word or its people, both folded."""
    rows = tomllib.loads(resources.lexicon_file(COUNTRIES).read_text(encoding="utf-8"))["country"]
    return {
        word: state[0]
        for row in rows
        if len(state := folded_words(row["word"])) == 1
        for word in (state[0], *(folded_words(people)[0] for people in row["people"]))
    }


@cache
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    path = resources.lexicon_file(TYPE_WORDS)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for number, row in enumerate([*table["article"], *table["type"], *table["telling"]], 1):
        if not row.get("source"):
            raise LexiconError(f"{path.name}: row {number}", "has no source", "every row names where it comes from")
    small = frozenset(_fold(row["word"]) for row in table["article"])
    types = {_fold(word): _fold(row["means"]) for row in table["type"] for word in (row["means"], *row["words"])}
    return small, types
