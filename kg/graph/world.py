"""The world graph: what an acceptance policy takes from the claims of all documents, and how claims agree.

Each accepted statement is a node that names its subject, predicate, object, policy and claims, beside the direct triple.
A direct triple means "at some time"; states through time are drawn by `kg.graph.states`. Always rebuilt from the claims,
never edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from kg.consolidate import AcceptancePolicy, accepted_statements, assemble_states, contradictions, corroborations
from kg.consolidate.statements import Statement
from kg.graph.states import add_state
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, graph_iri, registered_iri, statement_iri
from kg.model import Claim, LinkedClaim
from kg.namespaces import DATA, PROV

__all__ = ["world_quads"]


def world_quads(linked: Sequence[LinkedClaim], policy: AcceptancePolicy, base: str = DATA) -> list[Quad]:
    """Return the quads of the world graph over the claims of all documents: agreement, statements, states."""
    graph = GraphBuilder(graph_iri("world", base=base))
    disputed = _add_agreement(graph, linked, policy, base)
    for statement, claims in accepted_statements(linked, policy, disputed):
        _add_statement(graph, statement, claims, policy, base)
    for state in assemble_states(linked, policy, base):
        add_state(graph, state, base)
    return graph.quads()


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
