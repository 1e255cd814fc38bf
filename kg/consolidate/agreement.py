"""Which claims contradict or corroborate each other, and why.

Two claims speak of the same thing if they have one type, share an actor, and share what it is about: a recipient, a territory
or place, or, where the relation is mutual, a second party. Claims whose stated times do not overlap speak of different times.
They contradict where
1. one says so (asserted or hedged) and the other denies it; a pledge and a membership are one thing here;
2. each asserts another holder of one place at one time (`kg.consolidate.rivalry`);
3. one has two for members or allies, and the other for enemies, at one time;
4. they report one incident with numbers of the same people that exclude each other, or with opposite outcomes.
They corroborate where both say so on the word of independent origins: of an event, if they report one incident in words for the
same deed (an attack is no word for the capture that it ends with); of a state, if they speak of the same thing.
Things that only one document knows are never the same in two documents: only the registry can say that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.differences import Difference, Matter
from kg.consolidate.incidents import Incident, Part
from kg.consolidate.independence import Origins
from kg.consolidate.pairing import Row, pairs_that_differ
from kg.consolidate.rivalry import member_and_enemy, rival_holders
from kg.consolidate.roles import ROLE_TABLE, fillers
from kg.consolidate.rules import incident_rules
from kg.consolidate.windows import ANY_DAY, Window, told_window
from kg.model import Factuality, LinkedClaim, Role

__all__ = ["contradictions", "corroborations"]

Subject = tuple[str, str, str]

# Whoever denies that somebody pledged himself to a group denies that he belongs to it: these contradict across types.
BELONGING: Final = {"Allegiance": "belonging", "CoalitionMembership": "belonging"}
SAYS_SO: Final = frozenset({Factuality.ASSERTED, Factuality.HEDGED})


def contradictions(linked: Iterable[LinkedClaim], incidents: Iterable[Incident] = ()) -> list[Contradiction]:
    """Return each contradiction once, by reason and claims: for a denial the claim that says so comes first."""
    claims = _each_once(linked)
    found = {
        *_denials(claims),
        *rival_holders(claims),
        *member_and_enemy(claims),
        *(contradiction for incident in incidents for contradiction in _in_incident(incident)),
    }
    return sorted(found, key=lambda c: (c.reason, c.one.claim.id, c.other.claim.id))


def corroborations(
    linked: Iterable[LinkedClaim], incidents: Iterable[Incident], origins: Origins
) -> list[tuple[LinkedClaim, LinkedClaim]]:
    """Return pairs of claims that say the same on the word of independent origins, the lower id first, in a fixed order.

    Where many say one thing, each has one such partner and not all.
    """
    rules = incident_rules()
    said = [item for item in _each_once(linked) if item.claim.factuality in SAYS_SO]
    states = [item for item in said if not rules.tells_of_an_event(item.claim.type)]
    alike = [[Row(_when(item), origins.of(item).key, item) for item in group] for group in _by_subject(states)]
    for incident in incidents:
        told = (report for report in incident.reports if report.part is not Part.DENIES)
        alike.append([Row(ANY_DAY, report.origin.key, report.item) for report in told])
    found = {
        (one.item.claim.id, other.item.claim.id): (one.item, other.item)
        for rows in alike
        for one, other in pairs_that_differ(rows)
        if rules.say_the_same(one.item.claim.type, other.item.claim.type)
        and len(origins.independent((one.item, other.item))) > 1
    }
    return [pair for _, pair in sorted(found.items(), key=lambda row: row[0])]


def _each_once(linked: Iterable[LinkedClaim]) -> list[LinkedClaim]:
    by_id = {item.claim.id: item for item in linked}
    return [by_id[name] for name in sorted(by_id)]


def _denials(claims: Sequence[LinkedClaim]) -> Iterator[Contradiction]:
    told = [item for item in claims if item.claim.factuality is not Factuality.INTENDED]
    for subject in _by_subject(told, with_places=True):
        rows = [Row(_when(item), str(item.claim.factuality is Factuality.DENIED), item) for item in subject]
        for one, other in pairs_that_differ(rows):
            says, denies = (one, other) if other.item.claim.factuality is Factuality.DENIED else (other, one)
            yield Contradiction(Reason.DENIED, says.item, denies.item)


def _in_incident(incident: Incident) -> Iterator[Contradiction]:
    founder = incident.reports[0].item
    for report in incident.reports:
        if report.part is Part.DENIES:
            yield Contradiction(Reason.DENIED, founder, report.item)
    for difference in incident.differences:
        if difference.matter is Matter.OUTCOME:
            for one, other in combinations(difference.positions, 2):
                if incident_rules().are_opposed(one.label, other.label):
                    yield from _between(Reason.OUTCOMES, one.claims[0], other.claims[0])
        elif difference.matter is Matter.NUMBERS:
            yield from _numbers(difference)


def _numbers(difference: Difference) -> Iterator[Contradiction]:
    """Set each number against the next one that it excludes: the rest follows, and is listed with the difference."""
    for one, other in pairwise(_excluding(difference)):
        yield from _between(Reason.NUMBERS, one, other)


def _excluding(difference: Difference) -> Iterator[LinkedClaim]:
    highest = None
    for position in difference.positions:
        if highest is None or (position.low or 0.0) > highest:
            highest = position.high if position.high is not None else float("inf")
            yield position.claims[0]


def _between(reason: Reason, one: LinkedClaim, other: LinkedClaim) -> Iterator[Contradiction]:
    if one.claim.id != other.claim.id:
        yield Contradiction(reason, *sorted((one, other), key=lambda item: item.claim.id))


def _when(item: LinkedClaim) -> Window:
    """Return the days that the words give; without any, all days."""
    return told_window(item.claim.time) or ANY_DAY


def _by_subject(claims: Iterable[LinkedClaim], *, with_places: bool = False) -> Iterator[list[LinkedClaim]]:
    """Yield the claims of each subject that several speak of; *with_places*: any location will do, not the territory alone."""
    subjects: defaultdict[Subject, list[LinkedClaim]] = defaultdict(list)
    for item in claims:
        for subject in dict.fromkeys(_subjects(item, with_places)):
            subjects[subject].append(item)
    return (items for items in subjects.values() if len(items) > 1)


def _subjects(item: LinkedClaim, with_places: bool) -> Iterator[Subject]:
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
