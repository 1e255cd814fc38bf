"""What a thing of the old version is called in the new one: its document edited, its claim read anew, its words linked anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["Names"]


@dataclass
class Names:
    """Old IRIs and what they are now. *documents* and *claims* lead from old to new, *links* from an entity to those it became.

    *classes* leads from every entity that was merged, split or identified to one of those that it is one with, before or after.
    The keys of *links* and *classes* are names of after the renaming of documents.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _olds(self) -> dict[str, str]:
        return {new: old for old, new in self.documents.items()}

    def moved(self, iri: str) -> str:
        """Return what *iri* is called where its document got another name: what only a document knows bears its name."""
        document = iri.rsplit("/", 2)[0]
        return self.documents[document] + iri[len(document) :] if document in self.documents else iri

    def entity(self, iri: str) -> str:
        """Return what an entity became, where that is one thing."""
        here = self.moved(iri)
        found = self.links.get(here, frozenset())
        return next(iter(found)) if len(found) == 1 else here

    def same(self, iri: str) -> str:
        """Return one name for all that *iri* was merged with, split from or identified as."""
        here = self.moved(iri)
        return self.classes.get(here, here)

    def claim(self, iri: str) -> str:
        return self.claims.get(iri, iri)

    def before(self, iri: str) -> str:
        """Return what *iri* of the new version was called in the old one, as far as documents tell."""
        document = iri.rsplit("/", 2)[0]
        return self._olds[document] + iri[len(document) :] if document in self._olds else iri
