"""When two names of a claim are taken as one: by key, by alias, by what stands in parentheses, or by containment."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.errors import InputError

__all__ = ["key", "load_aliases", "same_name", "words"]

IGNORED: Final = frozenset({"al", "the", "el", "of", "province", "city"})
_GENERIC = """
    army front group groups force forces rebel rebels government regime movement islamic state states province city fighter
    fighters militant militants troop troops soldiers military faction factions coalition union council party people civilians
    north south east west northern southern eastern western central new united national popular democratic town village area
    region district border field bridge headquarters countryside
"""
GENERIC: Final = frozenset(_GENERIC.split())


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the lower-case words of *text* without accents; a word is letters, digits and per cent signs."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return tuple(re.findall(r"[a-z0-9%]+", "".join(c for c in plain if not unicodedata.combining(c))))


def key(name: str, aliases: Mapping[str, str]) -> str:
    """Return the key of *name*: its words without articles, "province" and "city", or the key that *aliases* has for it."""
    own = " ".join(word for word in words(name) if word not in IGNORED)
    return aliases.get(own, own)


def load_aliases(path: Path | None) -> dict[str, str]:
    """Read a table of names, `{"main name": ["variant", …]}`, as keys of variants to keys of main names."""
    if path is None:
        return {}
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {key(variant, {}): key(main, {}) for main, variants in table.items() for variant in (main, *variants)}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        right = 'JSON such as {"Al-Nusra Front": ["Jabhat al-Nusra"]}'
        raise InputError(path, f"is no table of names ({error})", right) from error


def same_name(one: str, other: str, aliases: Mapping[str, str]) -> bool:
    """Tell whether two names may be taken as one.

    They share a key (of the whole, of what is outside or inside parentheses), or the words of one hold all of the other's
    and they share a word that is not generic.
    """
    if _parts(one, aliases) & _parts(other, aliases):
        return True
    first, second = set(key(one, {}).split()), set(key(other, {}).split())
    contained = bool(first and second) and (first <= second or second <= first)
    return contained and bool((first & second) - GENERIC)


def _parts(name: str, aliases: Mapping[str, str]) -> set[str]:
    outside, inside = re.sub(r"\(.*?\)", " ", name), re.findall(r"\((.*?)\)", name)
    return {key(part, aliases) for part in (name, outside, *inside)} - {""}
