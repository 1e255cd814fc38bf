"""What the parts of a page say they are for: the table `html-words.toml`, asked of an element.

Names are cut into words at what is no letter and where capitals begin ("RelatedCoverage_title"); words of two letters count
only where they stand apart ("sc-ad"). Of several words of an element the longest row wins, of rows alike the first of `RANKS`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import LexiconError
from kg.read.html.dom import Element
from kg.resources import lexicon_file

__all__ = ["Cue", "Cues", "cues", "load"]

TABLE: Final = "html-words.toml"
PLACES: Final = ("tag", "role", "itemprop", "itemtype", "class", "text", "label")
NAMED_BY: Final = ("class", "id", "data-component")
LONGEST_NAME: Final = 400
PIECE = re.compile(r"[A-Za-z0-9]+")
CAPITAL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TYPE_NAME = re.compile(r"[^/#\s]+$")


class Cue(StrEnum):
    """What an element says it is for."""

    FURNITURE = "furniture"
    LANDMARK = "landmark"
    COMMENTS = "comments"
    AUTHOR = "author"
    CAPTION = "caption"
    BYLINE = "byline"
    DECK = "deck"
    TITLE = "title"
    BODY = "body"
    STATE = "state"
    CONTROL = "control"
    PROMPT = "prompt"
    PUBLISHER = "publisher"
    ISSUED = "issued"


RANKS: Final = (Cue.CONTROL, Cue.FURNITURE, Cue.COMMENTS, Cue.CAPTION, Cue.BYLINE, Cue.DECK, Cue.TITLE, Cue.BODY)


@dataclass(frozen=True)
class Cues:
    """The rows by where the words stand: ("class", ("author", "box")) → what they tell, several where rows differ."""

    rows: dict[tuple[str, tuple[str, ...]], frozenset[Cue]]
    longest: int

    def of(self, element: Element) -> frozenset[Cue]:
        """Return all that *element* says of itself by tag, role, microdata and names."""
        told = set(self._at("tag", element.tag))
        for place in ("role", "itemprop"):
            for word in element.attributes.get(place, "")[:LONGEST_NAME].lower().split():
                told |= self._at(place, word)
        if kind := TYPE_NAME.search(element.attributes.get("itemtype", "")[:LONGEST_NAME]):
            told |= self._at("itemtype", kind[0].lower())
        return frozenset(told | self._named(element))

    def says(self, text: str, cue: Cue) -> bool:
        """Whether *text*, in lower case and without marks around it, is the words of a row of *cue*."""
        return cue in self._at("text", text)

    def labels(self, cue: Cue) -> tuple[str, ...]:
        """Return the labels whose value is *cue*, in the order of the table."""
        return tuple(words[0] for (place, words), told in self.rows.items() if place == "label" and cue in told)

    def _at(self, place: str, *words: str) -> frozenset[Cue]:
        return self.rows.get((place, words), frozenset())

    def _named(self, element: Element) -> set[Cue]:
        found: dict[int, set[Cue]] = defaultdict(set)
        for attribute in NAMED_BY:
            for name in element.attributes.get(attribute, "")[:LONGEST_NAME].split():
                for length, told in self._in_name(name):
                    found[length] |= told
        longest = found[max(found)] if found else set()
        shorter = {cue for cues_ in found.values() for cue in cues_ if cue is Cue.AUTHOR}
        best = next((cue for cue in RANKS if cue in longest), None)
        return shorter | ({best} if best else set())

    def _in_name(self, name: str) -> list[tuple[int, frozenset[Cue]]]:
        words = _words(name)
        if not words or Cue.STATE in self._at("class", words[0]) or Cue.STATE in self._at("class", *words):
            return []
        spans = (
            words[start : start + length]
            for length in range(1, self.longest + 1)
            for start in range(len(words) - length + 1)
        )
        return [(len(span), told) for span in spans if (told := self._at("class", *span))]


def _words(name: str) -> tuple[str, ...]:
    words: list[str] = []
    for piece in PIECE.findall(name):
        parts = CAPITAL.findall(piece)
        words += parts if len(parts) < 2 or all(len(part) > 2 for part in parts) else [piece]
    return tuple(word.lower() for word in words)


@cache
def cues() -> Cues:
    """Return the bundled table."""
    return load(lexicon_file(TABLE))


def load(path: Path) -> Cues:
    """Read a table; raises LexiconError for a row that says nothing, of nothing, or without its source."""
    rows: defaultdict[tuple[str, tuple[str, ...]], set[Cue]] = defaultdict(set)
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("row", ()), 1):
        where = f"{path.name}: row {number}"
        if row.get("on") not in PLACES or row.get("as") not in set(Cue):
            raise LexiconError(where, "unknown 'on' or 'as'", f"'on' one of: {', '.join(PLACES)}; 'as' a cue")
        if not row.get("source") or not row.get("words"):
            raise LexiconError(where, "no source or no words", "give both")
        for words in row["words"]:
            key = (words,) if row["on"] in ("text", "label") else tuple(words.split())
            rows[row["on"], key].add(Cue(row["as"]))
    frozen = {key: frozenset(told) for key, told in rows.items()}
    return Cues(frozen, max((len(words) for place, words in frozen if place == "class"), default=1))
