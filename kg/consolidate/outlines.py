"""The outline of a report: who did it, to whom, where and when; all that reports are compared by.

Many outlines have to be in one place, where their claims need not be: as many reports with these take four times the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from kg.consolidate.spots import Spot
from kg.consolidate.windows import LAST_DAY, Window
from kg.identifiers import hash_number

__all__ = ["Name", "Outline", "with_shared_values"]

T = TypeVar("T")
Name: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the report of a happening is compared by, with IRIs for entities.

    `claim` and `document` are the id of its claim and the key of its document. `doers` and `targets` are told from the side
    that acts (who withdraws is a target); where `sided`, the two are not told apart; where `mutual`, all of them together
    make it what it is. `known` are the identified ones of both. `place` is the place that changed hands, of which this
    report tells; "" where none did. `telling` is the number of what a text tells there, whichever publication it is read
    in; 0 where the report stands in no text that others print. `told` says that the window comes from the words. By the
    numbers `pairs` and `features` others are found that share two things with it, or one (`hash_number`; types of one
    family alone have them in common).
    """

    claim: str
    document: str
    type: str
    denied: bool
    doers: frozenset[str]
    targets: frozenset[str]
    known: frozenset[str]
    spots: frozenset[Spot]
    window: Window
    told: bool
    sided: bool
    mutual: bool
    pairs: tuple[int, ...]
    features: tuple[int, ...]
    place: str
    telling: int

    @property
    def name(self) -> Name:
        """Return what tells the report from all others: a claim gives one for each place that changes hands."""
        return self.claim, self.place

    @property
    def number(self) -> int:
        """Return the number of 64 bits that stands for its name; two may have one, by chance."""
        return hash_number("report", *self.name)

    @property
    def parties(self) -> frozenset[str]:
        """Return all who take part."""
        return self.doers | self.targets

    def precision(self) -> tuple[bool, bool, int, int, int, str, str]:
        """Return the key by which reports are ordered: denials last, then dated, narrow and full ones first, then by id."""
        roles = bool(self.doers & self.known) + bool(self.targets & self.known) + any(s.specific for s in self.spots)
        width = self.window.width if self.window.bounded else LAST_DAY
        return self.denied, not self.told, width, -roles, -len(self.known), self.claim, self.place


def with_shared_values(outlines: Iterable[Outline]) -> Iterator[Outline]:
    """Yield *outlines* so that what several of them have alike is one object in memory: most parties, places and days are."""
    values: dict[object, object] = {}

    def once(value: T) -> T:
        return values.setdefault((type(value), value), value)  # type: ignore[return-value]  # of one type with its key

    for one in outlines:
        yield replace(
            one,
            document=once(one.document),
            type=once(one.type),
            doers=once(one.doers),
            targets=once(one.targets),
            known=once(one.known),
            spots=once(one.spots),
            window=once(one.window),
            pairs=once(one.pairs),
            features=once(one.features),
            place=once(one.place),
        )
