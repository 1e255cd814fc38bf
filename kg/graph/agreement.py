"""How claims agree, drawn: each contradiction with its reason, beside the plain triples between claims."""

from __future__ import annotations

from kg.consolidate import Contradiction
from kg.graph.terms import TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, contradiction_iri
from kg.namespaces import DATA

__all__ = ["add_contradiction", "add_corroboration"]


def add_contradiction(graph: GraphBuilder, contradiction: Contradiction, base: str = DATA) -> None:
    """Add that two claims contradict each other, and why."""
    one, other = contradiction.one.claim.id, contradiction.other.claim.id
    _add_both_ways(graph, "contradicts", one, other, base)
    node = iri(contradiction_iri(contradiction.reason, one, other, base))
    graph.add(node, TYPE, ckg("Contradiction"))
    graph.add(node, ckg("contradictionReason"), ckg(contradiction.reason))
    graph.add(node, ckg("oneSide"), iri(claim_iri(one, base)))
    graph.add(node, ckg("otherSide"), iri(claim_iri(other, base)))


def add_corroboration(graph: GraphBuilder, one: str, other: str, base: str = DATA) -> None:
    """Add that two claims, given by their ids, say the same on independent words."""
    _add_both_ways(graph, "corroborates", one, other, base)


def _add_both_ways(graph: GraphBuilder, name: str, one: str, other: str, base: str) -> None:
    first, second = iri(claim_iri(one, base)), iri(claim_iri(other, base))
    graph.add(first, ckg(name), second)
    graph.add(second, ckg(name), first)
