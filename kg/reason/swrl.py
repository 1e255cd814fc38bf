"""Compiles SWRL rules without built-ins (W3C Member Submission, 21 May 2004) into rules over triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.namespaces import OWL, RDFS, SWRL
from kg.reason.axioms import TYPE, Axioms, bracketed
from kg.reason.rules import Atom, Rule

__all__ = ["swrl_rules"]

RELATIONS: Final = {
    bracketed(SWRL + "SameIndividualAtom"): bracketed(OWL + "sameAs"),
    bracketed(SWRL + "DifferentIndividualsAtom"): bracketed(OWL + "differentFrom"),
}


def swrl_rules(axioms: Axioms) -> Iterator[Rule]:
    """Yield the SWRL rules of an ontology; one with an atom of another sort (a built-in, a data range) is left out whole."""
    variables = {name: f"?{n}" for n, name in enumerate(axioms.instances(bracketed(SWRL + "Variable")))}
    for rule in axioms.instances(bracketed(SWRL + "Imp")):
        parts = [
            [_atom(axioms, node, variables) for head in axioms.values(rule, side) for node in axioms.members(head)]
            for side in (bracketed(SWRL + "body"), bracketed(SWRL + "head"))
        ]
        body, head = ([atom for atom in part if atom is not None] for part in parts)
        if [len(body), len(head)] == [len(part) for part in parts] and body and head:
            label = axioms.value(rule, bracketed(RDFS + "label")) or ""
            yield Rule("swrl", tuple(body), tuple(head), label.split('"')[1] if label else "")


def _atom(axioms: Axioms, node: str, variables: dict[str, str]) -> Atom | None:
    first, second = (
        variables.get(term, term)
        for term in (axioms.value(node, bracketed(SWRL + name)) or "" for name in ("argument1", "argument2"))
    )
    if kind := axioms.value(node, bracketed(SWRL + "classPredicate")):
        return first, TYPE, kind
    if prop := axioms.value(node, bracketed(SWRL + "propertyPredicate")):
        return first, prop, second
    relation = next((r for sort, r in RELATIONS.items() if sort in axioms.values(node, TYPE)), None)
    return (first, relation, second) if relation else None
