"""Draws the rows of a partition (`kg.consolidate.channels`): what they say together, as quads of the world graph.

Partitions may draw the same quad: each counts once in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from kg.consolidate.agreement import StateTold, agreeing_reports, agreeing_states, denials, within_incident
from kg.consolidate.channels import Channel, Keyed, Tie
from kg.consolidate.contradiction import Contradiction
from kg.consolidate.incidents import incidents_of
from kg.consolidate.policy import AcceptancePolicy
from kg.consolidate.reports import Report
from kg.consolidate.rivalry import member_and_enemy, rival_holders
from kg.consolidate.state_evidence import Evidence
from kg.consolidate.statements import Resting, Statement, disputed_by, statements_from
from kg.consolidate.states import states_from
from kg.graph.agreement import add_contradiction, add_corroboration
from kg.graph.incidents import add_incident
from kg.graph.states import add_state
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, graph_iri, registered_iri, statement_iri
from kg.namespaces import DATA, PROV

__all__ = ["Drawn", "Known", "draw"]


@dataclass(frozen=True, slots=True)
class Known:
    """What every partition knows: the rule by which claims become plain statements, and what came from all shards."""

    policy: AcceptancePolicy
    base: str = DATA
    tied: frozenset[tuple[str, str]] = frozenset()
    retirements: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, policy: AcceptancePolicy, base: str, ties: Iterable[Tie], retirements: Iterable[Evidence]) -> Known:
        """Make it of the rows of the channels that go to everybody."""
        return cls(policy, base, frozenset((tie.one, tie.other) for tie in ties), tuple(dict.fromkeys(retirements)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The quads of a partition, each once, and the rows that it adds to the second round."""

    quads: list[Quad]
    disputes: list[Resting]


def draw(channel: Channel, rows: Iterable[Any], known: Known) -> Drawn:
    """Return what the *rows* of a partition in *channel* say together; their order changes no quad."""
    graph = GraphBuilder(graph_iri("world", base=known.base))
    disputes = _WAYS[channel](graph, rows, known)
    return Drawn(graph.quads(), list(dict.fromkeys(disputes)))


def _draw_incidents(graph: GraphBuilder, rows: Iterable[Report], known: Known) -> list[Resting]:
    disputes = list[Resting]()
    for incident in incidents_of(rows):
        add_incident(graph, incident, known.base)
        disputes += _add_contradictions(graph, within_incident(incident), known)
        for pair in agreeing_reports(incident):
            add_corroboration(graph, *pair, known.base)
    return disputes


def _draw_denials(graph: GraphBuilder, rows: Iterable[Keyed], known: Known) -> list[Resting]:
    return _add_contradictions(graph, denials((row.key, row.item) for row in rows), known)


def _draw_holders(graph: GraphBuilder, rows: Iterable[Keyed], known: Known) -> list[Resting]:
    return _add_contradictions(graph, rival_holders(((row.key, row.item) for row in rows), known.tied), known)


def _draw_facing(graph: GraphBuilder, rows: Iterable[Keyed], known: Known) -> list[Resting]:
    return _add_contradictions(graph, member_and_enemy((row.key, row.item) for row in rows), known)


def _draw_states_told(graph: GraphBuilder, rows: Iterable[StateTold], known: Known) -> list[Resting]:
    for pair in agreeing_states(rows):
        add_corroboration(graph, *pair, known.base)
    return []


def _draw_states(graph: GraphBuilder, rows: Iterable[Evidence], known: Known) -> list[Resting]:
    for state in states_from((*rows, *known.retirements)):
        add_state(graph, state, known.base)
    return []


def _draw_statements(graph: GraphBuilder, rows: Iterable[Resting], known: Known) -> list[Resting]:
    for statement, claims in statements_from(rows, known.policy):
        _add_statement(graph, statement, claims, known.policy, known.base)
    return []


_WAYS: Final[Mapping[Channel, Callable[[GraphBuilder, Iterable[Any], Known], list[Resting]]]] = {
    Channel.REPORTS: _draw_incidents,
    Channel.DENIALS: _draw_denials,
    Channel.STATES_TOLD: _draw_states_told,
    Channel.HOLDERS: _draw_holders,
    Channel.FACING: _draw_facing,
    Channel.EVIDENCE: _draw_states,
    Channel.STATEMENTS: _draw_statements,
}


def _add_contradictions(graph: GraphBuilder, found: Iterable[Contradiction], known: Known) -> list[Resting]:
    """Add contradictions, in a fixed order; return what they put in dispute."""
    disputes = list[Resting]()
    for contradiction in sorted(set(found), key=lambda c: (c.reason, c.one.claim.id, c.other.claim.id)):
        add_contradiction(graph, contradiction, known.base)
        disputes += disputed_by(contradiction, known.policy)
    return disputes


def _add_statement(
    graph: GraphBuilder, statement: Statement, claims: Iterable[str], policy: AcceptancePolicy, base: str
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
        graph.add(node, iri(PROV + "wasDerivedFrom"), iri(claim_iri(claim, base)))


def _add_policy(graph: GraphBuilder, policy: AcceptancePolicy, base: str) -> NamedNode:
    plan = iri(registered_iri("policy", policy.name, base))
    graph.add(plan, TYPE, iri(PROV + "Plan"))
    graph.add(plan, LABEL, policy.name)
    return plan
