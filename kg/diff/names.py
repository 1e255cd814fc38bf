"""What a thing of the old version is called in the new one: its document edited, its claim read anew, its words linked anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["Names", "ancestors"]


def ancestors(iri: str) -> Iterator[str]:
    """Yield *iri* and what its path lies in, nearest first: a part bears the name of its whole.

    >>> list(ancestors("urn:a/b/c"))
    ['urn:a/b/c', 'urn:a/b', 'urn:a']
    """
    while iri and not iri.endswith("/"):
        yield iri
        iri = iri.rpartition("/")[0]


@dataclass
class Names:
    """Old IRIs and what they are now. *documents* and *claims* lead from old to new, *links* from an entity to those it became.

    *nodes* leads from whatever else was found again under another name: contents, graphs, states. *classes* leads from every
    entity that was merged, split or identified to one of those that it is one with, before or after. The keys of *links* and
    *classes* are names of after the renaming of documents.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    nodes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _olds(self) -> dict[str, str]:
        return {new: old for old, new in self.documents.items()}

    def moved(self, iri: str) -> str:
        """Return what *iri* is called where its document got another name: what only a document knows bears its name."""
        return _renamed(iri, self.documents)

    def entity(self, iri: str) -> str:
        """Return what an entity became, where that is one thing."""
        here = self.moved(iri)
        found = self.links.get(here, frozenset())
        return next(iter(found)) if len(found) == 1 else here

    def same(self, iri: str) -> str:
        """Return one name for all that *iri* was merged with, split from or identified as."""
        return self.together(self.moved(iri))

    def together(self, iri: str) -> str:
        """Return the same for *iri* as it is called now."""
        return self.classes.get(iri, iri)

    def now(self, iri: str) -> str:
        """Return what anything of the old version is called now: a part by its whole, and by the claim that it is named for."""
        if iri in self.claims:
            return self.claims[iri]
        found = _renamed(_renamed(iri, self.nodes), self.documents)
        whole, _, last = found.rpartition("/")
        return self.together(f"{whole}/{self._last[last]}" if last in self._last else found)

    @cached_property
    def _last(self) -> dict[str, str]:
        pairs = ((old.rpartition("/")[2], new.rpartition("/")[2]) for old, new in self.claims.items())
        return {old: new for old, new in pairs if old != new}

    def claim(self, iri: str) -> str:
        return self.claims.get(iri, iri)

    def before(self, iri: str) -> str:
        """Return what *iri* of the new version was called in the old one, as far as documents tell."""
        return _renamed(iri, self._olds)


def _renamed(iri: str, names: Mapping[str, str]) -> str:
    if names:
        for whole in ancestors(iri):
            if whole in names:
                return names[whole] + iri[len(whole) :]
    return iri
