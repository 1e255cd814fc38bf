"""Makes of each claim of an event the reports that it gives: who did it, to whom, where and when, ready to be compared.

A claim that places changed hands gives one report for each of them. Claims of readers' comments, of what is only
intended, of states and of speech acts give none; nor does one that names neither anybody nor any place below a country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, product
from types import MappingProxyType

from kg.consolidate.independence import Sourced, Word
from kg.consolidate.outlines import Outline
from kg.consolidate.roles import ROLE_TABLE, fillers, role_properties
from kg.consolidate.rules import IncidentRules
from kg.consolidate.spots import Spot, Spots
from kg.consolidate.statements import is_somebody
from kg.consolidate.windows import event_window
from kg.identifiers import hash_number
from kg.lexicon import Lexicon
from kg.lexicon.kinds import PLACE_KINDS
from kg.model import Entity, Factuality, LinkedClaim, Role, Voice

__all__ = ["Report", "make_reports"]


@dataclass(frozen=True, slots=True)
class Report(Outline):
    """One claim as the report of one happening, with whose word it is."""

    item: LinkedClaim
    word: Word

    @property
    def outline(self) -> Outline:
        """Return what it is compared by alone."""
        return Outline(*(getattr(self, field.name) for field in fields(Outline)))


def make_reports(
    claims: Iterable[Sourced], lexicon: Lexicon, rules: IncidentRules, told: Mapping[str, int] = MappingProxyType({})
) -> list[Report]:
    """Return the reports of *claims*, each claim once, by claim; of each document's claims they are made alone.

    *told* are the numbers of those, by id, that tell what a text tells (`kg.consolidate.tellings`).
    """
    spots = Spots(lexicon, rules)
    by_id = {one.word.claim: one for one in claims}
    counted = (one for one in by_id.values() if _counts(one.item, rules))
    return [report for one in counted for report in _reports(one, spots, rules, told.get(one.word.claim, 0))]


def _counts(item: LinkedClaim, rules: IncidentRules) -> bool:
    claim = item.claim
    said = claim.voice is Voice.REPORT and claim.factuality is not Factuality.INTENDED
    return said and rules.tells_of_an_event(claim.type)


def _reports(sourced: Sourced, spots: Spots, rules: IncidentRules, telling: int) -> Iterator[Report]:
    item = sourced.item
    named = list(role_properties(item))
    locations = tuple(e for name, e in named if name in ("location", "territory"))
    changed = {e.iri: e for name, e in named if name == "territory"}
    affected = tuple(e for e in fillers(item, Role.RECIPIENT) if e.kind in PLACE_KINDS)
    if changed and item.claim.type in rules.split:
        around = tuple(e for e in locations if e.iri not in changed)
        for place in changed.values():
            one = hash_number("telling", str(telling), place.label.casefold()) if telling else 0
            yield from _report(sourced, _with_containers(place, around, spots), rules, one, place.iri)
        return
    yield from _report(sourced, spots.of((*locations, *affected)), rules, telling)


def _with_containers(place: Entity, around: tuple[Entity, ...], spots: Spots) -> frozenset[Spot]:
    return frozenset(s for s in spots.of((place, *around)) if s.iri == place.iri)


def _report(
    sourced: Sourced, spots: frozenset[Spot], rules: IncidentRules, telling: int, place: str = ""
) -> Iterator[Report]:
    item = sourced.item
    doers, targets = _sides(item, rules)
    entities = {e.iri: e for e in (*doers, *targets)}
    known = frozenset(iri for iri, e in entities.items() if is_somebody(e))
    if not known and not any(spot.inside or spot.specific for spot in spots):
        return
    window, told = event_window(item, rules.undated)
    names = ROLE_TABLE[item.claim.type]
    family = rules.family[item.claim.type]
    places = _telling_places(spots)
    yield Report(
        claim=item.claim.id,
        document=item.claim.document_key,
        type=item.claim.type,
        denied=item.claim.factuality is Factuality.DENIED,
        doers=frozenset(e.iri for e in doers),
        targets=frozenset(e.iri for e in targets),
        known=known,
        spots=spots,
        window=window,
        told=told,
        sided=names.sided or names.mutual,
        mutual=names.mutual,
        pairs=tuple(_pairs(family, sorted(entities), places)),
        features=tuple(hash_number("feature", family, iri) for iri in sorted({*entities, *places})),
        place=place,
        telling=telling,
        item=item,
        word=sourced.word,
    )


def _telling_places(spots: Iterable[Spot]) -> list[str]:
    """Return the IRIs of the places that tell happenings apart and of the towns around them: one may lie in the other."""
    return sorted({iri for spot in spots if spot.specific for iri in (spot.iri, *spot.towns)})


def _pairs(family: str, parties: Sequence[str], places: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of what it has by two: party and party, party and place."""
    yield from (hash_number("parties", family, *pair) for pair in combinations(parties, 2))
    yield from (hash_number("place", family, *pair) for pair in product(parties, places))


def _sides(item: LinkedClaim, rules: IncidentRules) -> tuple[list[Entity], list[Entity]]:
    """Return who does it and to whom, told from the side that acts."""
    names = ROLE_TABLE[item.claim.type]
    if names.sided:
        sides = {name: [e for n, e in role_properties(item) if n == name] for name in ("side1", "side2", "actor")}
        return [*sides["side1"], *sides["actor"]], sides["side2"]
    doers = list(fillers(item, Role.ACTOR))
    recipients = () if names.literals else fillers(item, Role.RECIPIENT)
    targets = [e for e in recipients if e.kind not in PLACE_KINDS]
    return (targets, doers) if item.claim.type in rules.mirrored else (doers, targets)
