"""Compares the ontologies that two versions of a graph hold, where both hold one."""

from __future__ import annotations

from kg.diff.facts import Facts
from kg.diff.ontology import OntologyDiff, compare
from kg.formats.ontology import Ontology, ontology_of
from kg.namespaces import ONTOLOGY

__all__ = ["compare_ontologies"]


def compare_ontologies(differs: bool, old: Facts, new: Facts) -> tuple[OntologyDiff | None, tuple[str, ...]]:
    """Return what changed of the terms, None where nothing did, and what is to be said where only one version holds any."""
    if not differs:
        return None, ()
    held = [facts.has_graph(ONTOLOGY) for facts in (old, new)]
    if not all(held):
        which = "old" if held[0] else "new"
        return None, (f"only the {which} version holds an ontology: ontologies are not compared",)
    diff = compare(_held(old), _held(new))
    return (diff if diff.groups else None), ()


def _held(facts: Facts) -> Ontology:
    return ontology_of(facts.graph(ONTOLOGY), any_space=True)
