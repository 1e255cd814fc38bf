"""Finds the declared term that an unknown one is most likely meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from kg.ontology_checks.own_terms import namespace_of

__all__ = ["Spelling"]

# Likeness, 0 to 100, from which two names are taken for spellings of one: `subclassOf` and `subClassOf` have 90.
ALIKE = 80


class Spelling:
    """The names of declared terms, by namespace."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        for term in sorted(set(terms)):
            space = namespace_of(term)
            self._names[space].append(term.removeprefix(space))

    def nearest(self, iri: str) -> str:
        """Return the IRI of the declared term of the same namespace that is spelt most like *iri*, or the empty string."""
        space = namespace_of(iri)
        name = iri.removeprefix(space)
        near = process.extractOne(name, self._names.get(space, []), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return space + near[0] if near and near[0] != name else ""
