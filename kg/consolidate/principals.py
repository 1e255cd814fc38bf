"""For whom a speaker speaks: "Red Front sources", its agency and its spokesman speak for the Red Front."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from kg.lexicon import Entry, Lexicon, name_key
from kg.lexicon.kinds import Family
from kg.model import Entity
from kg.resources import lexicon_file

__all__ = ["Principals"]

_POSSESSIVE: Final = re.compile(r"['’]s?$")


class Principals:
    """Who speaks for whom, by the registry and by the words of a speaker's name (`independence.toml`)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[tuple[str, str], Entry | None] = {}

    def of(self, speaker: Entity) -> Entry | None:
        """Return the entry for whom *speaker* speaks in the end, itself if for nobody else; None where none is registered."""
        key = (speaker.iri, speaker.label)
        if key not in self._known:
            self._known[key] = self._find(speaker)
        return self._known[key]

    def _find(self, speaker: Entity) -> Entry | None:
        iri = speaker.iri if speaker.registered else self._registered(_principal(speaker.label))
        seen: set[str] = set()
        entry = None
        while iri and iri not in seen and (found := self._lexicon.by_iri.get(iri)) is not None:
            seen.add(iri)
            entry, iri = found, found.speaks_for or ""
        return entry

    def speaks_for(self, speaker: Entity, party: Entity) -> bool:
        """Tell whether *speaker* is *party* or speaks for it, for what it is a part of, or for a part of it."""
        if speaker.iri == party.iri:
            return True
        principal = self.of(speaker)
        if principal is None:
            name = _principal(speaker.label) or speaker.label
            return name.casefold() == party.label.casefold() or _same_key(name, party.label)
        return principal.iri in self._bodies(party.iri) or party.iri in self._bodies(principal.iri)

    def _bodies(self, iri: str) -> list[str]:
        """Return the IRIs of a registered body and of those that it is a part of, itself first."""
        chain: list[str] = [iri]
        while (entry := self._lexicon.by_iri.get(chain[-1])) and entry.part_of and entry.part_of not in chain:
            chain.append(entry.part_of)
        return chain

    def _registered(self, name: str) -> str:
        """Return the IRI of the one agent of this name; "" where there is none or several."""
        entries = [e for e in self._lexicon.by_surface(name) if e.family is Family.AGENT] if name else []
        return entries[0].iri if len(entries) == 1 else ""


def _principal(label: str) -> str:
    """Return the name of whom a speaker speaks for, as the words before or behind it say; "" where they say nothing.

    >>> _principal("Red Front sources"), _principal("spokesman for the Red Front"), _principal("Red Front's media office")
    ('Red Front', 'Red Front', 'Red Front')
    >>> _principal("sources close to the Red Front")
    ''
    """
    words = label.split()
    stem = list(words)
    while stem and stem[-1].casefold() in _mouthpieces():
        stem.pop()
    if stem and len(stem) < len(words):
        return _POSSESSIVE.sub("", " ".join(stem))
    speaker, _, body = re.sub(r" (?:for|of) (?:the )?", "\0", label, count=1).partition("\0")
    spoken = re.sub(r"^(?:an?|the) ", "", speaker, flags=re.IGNORECASE).casefold().split()
    return body if spoken and set(spoken) <= _mouthpieces() else ""


def _same_key(one: str, other: str) -> bool:
    return bool(key := name_key(one)) and key == name_key(other)


@cache
def _mouthpieces() -> frozenset[str]:
    table = tomllib.loads(lexicon_file("independence.toml").read_text(encoding="utf-8"))
    return frozenset(table["mouthpieces"]["words"])
