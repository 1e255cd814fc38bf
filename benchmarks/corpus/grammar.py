"""Rules → sentences: `grammar.toml`, read once, and what draws alternatives from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

__all__ = ["Telling", "grammar", "sentence_case"]

FILE: Final = Path(__file__).with_name("grammar.toml")
START: Final = re.compile(r"(?:^|(?<=\. ))[^\W\d_]")


@cache
def grammar() -> Mapping[str, Any]:
    """Return the tables of the grammar."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def sentence_case(text: str) -> str:
    """Return *text* with a capital at its beginning and after each full stop.

    >>> sentence_case("al-Tabani is quiet. the road is closed.")
    'Al-Tabani is quiet. The road is closed.'
    """
    return START.sub(lambda match: match[0].upper(), text)


class Telling(dict[str, str | list[str]]):
    """Draws alternatives of rules, which may name rules; *given* are the words and rules of one report or happening.

    No alternative that is a whole sentence comes twice while its rule has others.
    """

    def __init__(self, random: Random, given: Mapping[str, str | list[str]]) -> None:
        super().__init__(given)
        self._random = random
        self._told: set[str] = set()

    def __getitem__(self, key: str) -> str:
        found = self.get(key)
        if found is None and key[0].isupper():
            return sentence_case(self[key.lower()])
        chosen = self._drawn(found) if isinstance(found, list) else found
        if chosen is None:
            raise KeyError(key)
        return chosen.format_map(self) if "{" in chosen else chosen

    def _drawn(self, alternatives: list[str]) -> str:
        fresh = [one for one in alternatives if one not in self._told]
        chosen = self._random.choice(fresh or alternatives)
        if chosen.endswith("."):
            self._told.add(chosen)
        return chosen
