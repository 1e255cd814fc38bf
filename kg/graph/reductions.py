"""Draws the rows of a partition (`kg.consolidate.channels`): what they say together, as quads of the world graph.

The world graph tells what incidents claims report, how claims agree, what a policy accepts, and states through time, beside
the texts that several documents publish (`kg.graph.shared_texts`). Each accepted statement is a node that names its subject,
predicate, object, policy and claims, beside the direct triple, which means "at some time". The graph is always made from the
claims, never edited. Partitions may draw the same quad: each counts once in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from kg.consolidate.agreement import StateTold, agreeing_reports, agreeing_states, denials, within_incident
from kg.consolidate.channels import Channel, Keyed, Tie
from kg.consolidate.contradiction import Contradiction
from kg.consolidate.incidents import Member, incidents_of
from kg.consolidate.policy import AcceptancePolicy
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

__all__ = ["Known", "Piece", "draw"]


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
class Piece:
    """Quads, each once, and what they put in dispute: rows for the second round."""

    quads: list[Quad]
    disputes: tuple[Resting, ...] = ()


def draw(channel: Channel, rows: Iterable[Any], known: Known) -> Iterator[Piece]:
    """Yield what the *rows* of a partition in *channel* say together, piece by piece.

    The order of the rows changes no quad; pieces may have a quad or a dispute in common.
    """
    return _WAYS[channel](rows, known)


def _incidents(rows: Iterable[Member], known: Known) -> Iterator[Piece]:
    for incident in incidents_of(rows):
        graph = _graph(known)
        add_incident(graph, incident, known.base)
        for pair in agreeing_reports(incident):
            add_corroboration(graph, *pair, known.base)
        yield Piece(graph.quads())
        yield from _contradictions(within_incident(incident), known)


def _denials(rows: Iterable[Keyed], known: Known) -> Iterator[Piece]:
    return _contradictions(denials((row.key, row.item) for row in rows), known)


def _holders(rows: Iterable[Keyed], known: Known) -> Iterator[Piece]:
    return _contradictions(rival_holders(((row.key, row.item) for row in rows), known.tied), known)


def _facing(rows: Iterable[Keyed], known: Known) -> Iterator[Piece]:
    return _contradictions(member_and_enemy((row.key, row.item) for row in rows), known)


def _states_told(rows: Iterable[StateTold], known: Known) -> Iterator[Piece]:
    for pair in agreeing_states(rows):
        graph = _graph(known)
        add_corroboration(graph, *pair, known.base)
        yield Piece(graph.quads())


def _states(rows: Iterable[Evidence], known: Known) -> Iterator[Piece]:
    for state in states_from((*rows, *known.retirements)):
        graph = _graph(known)
        add_state(graph, state, known.base)
        yield Piece(graph.quads())


def _statements(rows: Iterable[Resting], known: Known) -> Iterator[Piece]:
    for statement, claims in statements_from(rows, known.policy):
        graph = _graph(known)
        _add_statement(graph, statement, claims, known.policy, known.base)
        yield Piece(graph.quads())


_WAYS: Final[Mapping[Channel, Callable[[Iterable[Any], Known], Iterator[Piece]]]] = {
    Channel.INCIDENTS: _incidents,
    Channel.DENIALS: _denials,
    Channel.STATES_TOLD: _states_told,
    Channel.HOLDERS: _holders,
    Channel.FACING: _facing,
    Channel.EVIDENCE: _states,
    Channel.STATEMENTS: _statements,
}


def _contradictions(found: Iterable[Contradiction], known: Known) -> Iterator[Piece]:
    for contradiction in found:
        graph = _graph(known)
        add_contradiction(graph, contradiction, known.base)
        yield Piece(graph.quads(), tuple(disputed_by(contradiction, known.policy)))


def _graph(known: Known) -> GraphBuilder:
    return GraphBuilder(graph_iri("world", base=known.base))


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
