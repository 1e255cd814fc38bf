"""The rows of the registry: a thing with its names, when it existed, where it belongs, and with what it must not be mixed up.

Times are EDTF expressions (Library of Congress, 2019), read by `kg.edtf`; "" where no source tells. Every field that a source
can doubt carries its own `source`; where it is "" the row's holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.lexicon.kinds import Family, family_of

__all__ = ["NAME_KINDS", "SOURCE_KINDS", "SUCCESSION_KINDS", "Entry", "Name", "Succession", "Tie"]

# Local names of individuals of the ontology.
NAME_KINDS: Final = frozenset(
    {"Acronym", "FormerName", "Metonym", "Misspelling", "ShortForm", "Translation", "Transliteration"}
)
SOURCE_KINDS: Final = frozenset(
    {"Activist", "Anonymous", "Monitor", "NewsAgency", "NewsOutlet", "Official", "PartyToTheConflict", "StateMedia"}
)
SUCCESSION_KINDS: Final = frozenset({"Merger", "Rename", "Split"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, with its BCP 47 language; *hidden* ones are for finding, never for showing.

    `kind` is one of NAME_KINDS, or "" for a plain alternative.
    """

    text: str
    language: str = "en"
    preferred: bool = False
    hidden: bool = False
    kind: str = ""
    source: str = ""

    @property
    def generic(self) -> bool:
        """Tell whether the name means its entry only in a text that names the entry otherwise."""
        return self.hidden and self.text == self.text.lower()


@dataclass(frozen=True, slots=True)
class Succession:
    """From which row this one came, and how: renamed, merged out of several, or split off."""

    kind: str
    predecessor: str
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """To which body a row belongs for a time; a person's has the *title* of the post ("commander")."""

    body: str
    title: str = ""
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the registry: IRI, kind (a class name of the ontology), label and names, the preferred one first.

    `within` is the IRI of the place it lies in or acts in, `part_of` of the body it is a part of, `speaks_for` of whom it
    speaks for; `source` tells where the row comes from, `never_same_as` are the IRIs with which it must not be merged, and
    `never_named` names that it does not bear, whatever they look like. `existence` is an EDTF interval; `note` tells
    homonyms apart in words. `coordinates` are latitude and longitude in degrees (WGS 84), only where a source confirms them.
    """

    iri: str
    kind: str
    label: str
    names: tuple[Name, ...]
    within: str | None = None
    source: str = ""
    never_same_as: tuple[str, ...] = ()
    speaks_for: str | None = None
    part_of: str | None = None
    existence: str = ""
    successions: tuple[Succession, ...] = ()
    ties: tuple[Tie, ...] = ()
    source_kind: str = ""
    note: str = ""
    coordinates: tuple[float, float] | None = None
    never_named: tuple[str, ...] = ()

    @property
    def family(self) -> Family | None:
        """Return whether it acts, is a place, or is talks."""
        return family_of(self.kind)

    @property
    def references(self) -> tuple[str, ...]:
        """Return the IRIs of the other rows that this one names."""
        single = (self.within, self.speaks_for, self.part_of)
        return (
            *(iri for iri in single if iri is not None),
            *self.never_same_as,
            *(s.predecessor for s in self.successions),
            *(t.body for t in self.ties),
        )
