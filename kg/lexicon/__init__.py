"""Holds the registry as plain immutable tables: who and what has a name, and which names mean which.

Rules:
1. every row has a source; a preferred name and any number of others;
2. a surface form that two rows of one family share is a homonym: only rows declared never the same may have one;
3. a hidden name written in lower case ("the army") is generic: it counts only in a text that names its row otherwise;
4. `Lexicon.in_context(text)` settles homonyms and generic names for one text, or leaves them ambiguous.
Reading the registry's files is the business of `kg.formats.registry`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from kg.errors import LexiconError
from kg.identifiers import sha256_hex
from kg.lexicon.keys import name_key, plain_text, surface_key
from kg.lexicon.kinds import KINDS, Family, family_of

__all__ = ["Entry", "Lexicon", "Name", "name_key"]

SHORTEST_KEY: Final = 5
Form = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, with its BCP 47 language; *hidden* ones are for finding, never for showing."""

    text: str
    language: str = "en"
    preferred: bool = False
    hidden: bool = False

    @property
    def generic(self) -> bool:
        """Tell whether the name means its entry only in a text that names the entry otherwise."""
        return self.hidden and self.text == self.text.lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the registry: IRI, kind (a class name of the ontology), label and names, the preferred one first.

    `within` is the IRI of the place it lies in or acts in, `speaks_for` the IRI of whom it speaks for, `source` where
    the row comes from, `never_same_as` the IRIs with which it must not be merged.
    """

    iri: str
    kind: str
    label: str
    names: tuple[Name, ...]
    within: str | None = None
    source: str = ""
    never_same_as: tuple[str, ...] = ()
    speaks_for: str | None = None

    @property
    def family(self) -> Family | None:
        """Return whether it acts, is a place, or is talks."""
        return family_of(self.kind)


@dataclass(frozen=True)
class Lexicon:
    """The registry's rows, indexed; immutable, so one may be shared by threads.

    `silent` holds the forms (IRI, surface key) that do not count in the text at hand: see `in_context`.

    Raises:
        LexiconError: a row lacks its source or its preferred name, is there twice, refers to a row that is not there,
            lies within itself, or shares a surface form with a row of its family from which nothing keeps it apart.
    """

    entries: tuple[Entry, ...]
    silent: frozenset[Form] = frozenset()

    def __post_init__(self) -> None:
        if not self.silent:
            _check_rows(self.entries)
            _check_references(self)
            _check_homonyms(self)

    @cached_property
    def by_iri(self) -> MappingProxyType[str, Entry]:
        """Return the rows by IRI."""
        return MappingProxyType({entry.iri: entry for entry in self.entries})

    @cached_property
    def digest(self) -> str:
        """Return the sha256 of the rows in hex; their order and `silent` do not matter."""
        rows = sorted((asdict(entry) for entry in self.entries), key=lambda row: str(row["iri"]))
        return sha256_hex(json.dumps(rows, ensure_ascii=True, sort_keys=True).encode("ascii"))

    def by_surface(self, name: str) -> tuple[Entry, ...]:
        """Return the rows that bear *name* up to case, hyphens and spaces, by IRI; "us" is not the acronym US."""
        bearers = self._surfaces.get(surface_key(name), ())
        return tuple(dict.fromkeys(e for e, form in bearers if not (form.isupper() and name == name.lower())))

    def by_name_key(self, name: str) -> tuple[Entry, ...]:
        """Return the rows with a name of the same typed key as *name*, by IRI; none for a key too short to tell."""
        key = name_key(name)
        return self._keys.get(key, ()) if len(key) >= SHORTEST_KEY else ()

    def surface_forms(self) -> tuple[tuple[str, Entry], ...]:
        """Return every name with its row, by name, preferred names before others of the same spelling.

        A form that several rows bear comes once for each. A lexicon in context leaves out what does not count.
        """
        pairs = [(name, entry) for entry, name in self._forms()]
        pairs.sort(key=lambda pair: (pair[0].text, not pair[0].preferred, pair[1].iri))
        return tuple((name.text, entry) for name, entry in pairs)

    def never_same(self, one: Entry, other: Entry) -> bool:
        """Tell whether either row says that it is never the other."""
        return other.iri in one.never_same_as or one.iri in other.never_same_as

    def ancestors(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the places that *entry* lies within, innermost first."""
        chain: list[Entry] = []
        while entry.within is not None and (entry := self.by_iri[entry.within]) not in chain:
            chain.append(entry)
        return tuple(chain)

    def in_context(self, text: str) -> Lexicon:
        """Return the lexicon as it holds for *text*.

        A generic name counts if the text also names its row otherwise, someone who speaks for it, or (for a place) the
        place right around it. Of homonyms one counts alone if the text names it otherwise or names a place around it,
        and does so for no other; else all stay, and the name is ambiguous.
        """
        named = self._named_in(text)
        silent = self.silent | frozenset(self._unanchored(named)) | frozenset(self._outdone(named))
        return self if silent == self.silent else Lexicon(self.entries, silent)

    def _named_in(self, text: str) -> frozenset[str]:
        padded = f" {plain_text(text)} "
        return frozenset(
            entry.iri
            for entry, name in self._forms()
            if not name.generic and not self._contenders(name, entry) and f" {surface_key(name.text)} " in padded
        )

    def _unanchored(self, named: frozenset[str]) -> Iterator[Form]:
        spoken_for = {e.speaks_for for e in self.entries if e.iri in named}
        for entry, name in self._forms():
            around = {entry.within} if entry.family is Family.PLACE else set()
            if name.generic and not ({entry.iri, *around} & named or entry.iri in spoken_for):
                yield entry.iri, surface_key(name.text)

    def _outdone(self, named: frozenset[str]) -> Iterator[Form]:
        for entry, name in self._forms():
            rivals = self._contenders(name, entry)
            winners = [e for e in (entry, *rivals) if self._evident(e, (entry, *rivals), named)]
            if rivals and len(winners) == 1 and winners[0] != entry:
                yield entry.iri, surface_key(name.text)

    def _evident(self, entry: Entry, contenders: tuple[Entry, ...], named: frozenset[str]) -> bool:
        others = {place.iri for e in contenders if e != entry for place in self.ancestors(e)}
        return bool(({entry.iri, *(place.iri for place in self.ancestors(entry))} - others) & named)

    def _contenders(self, name: Name, entry: Entry) -> tuple[Entry, ...]:
        bearers = dict.fromkeys(e for e, _ in self._surfaces.get(surface_key(name.text), ()))
        return tuple(e for e in bearers if e.iri != entry.iri and e.family is entry.family)

    def _forms(self) -> Iterator[tuple[Entry, Name]]:
        return (
            (entry, name)
            for entry in self.entries
            for name in entry.names
            if not self.silent or (entry.iri, surface_key(name.text)) not in self.silent
        )

    @cached_property
    def _surfaces(self) -> dict[str, tuple[tuple[Entry, str], ...]]:
        return _grouped((surface_key(name.text), (entry, name.text)) for entry, name in self._forms())

    @cached_property
    def _keys(self) -> dict[str, tuple[Entry, ...]]:
        pairs = ((name_key(name.text), (entry, "")) for entry, name in self._forms())
        return {key: tuple(entry for entry, _ in rows) for key, rows in _grouped(pairs).items() if key}


def _grouped(pairs: Iterable[tuple[str, tuple[Entry, str]]]) -> dict[str, tuple[tuple[Entry, str], ...]]:
    groups: defaultdict[str, dict[tuple[Entry, str], None]] = defaultdict(dict)
    for key, row in pairs:
        groups[key][row] = None
    return {key: tuple(sorted(rows, key=lambda row: (row[0].iri, row[1]))) for key, rows in groups.items()}


def _check_rows(entries: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        preferred = [name.text for name in entry.names if name.preferred]
        if not entry.source.strip():
            raise LexiconError(entry.iri, "has no source", "every row names where it comes from")
        if entry.iri in seen:
            raise LexiconError(entry.iri, "is there twice", "one row for each IRI")
        if entry.kind not in KINDS:
            raise LexiconError(entry.iri, f"is of unknown kind '{entry.kind}'", f"one of: {', '.join(sorted(KINDS))}")
        if preferred != [entry.label]:
            raise LexiconError(entry.iri, f"has preferred names {preferred}", "exactly one, which is its label")
        if empty := [name.text for name in entry.names if not surface_key(name.text)]:
            raise LexiconError(entry.iri, f"has the name {empty[0]!r}", "a name has at least one letter or digit")
        seen.add(entry.iri)


def _check_references(lexicon: Lexicon) -> None:
    for entry in lexicon.entries:
        for target in (entry.within, entry.speaks_for, *entry.never_same_as):
            if target is not None and target not in lexicon.by_iri:
                raise LexiconError(entry.iri, f"refers to {target}, which is not there", "name a row of the registry")
        if entry.iri in entry.never_same_as:
            raise LexiconError(entry.iri, "is never the same as itself", "name another row")
        if entry in lexicon.ancestors(entry):
            raise LexiconError(entry.iri, "lies within itself", "containment without a circle")


def _check_homonyms(lexicon: Lexicon) -> None:
    for entry in lexicon.entries:
        for name in entry.names:
            for other in lexicon._contenders(name, entry):
                if not lexicon.never_same(entry, other):
                    wrong = f"shares the name '{name.text}' with {other.iri}"
                    raise LexiconError(entry.iri, wrong, "one row, or two that are never the same")
