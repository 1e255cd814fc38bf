"""Who it is that speaks: the party that a speaker speaks for, else whoever has its name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kg.consolidate.principals import Principals
from kg.lexicon import Lexicon, name_key
from kg.model import Entity
from kg.resources import lexicon_file

__all__ = ["Origin", "Speakers", "independence_table"]

NAMELESS: Final = frozenset({"Population", "UnidentifiedArmedActor"})


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Whose word it is: a key that is equal for equal origins, and the IRI and label of one who stands for it."""

    key: str
    iri: str
    label: str


class Speakers:
    """The origins that names stand for, and `principals`, for whom they speak; it keeps what it has once looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.principals = Principals(lexicon)
        self._known: dict[tuple[str, str], Origin | None] = {}

    def named(self, entity: Entity) -> Origin | None:
        """Return the origin that *entity* is, or the party that it speaks for; None where it has no name."""
        key = (entity.iri, entity.label)
        if key not in self._known:
            self._known[key] = self._find(entity)
        return self._known[key]

    def _find(self, entity: Entity) -> Origin | None:
        if (principal := self.principals.of(entity)) is not None:
            return Origin(principal.iri, principal.iri, principal.label)
        if entity.kind in NAMELESS or not _is_name(entity.label):
            return None
        return Origin(f"name {name_key(entity.label) or entity.label.casefold()}", entity.iri, entity.label)


def _is_name(label: str) -> bool:
    """Tell whether *label* is a name and not a description: every word of it has a capital, but for those that join.

    >>> _is_name("Centre for Ner"), _is_name("Ner residents"), _is_name("Activists in Ner")
    (True, False, False)
    """
    words = re.findall(r"[^\s-]+", label)
    if not words or any(word.casefold() in _words("descriptions") for word in words):
        return False
    return words[0][:1].isupper() and all(w[:1].isupper() or w in _words("joining") for w in words)


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(independence_table()[table]["words"])


@cache
def independence_table() -> dict[str, Any]:
    """Return the tables of `lexicon/independence.toml`."""
    return tomllib.loads(lexicon_file("independence.toml").read_text(encoding="utf-8"))
