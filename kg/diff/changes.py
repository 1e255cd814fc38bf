"""What a difference consists of, as plain data: changes in order, each with its passages, and below it what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.diff.ontology import OntologyDiff

__all__ = ["Aspect", "Change", "GraphDiff", "Others", "Passage"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where a claim stands: a document's file name, paragraph (0: unknown), the span and words, who says it and how surely.

    Offsets count code points of the document, half-open. *voice* is `report` or `comment` (a reader's).
    """

    document: str
    paragraph: int
    start: int
    end: int
    quote: str
    claim: str = ""
    type: str = ""
    speaker: str = ""
    factuality: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that differs: its name (`factuality`, `date` …), in full where it has parts (`attacker`), before and after.

    Values are what people read: labels of entities, words, days; sorted.
    """

    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. *subject* is what it is about, *kind* what became of it, *before* and *after* its IRIs in either version.

    subject `claim`: added, retracted, changed. `document`: added, removed, revised, renamed, changed. `entity`: merged, split,
    identified (one for one), relinked (some words), added, removed, changed (its row). `policy`: changed.
    `text` (which several documents print): added, removed, changed.
    `statement`, `contradiction`: gained, lost. `state`, `incident`: added, removed, changed.
    *claims* counts the claims that an entity or a document takes along; *note* says why, where that is known.
    """

    subject: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    label: str
    aspects: tuple[Aspect, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: int = 0
    note: str = ""
    consequences: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """The statements of one graph that differ and that no change tells: how many, and the first of them for people.

    *graph* is the file name of the document whose graph it is, else the last part of the graph's name.
    """

    graph: str
    lost: int
    gained: int
    examples: tuple[str, ...]

    def shown(self) -> tuple[str, ...]:
        """Return the examples, and how many statements there are besides."""
        more = self.lost + self.gained - len(self.examples)
        return (*self.examples, f"… and {more} more") if more else self.examples


@dataclass(frozen=True)
class GraphDiff:
    """What differs between two versions: *changes* each with its consequences; *untied* follow from no change told here.

    *moved* are the places of claims that say the same as before elsewhere; *lines* are the numbers of statements lost and
    gained, of any kind, *inferred* those of the inferred ones among them, *others* those that nothing else here tells.
    *provenance* are the numbers of those about how the versions were built, which are no change. *notes* say what was not
    compared; with *alone*, nothing but an ontology was.
    """

    changes: tuple[Change, ...]
    untied: tuple[Change, ...] = ()
    moved: tuple[tuple[Passage, Passage], ...] = ()
    lines: tuple[int, int] = (0, 0)
    inferred: tuple[int, int] = (0, 0)
    others: tuple[Others, ...] = ()
    provenance: tuple[int, int] = (0, 0)
    ontology: OntologyDiff | None = None
    notes: tuple[str, ...] = ()
    alone: bool = False

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        """Return how many changes there are by subject and kind."""
        return _count(self.changes)

    @cached_property
    def following(self) -> Counter[tuple[str, str]]:
        """Return how many consequences there are by subject and kind, tied or not."""
        return _count([*(one for change in self.changes for one in change.consequences), *self.untied])

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs but how the versions were built."""
        return not (
            self.changes or self.untied or self.moved or self.others or (self.ontology and self.ontology.groups)
        )


def _count(changes: Iterable[Change]) -> Counter[tuple[str, str]]:
    return Counter((change.subject, change.kind) for change in changes)
