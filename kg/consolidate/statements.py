"""What claims would state plainly of the world: the statements that an acceptance policy takes, each with its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import permutations, product
from typing import Final, TypeAlias

from kg.consolidate.independence import Origins
from kg.consolidate.policy import AcceptancePolicy
from kg.consolidate.principals import Principals
from kg.consolidate.roles import fillers, role_properties
from kg.lexicon.kinds import PLACE_KINDS, TALKS
from kg.model import Claim, Entity, LinkedClaim, Role
from kg.namespaces import CKG

__all__ = [
    "Statement",
    "accepted_statements",
    "direct_statements",
    "is_somebody",
    "opponents",
    "speaks_of_itself",
]

Statement: TypeAlias = tuple[str, str, str]

HOSTILE_ACTS: Final = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing", "Defeat", "Repulsion", "Siege"})
HOSTILE_SIDES: Final = frozenset({"ArmedClash", "Hostility"})
TIES: Final = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Formation", "Leadership"})
NAMELESS: Final = frozenset({"Actor", "UnidentifiedArmedActor", "Population", "Talks"})
NO_PARTY: Final = PLACE_KINDS | {TALKS, "Person", "Population"}


def accepted_statements(
    linked: Sequence[LinkedClaim], policy: AcceptancePolicy, disputed: Collection[str], origins: Origins
) -> list[tuple[Statement, list[Claim]]]:
    """Return the statements that *policy* accepts, by their IRIs, each with the claims that it rests on.

    *disputed* are the ids of the claims that the policy drops because others contradict them; *origins* tell how many
    independent ones a statement's claims have.
    """
    resting: defaultdict[Statement, list[LinkedClaim]] = defaultdict(list)
    for item in linked:
        own_cause = policy.drop_own_cause and speaks_of_itself(item, origins.principals)
        if policy.accepts(item.claim) and item.claim.id not in disputed and not own_cause:
            for statement in direct_statements(item):
                resting[statement].append(item)
    return [
        (statement, [item.claim for item in items])
        for statement, items in sorted(resting.items(), key=lambda row: row[0])
        if policy.independent == 1 or len(origins.independent(items)) >= policy.independent
    ]


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
