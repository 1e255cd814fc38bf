"""Claims to quads: the graph of each document, the registry, the consolidated world, and what follows from the ontology."""

from __future__ import annotations

from kg.graph.consolidate import world_quads
from kg.graph.document import document_quads
from kg.graph.ontology import inferred_quads, ontology_quads
from kg.graph.policy import AcceptancePolicy, load_policy
from kg.graph.provenance import Activity
from kg.graph.registry import registry_quads

__all__ = [
    "AcceptancePolicy",
    "Activity",
    "document_quads",
    "inferred_quads",
    "load_policy",
    "ontology_quads",
    "registry_quads",
    "world_quads",
]
