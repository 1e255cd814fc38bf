"""How claims agree, drawn: each contradiction with its reason, beside the plain triples between claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.consolidate import AcceptancePolicy, Contradiction, Incident, Origins, contradictions, corroborations
from kg.graph.terms import TYPE, GraphBuilder, ckg, iri
from kg.identifiers import claim_iri, contradiction_iri
from kg.model import LinkedClaim
from kg.namespaces import DATA

__all__ = ["add_agreement"]


def add_agreement(
    graph: GraphBuilder,
    linked: Sequence[LinkedClaim],
    incidents: Iterable[Incident],
    origins: Origins,
    policy: AcceptancePolicy,
    base: str = DATA,
) -> set[str]:
    """Add who contradicts and corroborates whom; return the ids of the claims that *policy* leaves out for it."""
    incidents, disputed = tuple(incidents), set[str]()
    for contradiction in contradictions(linked, incidents):
        pair = contradiction.one, contradiction.other
        _add_both_ways(graph, "contradicts", pair, base)
        _add_contradiction(graph, contradiction, base)
        if contradiction.reason in policy.drop_contradicted and all(i.claim.voice in policy.voices for i in pair):
            disputed.update(item.claim.id for item in pair)
    for pair in corroborations(linked, incidents, origins):
        _add_both_ways(graph, "corroborates", pair, base)
    return disputed


def _add_both_ways(graph: GraphBuilder, name: str, pair: tuple[LinkedClaim, LinkedClaim], base: str) -> None:
    first, second = (iri(claim_iri(item.claim.id, base)) for item in pair)
    graph.add(first, ckg(name), second)
    graph.add(second, ckg(name), first)


def _add_contradiction(graph: GraphBuilder, contradiction: Contradiction, base: str) -> None:
    one, other = contradiction.one.claim.id, contradiction.other.claim.id
    node = iri(contradiction_iri(contradiction.reason, one, other, base))
    graph.add(node, TYPE, ckg("Contradiction"))
    graph.add(node, ckg("contradictionReason"), ckg(contradiction.reason))
    graph.add(node, ckg("oneSide"), iri(claim_iri(one, base)))
    graph.add(node, ckg("otherSide"), iri(claim_iri(other, base)))
