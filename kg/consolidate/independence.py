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

All of it is told of a claim by its document alone (`source_claims`); what hangs together, by the claims compared alone
(`independent`): so nothing here ever needs the whole collection.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.groups import Groups
from kg.consolidate.imprints import voice_of
from kg.consolidate.speakers import Origin, Speakers, independence_table
from kg.identifiers import short_hash
from kg.model import Entity, LinkedClaim

__all__ = ["Sourced", "Word", "independent", "source_claims"]

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word a claim is, by the claim's id and its document's key, and what joins it with the words of others.

    `marks` join it with claims of other documents that bear one of them: the words of its quote, and its place in the bytes of
    its file. `passage` joins it with whatever is said in that passage of a text; "" for none.
    """

    claim: str
    document: str
    origin: Origin
    marks: tuple[str, ...] = ()
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A claim with whose word it is."""

    item: LinkedClaim
    word: Word


def source_claims(claims: Sequence[LinkedClaim], speakers: Speakers, texts: DocumentTexts) -> Iterator[Sourced]:
    """Yield the *claims* of one document, all of them, each with whose word it is; *texts* are what it shares with others."""
    voice = voice_of(claims)
    for item in claims:
        origin = _origin(item, voice, speakers, texts)
        passage = texts.passage(item) if origin.key.startswith("name ") else None
        within = "" if passage is None else f"{passage} {item.claim.type}"
        yield Sourced(item, Word(item.claim.id, item.claim.document_key, origin, tuple(_marks(item)), within))


def independent(words: Iterable[Word]) -> tuple[Origin, ...]:
    """Return the origins of *words* that do not hang together, one for each group, in a fixed order.

    Origins hang together where claims of two documents are in the same words, or stand in the same place of the same bytes;
    and where they are told by speakers whom nobody knows in the same passage of one text, where a name may be respelt.
    """
    groups = Groups()
    origins: dict[str, Origin] = {}
    bearers: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for word in words:
        key = word.origin.key
        origins[key] = min(word.origin, origins.get(key, word.origin))
        groups.add(key)
        for mark in word.marks:
            bearers[mark].setdefault(word.document, set()).add(key)
        if word.passage:
            groups.join(key, f"passage {word.passage}")
    for mark, by_document in bearers.items():
        if len(by_document) > 1:
            for key in set().union(*by_document.values()):
                groups.join(key, f"mark {mark}")
    first: dict[str, Origin] = {}
    for origin in sorted(origins.values()):
        first.setdefault(groups.root(origin.key), origin)
    return tuple(sorted(first.values()))


def _origin(item: LinkedClaim, voice: Entity | None, speakers: Speakers, texts: DocumentTexts) -> Origin:
    if item.claim.source is not None and (found := speakers.named(item.claimed_by)):
        return found
    if item.relayed_by is not None and (found := speakers.named(item.relayed_by)):
        return found
    if (text := texts.text_of(item)) is not None:
        return _word_of(text.voice or item.claimed_by, text.document, speakers)
    # Where a document speaks for itself: its publisher, its author, or nobody known.
    speaking = item.claimed_by if item.claim.source is None else item.publisher or voice or item.claimed_by
    return _word_of(speaking, item.claim.document_key, speakers)


def _word_of(entity: Entity, document: str, speakers: Speakers) -> Origin:
    return speakers.named(entity) or Origin(f"document {document}", entity.iri, entity.label)


def _marks(item: LinkedClaim) -> Iterator[str]:
    """Yield what a copy has too: the words of the quote in one form, if they are more than chance, and where it stands.

    The same bytes under another name are one text: a document's key ends with the hash of them.
    """
    words = _WORD.findall(item.claim.quote.casefold())
    if len(words) >= independence_table()["copied"]["words"]:
        yield f"words {short_hash(*words)}"
    yield f"bytes {item.claim.document_key.rpartition('-')[2]} {item.claim.start}"
