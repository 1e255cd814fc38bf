"""What a page is made of: the thing that it is about, and where to ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.serve.work.pages.ask import Row, ask
from kg.serve.work.pages.links import Linker
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Asked", "Page"]

# The name of a template, and the values for it.
Page = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is wanted: of *node* in *store*; *first* is where its list of claims begins."""

    store: Store
    folder: StoreFolder
    linker: Linker
    node: NamedNode
    first: int

    def rows(self, question: str) -> list[Row]:
        """Return the rows of *question* about the node."""
        return ask(self.store, question, self.node)
