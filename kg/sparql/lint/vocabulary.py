"""What classes, properties and other terms there are, as an ontology says or a description of data (VoID) does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.namespaces import VOID

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["CLASS", "DEPRECATED", "OTHER", "PROPERTY", "Described", "Vocabulary", "described_by", "nearest", "space_of"]

CLASS: Final = "class"
PROPERTY: Final = "property"
OTHER: Final = "other"
DEPRECATED: Final = "deprecated"
# Likeness, 0 to 100, from which two names are taken for spellings of one: `subclassOf` and `subClassOf` have 90.
ALIKE: Final = 75


@dataclass(frozen=True, slots=True)
class Described:
    """The classes and properties that a data set has, as its VoID description counts them."""

    classes: frozenset[str]
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms by IRI with their kinds (CLASS, PROPERTY, OTHER, DEPRECATED), and the *namespaces* that have no others.

    *published* are well-known vocabularies: namespace to terms. *contents* are the classes of what claims say, and
    *content_properties* the properties that nothing else has.
    """

    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    namespaces: frozenset[str] = frozenset()
    published: Mapping[str, frozenset[str]] = field(default_factory=dict)
    described: Described | None = None
    contents: frozenset[str] = frozenset()
    content_properties: frozenset[str] = frozenset()

    def is_judged(self, iri: str) -> bool:
        """Tell whether *iri* stands in a namespace of the vocabulary: a plain name behind it, not a path."""
        space = space_of(iri)
        return space in self.namespaces and iri != space

    def nearest(self, iri: str, kind: str = "") -> str:
        """Return the term of the same namespace, of *kind* if one is given, that is spelt most like *iri*; or ""."""
        terms = [term for term, kinds in self.kinds.items() if not kind or kind in kinds]
        return nearest(iri, terms) or (nearest(iri, self.kinds) if kind else "")


def space_of(iri: str) -> str:
    """Return *iri* up to its last `#`, else its last `/`, inclusive."""
    cut = iri.rfind("#") if "#" in iri else iri.rfind("/")
    return iri[: cut + 1]


def nearest(iri: str, terms: Iterable[str]) -> str:
    """Return that of *terms* in the namespace of *iri* which is spelt most like it, capitals aside; or ""."""
    from rapidfuzz import fuzz, process, utils

    space = space_of(iri)
    names = sorted(term.removeprefix(space) for term in set(terms) if space_of(term) == space)
    found = process.extractOne(
        iri.removeprefix(space), names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=ALIKE
    )
    return space + found[0] if found else ""


def described_by(quads: Iterable[Quad]) -> Described:
    """Return the classes and properties that the VoID description *quads* has partitions for, of any data set in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        found[quad.predicate.value].add(str(getattr(quad.object, "value", "")))
    return Described(_iris(found[VOID + "class"]), _iris(found[VOID + "property"]))


def _iris(values: Collection[str]) -> frozenset[str]:
    return frozenset(value for value in values if ":" in value)
