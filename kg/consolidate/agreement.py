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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.differences import Difference, Matter
from kg.consolidate.incidents import Incident, Part
from kg.consolidate.independence import Sourced, Word, independent
from kg.consolidate.keyed import grouped
from kg.consolidate.pairing import Row, pairs_that_differ
from kg.consolidate.roles import ROLE_TABLE, fillers
from kg.consolidate.rules import incident_rules
from kg.consolidate.windows import ANY_DAY, Window, told_window
from kg.model import Factuality, LinkedClaim, Role

__all__ = [
    "StateTold",
    "agreeing_reports",
    "agreeing_states",
    "denial_subjects",
    "denials",
    "told_states",
    "within_incident",
]

Subject = tuple[str, ...]

# Whoever denies that somebody pledged himself to a group denies that he belongs to it: these contradict across types.
BELONGING: Final = {"Allegiance": "belonging", "CoalitionMembership": "belonging"}
SAYS_SO: Final = frozenset({Factuality.ASSERTED, Factuality.HEDGED})


@dataclass(frozen=True, slots=True)
class StateTold:
    """That somebody says, on his word, that something is so on the days of *window*."""

    subject: Subject
    window: Window
    word: Word

    @property
    def key(self) -> str:
        """Return whose word it is."""
        return self.word.origin.key

    @property
    def claim(self) -> str:
        """Return the claim's id."""
        return self.word.claim


def denial_subjects(item: LinkedClaim) -> Iterator[Subject]:
    """Yield the subjects of which a claim says something that others can deny; none of what is only intended."""
    if item.claim.factuality is not Factuality.INTENDED:
        yield from dict.fromkeys(_subjects(item, with_places=True))


def told_states(sourced: Sourced) -> Iterator[StateTold]:
    """Yield what a claim says is so, by subject; nothing of what it says has happened."""
    item = sourced.item
    if item.claim.factuality in SAYS_SO and not incident_rules().tells_of_an_event(item.claim.type):
        for subject in dict.fromkeys(_subjects(item, with_places=False)):
            yield StateTold(subject, _when(item), sourced.word)


def denials(rows: Iterable[tuple[Subject, LinkedClaim]]) -> Iterator[Contradiction]:
    """Yield who denies what others say; *rows* are claims by `denial_subjects`, all of a subject together or none."""
    for claims in grouped(rows).values():
        told = [Row(_when(item), str(item.claim.factuality is Factuality.DENIED), item) for item in claims]
        for one, other in pairs_that_differ(told):
            says, denies = (one, other) if other.item.claim.factuality is Factuality.DENIED else (other, one)
            yield Contradiction(Reason.DENIED, says.item, denies.item)


def agreeing_states(rows: Iterable[StateTold]) -> Iterator[tuple[str, str]]:
    """Yield the ids of pairs of claims that say the same of a state; *rows* are all of a subject together or none."""
    for told in grouped((row.subject, row) for row in rows).values():
        for one, other in pairs_that_differ(told):
            if len(independent((one.word, other.word))) > 1:
                yield one.claim, other.claim


def agreeing_reports(incident: Incident) -> Iterator[tuple[str, str]]:
    """Yield the ids of pairs of claims that say the same of what happened."""
    rules = incident_rules()
    told = {r.word.claim: r for r in incident.reports if r.part is not Part.DENIES}
    rows = [Row(ANY_DAY, report.word.origin.key, report.item) for report in told.values()]
    for one, other in pairs_that_differ(rows):
        words = told[one.claim].word, told[other.claim].word
        if rules.say_the_same(one.item.claim.type, other.item.claim.type) and len(independent(words)) > 1:
            yield one.claim, other.claim


def within_incident(incident: Incident) -> Iterator[Contradiction]:
    """Yield what contradicts each other among the reports of one happening."""
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


def _subjects(item: LinkedClaim, *, with_places: bool) -> Iterator[Subject]:
    """Yield (type, actor, what it is about); *with_places*: any location will do, not the territory alone."""
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
