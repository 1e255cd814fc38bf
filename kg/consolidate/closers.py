"""What ends the states of others: a rival's capture of a place, and the end of a party. Dated evidence alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, TypeAlias

from kg.consolidate.situations import Effect
from kg.consolidate.spells import CloserFinder
from kg.consolidate.state_evidence import Evidence, Standing
from kg.consolidate.windows import FIRST_DAY, Window
from kg.model import Entity

__all__ = ["CLOSERS", "Closers"]

CLOSERS: Final = frozenset({Effect.OUSTS, Effect.RETIRES})
Subject: TypeAlias = tuple[str, Standing]


class Closers:
    """Finds in logarithmic time what first ends a state after a day, by what it concerns: the place taken, the party gone."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        listed: defaultdict[Subject, set[Evidence]] = defaultdict(set)
        for item in evidence:
            if item.effect in CLOSERS and item.window.first != FIRST_DAY:
                for standing in Standing:
                    if standing <= item.standing:
                        listed[item.parties[-1].iri, standing].add(item)
        self.listed = {subject: sorted(items, key=_order) for subject, items in listed.items()}
        self.days = {subject: [item.window.first for item in items] for subject, items in self.listed.items()}
        self.others = {subject: _next_others(items) for subject, items in self.listed.items()}

    def finder(self, parties: tuple[Entity, ...], standing: Standing) -> CloserFinder:
        """Return the finder for a state between *parties* (a holder first): nobody ousts himself."""
        subjects = [(party.iri, standing) for party in parties if (party.iri, standing) in self.listed]
        if not subjects:
            return lambda day: None
        holder = parties[0].iri

        def find(day: int) -> Evidence | None:
            found = [item for subject in subjects if (item := self._first(subject, holder, day))]
            return min(found, key=_order, default=None)

        return find

    def _first(self, subject: Subject, holder: str, day: int) -> Evidence | None:
        items = self.listed[subject]
        number = bisect_right(self.days[subject], day)
        if number < len(items) and _is_by(items[number], holder):
            number = self.others[subject][number]
        return items[number] if number < len(items) else None


def _order(item: Evidence) -> tuple[Window, str]:
    return item.window, item.rests_on


def _is_by(item: Evidence, holder: str) -> bool:
    return item.effect is Effect.OUSTS and item.parties[0].iri == holder


def _next_others(items: list[Evidence]) -> list[int]:
    """Return for each item the number of the next one by somebody else; the count of items where there is none."""
    following = [len(items)] * len(items)
    for number in range(len(items) - 2, -1, -1):
        same = items[number].parties[0].iri == items[number + 1].parties[0].iri
        following[number] = following[number + 1] if same else number + 1
    return following
