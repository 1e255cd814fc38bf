"""The same words in several publications of one text: for lists in which they stand once, and say where else they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.serve.work.pages.ask import Row, ask
from kg.serve.work.reprints import Printed, reprinted

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Place", "Repeats", "all_repeats", "repeats_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its document, the file of that, and the code points [start, end)."""

    document: str
    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """The claims that are one another's reprints (`groups`, by each of them), and where each stands."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def once(self, claims: Iterable[str]) -> list[str]:
        """Return *claims* in their order, of reprints of one another the first alone."""
        firsts: dict[tuple[str, ...], str] = {}
        for claim in claims:
            firsts.setdefault(self.groups.get(claim, (claim,)), claim)
        return list(firsts.values())

    def surplus(self) -> int:
        """Return how many claims are left out where of reprints one stands for all."""
        return len(self.groups) - len(set(self.groups.values()))

    def others(self, claim: str) -> list[Place]:
        """Return where the reprints of *claim* stand, by file."""
        found = {self.places[other] for other in self.groups.get(claim, ()) if other != claim}
        return sorted(found, key=lambda place: (place.file, place.document, place.start))


def all_repeats(store: Store) -> Repeats:
    """Return the reprints of all texts."""
    texts = _texts(store)
    return _among(store, texts, texts)


def repeats_of(store: Store, claims: Iterable[str]) -> Repeats:
    """Return the reprints of *claims*, wherever they stand."""
    texts = _texts(store)
    if not texts:
        return Repeats()
    own = {row["document"] or "" for row in ask(store, "claim-documents", among=claims)}
    wanted = {text for document in own for text in texts.get(document, ())}
    return _among(store, texts, [document for document, of in texts.items() if not wanted.isdisjoint(of)])


def _texts(store: Store) -> dict[str, list[str]]:
    """Return the texts that each document publishes with others."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in ask(store, "publications"):
        texts[row["document"] or ""].append(row["text"] or "")
    return texts


def _among(store: Store, texts: Mapping[str, list[str]], documents: Iterable[str]) -> Repeats:
    among = sorted(documents)
    rows = ask(store, "claims-printed", among=among, variable="document") if among else []
    groups = reprinted(map(_printed, rows), texts)
    of_each = {claim: group for group in groups for claim in group}
    places = {row["claim"] or "": _place(row) for row in reversed(rows) if row["claim"] in of_each}
    return Repeats(of_each, places)


def _printed(row: Row) -> Printed:
    start = int(row["start"] or 0)
    return Printed(
        row["claim"] or "", row["document"] or "", start, row["type"] or "", row["factuality"] or "", row["quote"] or ""
    )


def _place(row: Row) -> Place:
    return Place(row["document"] or "", row["file"] or "", int(row["start"] or 0), int(row["end"] or 0))
