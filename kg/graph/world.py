"""The world graph: which documents publish one text, what incidents claims report, how claims agree, what a policy accepts.

Each accepted statement is a node that names its subject, predicate, object, policy and claims, beside the direct triple.
A direct triple means "at some time"; states through time are drawn by `kg.graph.states`. Always rebuilt from the claims,
never edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from kg.consolidate import (
    AcceptancePolicy,
    Origins,
    SharedTexts,
    accepted_statements,
    assemble_states,
    gather_incidents,
)
from kg.consolidate.statements import Statement
from kg.graph.agreement import add_agreement
from kg.graph.incidents import add_incident
from kg.graph.shared_texts import add_shared_text
from kg.graph.states import add_state
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, graph_iri, registered_iri, statement_iri
from kg.lexicon import Lexicon
from kg.model import Claim, LinkedClaim
from kg.namespaces import DATA, PROV

__all__ = ["world_quads"]


def world_quads(
    linked: Sequence[LinkedClaim],
    policy: AcceptancePolicy,
    lexicon: Lexicon,
    base: str = DATA,
    shared: SharedTexts | None = None,
) -> list[Quad]:
    """Return the quads of the world graph over the claims of all documents.

    These are the texts that several documents publish (*shared*), the incidents, how claims agree, the accepted statements by
    their IRIs, and the states through time. *lexicon* tells what lies in what, who speaks for whom, and who belonged to whom.
    """
    graph = GraphBuilder(graph_iri("world", base=base))
    origins = Origins(linked, lexicon, shared)
    for text in shared.texts if shared else ():
        add_shared_text(graph, text, base)
    incidents = gather_incidents(linked, lexicon, origins)
    for incident in incidents:
        add_incident(graph, incident, base)
    disputed = add_agreement(graph, linked, incidents, origins, policy, base)
    for statement, claims in accepted_statements(linked, policy, disputed, origins):
        _add_statement(graph, statement, claims, policy, base)
    for state in assemble_states(linked, policy, origins.principals, base):
        add_state(graph, state, base)
    return graph.quads()


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
