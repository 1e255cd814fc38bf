"""Whose word a claim rests on, and how many independent origins a set of claims has.

1. The origin is the named speaker; else the one who relays him; else the publisher of the document.
2. Whoever speaks for a party is that party: its agency, its outlet, "Red Front sources".
3. A speaker without a name ("residents", "an activist") is no source beyond the document that quotes him.
4. Names that no registry knows count as one where they are written alike: doubt never adds a source.
5. Claims of several documents in the same words are copies: whoever said them counts once.
6. A document that reprints a text speaks for the agency that wrote it, else for its first publication, in the passages that are
   shared, word for word or lightly edited, and in its headline (`shared_texts`). What it alone has beside them is its own.
A document whose publisher is unknown is an origin of its own: its words are its own, and copied ones are found by
rules 5 and 6. A text rewritten in other words is not found out.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kg.consolidate.document_texts import TextVoice
from kg.consolidate.groups import Groups
from kg.consolidate.principals import Principals
from kg.consolidate.shared_texts import SharedTexts
from kg.lexicon import Lexicon, name_key
from kg.model import Entity, LinkedClaim, Voice
from kg.resources import lexicon_file

__all__ = ["Origin", "Origins"]

NAMELESS: Final = frozenset({"Population", "UnidentifiedArmedActor"})
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Whose word it is: a key that is equal for equal origins, and the IRI and label of one who stands for it."""

    key: str
    iri: str
    label: str


class Origins:
    """The origins of the claims of one collection, and its `principals`; the order of the claims changes nothing.

    *shared* are the texts that several of its documents publish.
    """

    def __init__(self, linked: Iterable[LinkedClaim], lexicon: Lexicon, shared: SharedTexts | None = None) -> None:
        self.principals = Principals(lexicon)
        self._shared = shared or SharedTexts()
        self._known: dict[tuple[str, str], Origin | None] = {}
        self._voices: dict[str, Entity] = {}
        documents: defaultdict[str, set[str]] = defaultdict(set)
        for item in linked:
            if item.claim.source is None and item.claim.voice is Voice.REPORT:
                known = self._voices.setdefault(item.claim.document_key, item.claimed_by)
                self._voices[item.claim.document_key] = min(known, item.claimed_by, key=lambda entity: entity.iri)
            if words := _copied_words(item):
                documents[words].add(item.claim.document_key)
        self._copied = frozenset(words for words, keys in documents.items() if len(keys) > 1)
        hashes: defaultdict[str, set[str]] = defaultdict(set)
        for item in linked:
            hashes[item.claim.document_key.rpartition("-")[2]].add(item.claim.document_key)
        self._doubled = frozenset(key for keys in hashes.values() if len(keys) > 1 for key in keys)

    def of(self, item: LinkedClaim) -> Origin:
        """Return the origin of one claim, copies apart."""
        if item.claim.source is not None and (found := self._named(item.claimed_by)):
            return found
        if item.relayed_by is not None and (found := self._named(item.relayed_by)):
            return found
        if (text := self._shared.text_of(item)) is not None:
            return self._text(text, item)
        return self._document(item)

    def independent(self, items: Iterable[LinkedClaim]) -> tuple[Origin, ...]:
        """Return the origins of *items* that do not hang together, one for each group, in a fixed order.

        Origins hang together where a claim of the one and a claim of the other are in the same words, or are told by speakers
        whom nobody knows in the same passage of one text, where a name may be respelt.
        """
        groups = Groups()
        origins: dict[str, Origin] = {}
        for item in items:
            origin = self.of(item)
            origins[origin.key] = min(origin, origins.get(origin.key, origin))
            groups.add(origin.key)
            # The same bytes under another name are one text: a document's key ends with the hash of them.
            if item.claim.document_key in self._doubled:
                groups.join(origin.key, f"bytes {item.claim.document_key.rpartition('-')[2]} {item.claim.start}")
            words = _copied_words(item)
            if words in self._copied:
                groups.join(origin.key, f"words {words}")
            if origin.key.startswith("name ") and (passage := self._shared.passage(item)) is not None:
                groups.join(origin.key, f"passage {passage} {item.claim.type}")
        first: dict[str, Origin] = {}
        for origin in sorted(origins.values()):
            first.setdefault(groups.root(origin.key), origin)
        return tuple(sorted(first.values()))

    def _text(self, text: TextVoice, item: LinkedClaim) -> Origin:
        """Return whose text it is that *item* is a claim of: the agency's, else that of whoever published it first."""
        voice = text.voice or item.claimed_by
        return self._named(voice) or Origin(f"document {text.document}", voice.iri, voice.label)

    def _document(self, item: LinkedClaim) -> Origin:
        """Return whoever speaks where a document speaks for itself: its publisher, its author, or nobody known."""
        key = f"document {item.claim.document_key}"
        if item.claim.source is None:
            voice = item.claimed_by
        else:
            voice = item.publisher or self._voices.get(item.claim.document_key, item.claimed_by)
        return self._named(voice) or Origin(key, voice.iri, voice.label)

    def _named(self, entity: Entity) -> Origin | None:
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


def _copied_words(item: LinkedClaim) -> str:
    """Return the words of the quote in one form; empty where they are too few to be told from chance."""
    words = _WORD.findall(item.claim.quote.casefold())
    return " ".join(words) if len(words) >= _table()["copied"]["words"] else ""


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
    return frozenset(_table()[table]["words"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(lexicon_file("independence.toml").read_text(encoding="utf-8"))
