"""Puts the places of a document where its text puts them: "near Ner", "northern Idlib", "Ner in Idlib province".

1. A place that only the document knows gets the larger place that its claims put it within most often (of two alike, the
   first in the alphabet). What the registry knows, the registry places.
2. A mention with a relation ("near", "northern") is a place of its own, within the place named or beside it. So nothing that
   happened near a place is said to have happened in it. A part of a registered place is the same for all documents
   ("northern Idlib"); what is near it belongs to the document.

No place comes to lie within itself: where texts put two places into each other, neither is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.identifiers import local_iri, slug
from kg.lexicon import Lexicon
from kg.model import Entity, LinkedClaim, Role
from kg.namespaces import DATA
from kg.place_relations import is_part, part_and_whole

__all__ = ["nest_places", "related"]


def nest_places(linked: Iterable[LinkedClaim], lexicon: Lexicon, base: str = DATA) -> tuple[LinkedClaim, ...]:
    """Return *linked*, in its order, with each place where the text puts it; the order changes nothing but the order."""
    claims = tuple(linked)
    containers = _containers(claims)
    return tuple(replace(item, entities=tuple(_nested(item, containers, lexicon, base))) for item in claims)


def _nested(item: LinkedClaim, containers: Mapping[str, Entity], lexicon: Lexicon, base: str) -> Iterator[Entity]:
    for mention, entity in zip(item.claim.mentions, item.entities, strict=True):
        if mention.role is not Role.LOCATION:
            yield entity
            continue
        placed = _within(entity, containers)
        named_so = part_and_whole(mention.name) is not None
        yield (
            related(placed, mention.relation, item.claim.document_key, lexicon, base)
            if mention.relation and not named_so
            else placed
        )


def _within(entity: Entity, containers: Mapping[str, Entity]) -> Entity:
    container = containers.get(entity.iri)
    return replace(entity, within=_within(container, containers)) if container else entity


def related(entity: Entity, relation: str, key: str, lexicon: Lexicon, base: str = DATA) -> Entity:
    """Return what lies in or beside a place: a named part of a registered place is one place in all documents."""
    label, part = f"{relation} {entity.label}", is_part(relation)
    own = f"{entity.iri}/{slug(relation)}" if part and entity.registered else local_iri(key, "place", label, base)
    if own in lexicon.by_iri:
        row = lexicon.by_iri[own]
        return Entity(row.iri, row.kind, row.label, True)
    return Entity(own, "Area", label, False, within=entity if part else None, beside=None if part else entity)


def _containers(claims: Iterable[LinkedClaim]) -> dict[str, Entity]:
    """Return the larger place of each place that only its document knows, by IRI."""
    told: defaultdict[str, Counter[Entity]] = defaultdict(Counter)
    for item in claims:
        places = {m.name: e for m, e in zip(item.claim.mentions, item.entities, strict=True) if m.role is Role.LOCATION}
        for mention, entity in zip(item.claim.mentions, item.entities, strict=True):
            if mention.within in places and not entity.registered:
                told[entity.iri][places[mention.within]] += 1
    chosen = {iri: min(found, key=lambda e: (-found[e], e.label, e.iri)) for iri, found in told.items()}
    return {iri: container for iri, container in chosen.items() if not _comes_back(iri, chosen)}


def _comes_back(iri: str, chosen: Mapping[str, Entity]) -> bool:
    node, seen = iri, set[str]()
    while node in chosen and node not in seen:
        seen.add(node)
        node = chosen[node].iri
    return node in seen
