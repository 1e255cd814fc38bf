"""Guesses the kind of a thing that no registry knows from the head word of its name.

The head is the last word before a preposition or parenthesis ("*factions* affiliated with …", "*statement* of …"),
or, as in Arabic names, the first ("*Liwa* …"). The words are rows of `lexicon/head-words.toml`; an empty answer means
that no row applies.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from kg import resources
from kg.errors import LexiconError
from kg.lexicon.kinds import KINDS
from kg.model import Role

__all__ = [
    "agent_kind",
    "is_speaker",
    "is_word_for_bodies",
    "is_word_for_members",
    "outside_parentheses",
    "parenthesised",
    "person_titles",
    "place_kind",
    "talks_kind",
]

TABLE: Final = "head-words.toml"
USES: Final = frozenset({"name", "description", "members", "speaker", "title", "talks", "place", "direction"})
# They open a person's name rather than stand before it.
NAME_STARTS: Final = frozenset({"abou", "abu", "ibn", "umm"})
BREAK: Final = re.compile(
    r"\s+(?:of|in|from|to|with|around|close|near|between|against|for|by|on|at|who|that|which|once|split|party|"
    r"affiliated|associated|linked|loyal|surrounding|seeking|fighting)\b"
)
MARKS: Final = ".,;:'\"\u2018\u2019\u201c\u201d"
PARENTHESES: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")


def agent_kind(name: str, role: Role) -> str:
    """Return the kind of an actor, recipient or speaker called *name*, or "" where no head word tells."""
    head, first = _head(name), _first(name)
    inside = parenthesised(name)
    if is_speaker(name) and role in (Role.SOURCE, Role.RELAY):
        return "InformationSource"
    if inside and head[:1].isupper() and (kind := _kind("description", _head(inside))):
        return kind
    if kind := (_kind("name", head) if head[:1].isupper() else "") or _kind("description", head):
        return kind
    if first[:1].isupper() and (kind := _kind("title", first) or _kind("name", first)):
        return kind
    return "InformationSource" if is_speaker(name) else ""


@cache
def person_titles() -> frozenset[str]:
    """Return the words, in lower case and without full stops, of ranks and offices that stand before a person's name."""
    return (
        frozenset(word for (use, word), kind in _table().items() if use == "title" and kind == "Person") - NAME_STARTS
    )


def is_word_for_members(word: str) -> bool:
    """Tell whether *word* adds nothing to the name of the body before it ("SDF forces")."""
    return bool(_kind("members", word))


def is_word_for_bodies(word: str) -> bool:
    """Tell whether *word* is the head of names or descriptions of bodies ("regime", "army", "forces")."""
    return bool(_kind("name", word) or _kind("description", word))


def is_speaker(name: str) -> bool:
    """Tell whether the head of *name*, or of its parenthesis, is a word for who speaks (sources, statement …)."""
    return any(_kind("speaker", _head(part)) for part in (outside_parentheses(name), parenthesised(name)))


def talks_kind(name: str) -> str:
    """Return `Talks` where the words before a parenthesis say talks, conference, negotiations and the like, else ""."""
    return _kind("talks", _head(name))


def place_kind(name: str, *, surely: bool = True) -> str:
    """Return the kind of a place called *name*, or "" where no head word tells.

    *surely* tells that it is a place: then a direction is enough ("Northern Shield" may be a body).
    """
    words = outside_parentheses(name).split()
    inside = _kind("place", _head(parenthesised(name)))
    direction = _kind("direction", words[0]) if surely and len(words) > 1 else ""
    return inside or _kind("place", _head(name)) or direction


def outside_parentheses(name: str) -> str:
    """Return *name* without what stands in parentheses or brackets."""
    return " ".join(PARENTHESES.sub(" ", name).split())


def parenthesised(name: str) -> str:
    """Return what stands in the first parentheses or brackets of *name*, or ""."""
    found = PARENTHESES.search(name)
    return " ".join(found[1].split()).strip(MARKS) if found else ""


def _head(name: str) -> str:
    words = BREAK.split(outside_parentheses(name), maxsplit=1)[0].split()
    return words[-1].strip(MARKS) if words else ""


def _first(name: str) -> str:
    words = outside_parentheses(name).split()
    return words[0].strip(MARKS) if words else ""


def _kind(use: str, word: str) -> str:
    return _table().get((use, word.lower()), "")


@cache
def _table() -> dict[tuple[str, str], str]:
    path = resources.lexicon_file(TABLE)
    table: dict[tuple[str, str], str] = {}
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["word"], 1):
        where, key = f"{path.name}: row {number}", (row["as"], row["word"])
        if not row.get("source"):
            raise LexiconError(where, "has no source", "every row names where it comes from")
        if row["as"] not in USES or row["kind"] not in KINDS:
            raise LexiconError(where, "has an unknown use or kind", f"as: {', '.join(sorted(USES))}; kind: a class")
        if key in table:
            raise LexiconError(where, f"repeats '{row['word']}' as {row['as']}", "one row for each word and use")
        table[key] = row["kind"]
    return table
