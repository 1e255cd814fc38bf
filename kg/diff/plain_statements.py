"""Accepted statements whose plain triple alone came or went: without it a query finds the node, and not the statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.diff.changes import Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.diff.lines import Statement
from kg.namespaces import CKG

__all__ = ["PARTS", "PLAIN", "plain_changes"]

# What `kg.consolidate.statements` states plainly.
PLAIN: Final = frozenset({"affiliatedWith", "alliedWith", "controls", "hostileTo", "ledBy", "memberOf"})
PARTS: Final = tuple(CKG + name for name in ("statementSubject", "statementPredicate", "statementObject"))
WORLD: Final = "/graph/world"


def plain_changes(delta: Delta, old: Facts, new: Facts) -> Iterator[Change]:
    """Yield the plain triples that came or went while no node of an accepted statement did, by their subjects."""
    for sign, facts in (("D", old), ("A", new)):
        for one in delta.statements[sign]:
            if one.predicate.removeprefix(CKG) in PLAIN and _is_alone(one, delta, old, new):
                ends = facts.label(one.subject), local_name(one.predicate), facts.label(one.value)
                label, note = " ".join(ends), "the plain triple alone"
                if sign == "D":
                    yield Change("statement", "lost", (one.subject,), (), label, note=note)
                else:
                    yield Change("statement", "gained", (), (one.subject,), label, note=note)


def _is_alone(one: Statement, delta: Delta, old: Facts, new: Facts) -> bool:
    nodes = {node for facts in (old, new) for node in facts.subjects(PARTS[0], one.subject) if _says(facts, node, one)}
    if any(delta.predicates(node) for node in nodes):
        return False
    return bool(nodes) or one.graph.endswith(WORLD)


def _says(facts: Facts, node: str, one: Statement) -> bool:
    return tuple(facts.value(node, part) for part in PARTS) == (one.subject, one.predicate, one.value)
