"""One parsed sentence with the names in it and what was said before, and what can fill the slot of a frame there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.extract.discourse import Discourse
from kg.extract.names import Name
from kg.extract.referents import ACCEPTED, PLACES
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.lexicon import Entry, Lexicon

__all__ = ["Filler", "Scene", "accepts"]


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody or something that fills a slot: canonical name, kind, the words that stand for it, and its node.

    `evidence` is the rule that gave an unregistered name its kind, `also` the spans of aliases defined right there;
    `belonging` marks the owner of a thing that fills the slot ("ISIS vehicles").
    """

    name: str
    kind: str
    text: str
    start: int
    end: int
    node: int
    entries: tuple[Entry, ...] = ()
    anaphor: bool = False
    evidence: str = ""
    also: tuple[tuple[int, int], ...] = ()
    belonging: bool = False

    def as_kind(self, kinds: Collection[str]) -> Filler | None:
        """Return the filler read as one of *kinds*, or None: "Turkey" is a place or a state by what the slot wants."""
        for entry in self.entries:
            if entry.kind in kinds:
                return replace(self, name=entry.label, kind=entry.kind, entries=(entry,))
        if not self.entries and not self.kind and PLACES.issuperset(kinds):
            return replace(self, kind="Territory")
        if not self.entries and self.kind == "Country" and "StateActor" in kinds:
            return replace(self, kind="StateActor")
        if not self.entries and self.name in tables().capitals and "StateActor" in kinds and self.kind not in kinds:
            return replace(self, name=tables().capitals[self.name], kind="StateActor")
        return self if not self.entries and self.kind in kinds else None


@dataclass(frozen=True)
class Scene:
    """A sentence: its tree, its names by node, and its place in the document. `text` is the document's text, `since` the
    offset from which on a pronoun can find whom it stands for.
    """

    tree: Tree
    names: dict[int, Name]
    text: str
    paragraph: int
    sentence: int
    discourse: Discourse
    lexicon: Lexicon
    since: int = 0
    headline: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the document offsets from token *first* to token *last*."""
        return self.tree[first].start, self.tree[last].end


def accepts(demand: str, filler: Filler) -> Filler | None:
    """Return the filler read as the *demand* of a frame wants it, or None if it cannot be that.

    A "target" is a party where the name can be one ("attacks against Turkey"), else any thing.
    """
    if demand == "target":
        return filler.as_kind(ACCEPTED["party"]) or filler.as_kind(ACCEPTED["thing"])
    return filler.as_kind(ACCEPTED[demand])
