"""The world graph: what an acceptance policy takes from the claims of all documents, and how claims agree.

Each accepted statement is a node that names its subject, predicate, object, policy and claims, beside the direct triple.
A direct triple means "at some time". Always rebuilt from the claims, never edited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.graph.agreement import contradictions, corroborations
from kg.graph.policy import AcceptancePolicy
from kg.graph.roles import fillers, role_properties
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, graph_iri, registered_iri, statement_iri
from kg.lexicon.kinds import PLACE_KINDS, TALKS
from kg.model import Claim, Entity, LinkedClaim, Role
from kg.namespaces import CKG, DATA, PROV

__all__ = ["direct_statements", "speaks_of_itself", "world_quads"]

Statement = tuple[str, str, str]

HOSTILE_ACTS: Final = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing", "Defeat", "Repulsion", "Siege"})
HOSTILE_SIDES: Final = frozenset({"ArmedClash", "Hostility"})
TIES: Final = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Formation", "Leadership"})
NAMELESS: Final = frozenset({"UnidentifiedArmedActor", "Population", "Talks"})
NO_PARTY: Final = PLACE_KINDS | {TALKS, "Person", "Population"}


def world_quads(linked: Sequence[LinkedClaim], policy: AcceptancePolicy, base: str = DATA) -> list[Quad]:
    """Return the quads of the world graph over the claims of all documents: agreement, then statements by their IRIs."""
    graph = GraphBuilder(graph_iri("world", base=base))
    disputed = _add_agreement(graph, linked, policy, base)
    resting: dict[Statement, list[Claim]] = defaultdict(list)
    for item in linked:
        own_cause = policy.drop_own_cause and speaks_of_itself(item)
        if policy.accepts(item.claim) and item.claim.id not in disputed and not own_cause:
            for statement in direct_statements(item):
                resting[statement].append(item.claim)
    for statement, claims in sorted(resting.items()):
        _add_statement(graph, statement, claims, policy, base)
    return graph.quads()


def speaks_of_itself(linked: LinkedClaim) -> bool:
    """Tell whether the speaker is an actor of the claim, or a party of a tie, or speaks in its name ("Red Front sources")."""
    speaker = linked.claimed_by
    roles = (Role.ACTOR, Role.RECIPIENT) if linked.claim.type in TIES else (Role.ACTOR,)
    parties = fillers(linked, *roles)
    return any(p.iri == speaker.iri or p.label.casefold() in speaker.label.casefold() for p in parties)


def direct_statements(linked: LinkedClaim) -> Iterator[Statement]:
    """Yield the (subject, predicate, object) IRIs that one claim would state plainly.

    Nothing of a thing with itself, and nothing of whom a description alone stands for ("other factions"): without their
    sentence such words identify nobody.
    """
    for subject, name, value in _candidates(linked):
        if subject.iri != value.iri and _is_somebody(subject) and _is_somebody(value):
            yield subject.iri, CKG + name, value.iri


def _is_somebody(entity: Entity) -> bool:
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
    for one, other in _opponents(linked):
        if not {one.kind, other.kind} & NO_PARTY:
            yield one, "hostileTo", other
            yield other, "hostileTo", one


def _opponents(linked: LinkedClaim) -> Iterable[tuple[Entity, Entity]]:
    if linked.claim.type in HOSTILE_SIDES:
        named = list(role_properties(linked))
        sides = [[entity for name, entity in named if name == side] for side in ("side1", "side2")]
        return product(sides[0], sides[1])
    if linked.claim.type in HOSTILE_ACTS:
        return product(fillers(linked, Role.ACTOR), fillers(linked, Role.RECIPIENT))
    return ()


def _add_agreement(graph: GraphBuilder, linked: Sequence[LinkedClaim], policy: AcceptancePolicy, base: str) -> set[str]:
    """Add who contradicts and corroborates whom; return the ids of claims that the policy drops for it."""
    disputed: set[str] = set()
    for pair in contradictions(linked):
        _add_both_ways(graph, "contradicts", pair, base)
        if policy.drop_contradicted and all(item.claim.voice in policy.voices for item in pair):
            disputed.update(item.claim.id for item in pair)
    for pair in corroborations(linked):
        _add_both_ways(graph, "corroborates", pair, base)
    return disputed


def _add_both_ways(graph: GraphBuilder, name: str, pair: tuple[LinkedClaim, LinkedClaim], base: str) -> None:
    first, second = (iri(claim_iri(item.claim.id, base)) for item in pair)
    graph.add(first, ckg(name), second)
    graph.add(second, ckg(name), first)


def _add_statement(
    graph: GraphBuilder, statement: Statement, claims: Iterable[Claim], policy: AcceptancePolicy, base: str
) -> None:
    subject, predicate, value = map(iri, statement)
    node = iri(statement_iri(*statement, policy.name, base))
    graph.add(subject, predicate, value)
    graph.add(node, TYPE, ckg("AcceptedStatement"))
    graph.add(node, ckg("statementSubject"), subject)
    graph.add(node, ckg("statementPredicate"), predicate)
    graph.add(node, ckg("statementObject"), value)
    graph.add(node, ckg("policy"), _add_policy(graph, policy, base))
    for claim in claims:
        graph.add(node, iri(PROV + "wasDerivedFrom"), iri(claim_iri(claim.id, base)))


def _add_policy(graph: GraphBuilder, policy: AcceptancePolicy, base: str) -> NamedNode:
    plan = iri(registered_iri("policy", policy.name, base))
    graph.add(plan, TYPE, iri(PROV + "Plan"))
    graph.add(plan, LABEL, policy.name)
    return plan
