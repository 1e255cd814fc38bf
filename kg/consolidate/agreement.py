"""Which claims contradict or corroborate each other.

Two claims speak of the same thing if they have one type, share an actor, and share what it is about: a recipient, a territory
or place, or, where the relation is mutual, a second party. Claims whose stated times do not overlap speak of different times.
- They contradict if one says so (asserted or hedged) and the other denies it; a pledge and a membership are one thing here.
- They corroborate if both say so and different actors say it.
Things that only one document knows are never the same in two documents: only the registry can say that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.consolidate.roles import ROLE_TABLE, fillers
from kg.model import Factuality, Interval, LinkedClaim, Role

__all__ = ["contradictions", "corroborations"]

Pair = tuple[LinkedClaim, LinkedClaim]

# Whoever denies that somebody pledged himself to a group denies that he belongs to it: these contradict across types.
BELONGING = {"Allegiance": "belonging", "CoalitionMembership": "belonging"}
SAYS_SO = frozenset({Factuality.ASSERTED, Factuality.HEDGED})


def contradictions(linked: Iterable[LinkedClaim]) -> Iterator[Pair]:
    """Yield each pair of contradicting claims once, (says so, denies it), in a fixed order."""
    for says, denies in _pairs(linked, with_places=True):
        if says.claim.factuality is Factuality.DENIED:
            says, denies = denies, says
        if says.claim.factuality in SAYS_SO and denies.claim.factuality is Factuality.DENIED:
            yield says, denies


def corroborations(linked: Iterable[LinkedClaim]) -> Iterator[Pair]:
    """Yield each pair of claims that say the same and are claimed by different actors, once, in a fixed order."""
    saying = [item for item in linked if item.claim.factuality in SAYS_SO]
    for first, second in _pairs(saying, with_places=False):
        if first.claimed_by.iri != second.claimed_by.iri:
            yield first, second


def _pairs(linked: Iterable[LinkedClaim], *, with_places: bool) -> Iterator[Pair]:
    """Yield the pairs of claims of one subject; *with_places*: any location will do, not the territory alone."""
    buckets: dict[tuple[str, str, str], dict[str, LinkedClaim]] = defaultdict(dict)
    for item in linked:
        for subject in _subjects(item, with_places):
            buckets[subject][item.claim.id] = item
    found = {
        (first, second): (bucket[first], bucket[second])
        for bucket in buckets.values()
        for first, second in combinations(sorted(bucket), 2)
    }
    return (
        pair
        for _, pair in sorted(found.items(), key=lambda item: item[0])
        if _overlap(pair[0].claim.time, pair[1].claim.time)
    )


def _subjects(item: LinkedClaim, with_places: bool) -> Iterator[tuple[str, str, str]]:
    names = ROLE_TABLE[item.claim.type]
    claim_type = BELONGING.get(item.claim.type, item.claim.type) if with_places else item.claim.type
    actors = fillers(item, Role.ACTOR)
    places = [
        entity.iri
        for mention, entity in zip(item.claim.mentions, item.entities, strict=True)
        if mention.role is Role.LOCATION and (with_places or mention.territory)
    ]
    if names.mutual or names.sided:
        parties = sorted({entity.iri for entity in fillers(item, Role.ACTOR, Role.RECIPIENT)})
        yield from ((claim_type, *pair) for pair in combinations(parties, 2))
    others = [entity.iri for entity in fillers(item, Role.RECIPIENT)] + places
    yield from ((claim_type, actor.iri, other) for actor in actors for other in others)


def _overlap(first: Interval, second: Interval) -> bool:
    """ISO days compare as text; an open end overlaps everything."""
    starts, ends = (first.not_before, second.not_before), (first.not_after, second.not_after)
    return not any(
        end is not None and start is not None and end < start for start, end in zip(starts, reversed(ends), strict=True)
    )
