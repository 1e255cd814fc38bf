"""Where a claim puts something, made comparable: each place with what it lies in, and whether it tells happenings apart.

A town is compatible with its province, and no two towns with one another. An area ("northern X") has no known bounds and is
compared by what it lies in. What is near a place is not that place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.consolidate.rules import IncidentRules
from kg.lexicon import Lexicon
from kg.model import Entity

__all__ = ["Spot", "Spots", "finest", "meet"]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One place: its IRI, by which spots are sorted, the IRIs of what it lies in (innermost first), and what its kind tells.

    `towns` are those of `inside` that are towns: the town that a facility stands in, or that a quarter belongs to.
    """

    iri: str
    inside: tuple[str, ...]
    towns: frozenset[str]
    specific: bool
    fuzzy: bool
    facility: bool

    def likeness(self, other: Spot, *, holding: bool) -> int | None:
        """Return 2 for one place or one within the other that tell happenings apart, 1 for compatible, None for rival places.

        *holding*: it is about who holds the place, and a facility is not the town that it stands in.
        """
        if self.iri == other.iri:
            return 2 if self.specific else 1
        for inner, outer in ((self, other), (other, self)):
            if outer.iri in inner.inside:
                if holding and inner.facility and outer.iri in inner.towns:
                    return None
                return 2 if inner.specific and outer.specific else 1
        return 1 if (self.fuzzy or other.fuzzy) and _could_overlap(self, other) else None


def _could_overlap(one: Spot, other: Spot) -> bool:
    """Tell whether an area may reach the other: neither is known to lie in something where the other does not."""
    lines = [spot.inside if spot.fuzzy else (spot.iri, *spot.inside) for spot in (one, other)]
    return not lines[0] or not lines[1] or lines[0][0] in lines[1] or lines[1][0] in lines[0]


class Spots:
    """Makes a spot of each entity once."""

    def __init__(self, lexicon: Lexicon, rules: IncidentRules) -> None:
        self._lexicon, self._rules = lexicon, rules
        self._known: dict[str, Spot] = {}

    def of(self, places: Iterable[Entity]) -> frozenset[Spot]:
        """Return the finest of *places*, each one under whatever names; a facility named beside one town stands in it."""
        by_iri = {place.iri: place for place in places}
        spots = [self._spot(place) for place in by_iri.values()]
        towns = [s for p, s in zip(by_iri.values(), spots, strict=True) if p.kind in self._rules.towns]
        if len(towns) == 1:
            spots = [_put_into(spot, towns[0]) if spot.facility else spot for spot in spots]
        return finest(frozenset(spots))

    def _spot(self, entity: Entity) -> Spot:
        if entity.iri not in self._known:
            self._known[entity.iri] = self._make(entity)
        return self._known[entity.iri]

    def _make(self, entity: Entity) -> Spot:
        inside, towns = self._containers(entity)
        return Spot(
            entity.iri,
            tuple(inside),
            frozenset(towns),
            specific=entity.kind in self._rules.specific,
            fuzzy=entity.kind in self._rules.fuzzy or not entity.kind,
            facility=entity.kind in self._rules.facilities,
        )

    def _containers(self, entity: Entity) -> tuple[list[str], list[str]]:
        """Return the IRIs of all that *entity* lies in, and those of the towns among them."""
        if entity.beside is not None:
            return self._containers(entity.beside)
        if entity.within is not None:
            inside, towns = self._containers(entity.within)
            outer = entity.within
            return [outer.iri, *inside], [*([outer.iri] if outer.kind in self._rules.towns else []), *towns]
        entry = self._lexicon.by_iri.get(entity.iri)
        around = self._lexicon.ancestors(entry) if entry is not None else ()
        return [place.iri for place in around], [place.iri for place in around if place.kind in self._rules.towns]


def _put_into(facility: Spot, town: Spot) -> Spot:
    if town.iri in facility.inside:
        return facility
    inside = (town.iri, *(iri for iri in (*town.inside, *facility.inside) if iri != town.iri))
    return replace(facility, inside=tuple(dict.fromkeys(inside)), towns=facility.towns | {town.iri})


def finest(spots: frozenset[Spot]) -> frozenset[Spot]:
    """Return *spots* without those that another of them lies in."""
    around = {iri for spot in spots for iri in spot.inside}
    return frozenset(spot for spot in spots if spot.iri not in around)


def meet(ones: frozenset[Spot], others: frozenset[Spot], *, holding: bool) -> tuple[int, frozenset[Spot]] | None:
    """Return the best likeness of two sets of places, and the finer of those that go together; None where none do.

    No place at all is compatible with every place, and no sign of anything.
    """
    if not ones or not others:
        return 0, ones or others
    found: set[Spot] = set()
    best = 0
    for one in ones:
        for other in others:
            likeness = one.likeness(other, holding=holding)
            if likeness is not None:
                best = max(best, likeness)
                # An area is no part of what it only may reach: then the first stays.
                found.add(other if one.iri in other.inside else one)
    return (best, finest(frozenset(found))) if found else None
