"""What claims would state plainly of the world: the statements that an acceptance policy takes, each with its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final, TypeAlias

from kg.consolidate.contradiction import Contradiction
from kg.consolidate.independence import Sourced, Word, independent
from kg.consolidate.keyed import grouped
from kg.consolidate.policy import AcceptancePolicy
from kg.consolidate.principals import Principals
from kg.consolidate.roles import fillers, role_properties
from kg.lexicon.kinds import PLACE_KINDS, TALKS
from kg.model import Entity, LinkedClaim, Role
from kg.namespaces import CKG

__all__ = [
    "Resting",
    "Statement",
    "direct_statements",
    "disputed_by",
    "is_somebody",
    "opponents",
    "resting_on",
    "speaks_of_itself",
    "statements_from",
]

Statement: TypeAlias = tuple[str, str, str]

HOSTILE_ACTS: Final = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing", "Defeat", "Repulsion", "Siege"})
HOSTILE_SIDES: Final = frozenset({"ArmedClash", "Hostility"})
TIES: Final = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Formation", "Leadership"})
NAMELESS: Final = frozenset({"Actor", "UnidentifiedArmedActor", "Population", "Talks"})
NO_PARTY: Final = PLACE_KINDS | {TALKS, "Person", "Population"}


@dataclass(frozen=True, slots=True)
class Resting:
    """That a statement rests on a claim; or, where no *word* is given, that it must not, since others dispute the claim."""

    statement: Statement
    claim: str
    word: Word | None = None


def resting_on(sourced: Sourced, policy: AcceptancePolicy, principals: Principals) -> Iterator[Resting]:
    """Yield the statements that would rest on a claim, if nobody disputed it."""
    item = sourced.item
    if policy.accepts(item.claim) and not (policy.drop_own_cause and speaks_of_itself(item, principals)):
        yield from (Resting(statement, item.claim.id, sourced.word) for statement in direct_statements(item))


def disputed_by(contradiction: Contradiction, policy: AcceptancePolicy) -> Iterator[Resting]:
    """Yield what must not rest on the two claims of a contradiction, where *policy* then leaves both of them out."""
    pair = contradiction.one, contradiction.other
    if contradiction.reason in policy.drop_contradicted and all(item.claim.voice in policy.voices for item in pair):
        yield from (Resting(statement, item.claim.id) for item in pair for statement in direct_statements(item))


def statements_from(rows: Iterable[Resting], policy: AcceptancePolicy) -> list[tuple[Statement, list[str]]]:
    """Return the statements that *policy* accepts, by their IRIs, each with the ids of the claims that it rests on.

    *rows* are all of a statement, with the disputes, or none.
    """
    found = list[tuple[Statement, list[str]]]()
    for statement, of_it in sorted(grouped((row.statement, row) for row in rows).items(), key=lambda pair: pair[0]):
        disputed = {row.claim for row in of_it if row.word is None}
        words = [row.word for row in of_it if row.word is not None and row.claim not in disputed]
        if words and (policy.independent == 1 or len(independent(words)) >= policy.independent):
            found.append((statement, [word.claim for word in words]))
    return found


def speaks_of_itself(linked: LinkedClaim, principals: Principals) -> bool:
    """Tell whether the speaker is an actor of the claim, or a party of a tie, or speaks for one ("Red Front sources")."""
    roles = (Role.ACTOR, Role.RECIPIENT) if linked.claim.type in TIES else (Role.ACTOR,)
    return any(principals.speaks_for(linked.claimed_by, party) for party in fillers(linked, *roles))


def direct_statements(linked: LinkedClaim) -> Iterator[Statement]:
    """Yield the (subject, predicate, object) IRIs that one claim would state plainly.

    Nothing of a thing with itself, and nothing of whom a description alone stands for ("other factions"): without their
    sentence such words identify nobody.
    """
    for subject, name, value in _candidates(linked):
        if subject.iri != value.iri and is_somebody(subject) and is_somebody(value):
            yield subject.iri, CKG + name, value.iri


def is_somebody(entity: Entity) -> bool:
    """Tell whether an entity is identified: registered, or named and not only described."""
    return entity.registered or (entity.label[:1].isupper() and entity.kind not in NAMELESS)


def _candidates(linked: LinkedClaim) -> Iterable[tuple[Entity, str, Entity]]:
    actors, recipients = fillers(linked, Role.ACTOR), fillers(linked, Role.RECIPIENT)
    match linked.claim.type:
        case "CoalitionMembership":
            return ((member, "memberOf", body) for member, body in product(actors, recipients))
        case "Formation":
            return ((founder, "memberOf", body) for body, founder in product(actors, recipients))
        case "Affiliation":
            return ((part, "affiliatedWith", body) for part, body in product(actors, recipients))
        case "Leadership":
            return ((body, "ledBy", leader) for leader, body in product(actors, recipients))
        case "Alliance":
            return ((one, "alliedWith", other) for one, other in permutations((*actors, *recipients), 2))
        case "TerritorialControl" | "TerritorialCapture":
            return ((actor, "controls", place) for actor, place in product(actors, _territories(linked)))
        case _:
            return _hostilities(linked)


def _territories(linked: LinkedClaim) -> list[Entity]:
    return [entity for name, entity in role_properties(linked) if name == "territory"]


def _hostilities(linked: LinkedClaim) -> Iterator[tuple[Entity, str, Entity]]:
    for one, other in opponents(linked):
        if not {one.kind, other.kind} & NO_PARTY:
            yield one, "hostileTo", other
            yield other, "hostileTo", one


def opponents(linked: LinkedClaim) -> Iterable[tuple[Entity, Entity]]:
    """Return who fights whom in a claim of fighting, every pair of the two sides; () for other claims."""
    if linked.claim.type in HOSTILE_SIDES:
        named = list(role_properties(linked))
        sides = [[entity for name, entity in named if name == side] for side in ("side1", "side2")]
        return product(sides[0], sides[1])
    if linked.claim.type in HOSTILE_ACTS:
        return product(fillers(linked, Role.ACTOR), fillers(linked, Role.RECIPIENT))
    return ()
