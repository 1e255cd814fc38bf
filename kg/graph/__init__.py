"""Claims to quads: the graph of each document, the registry, the world, and what follows from the ontology."""

from __future__ import annotations

from kg.graph.document import document_quads
from kg.graph.ontology import inferred_quads, ontology_quads
from kg.graph.provenance import Activity
from kg.graph.registry import registry_quads
from kg.graph.world import world_quads

__all__ = [
    "Activity",
    "document_quads",
    "inferred_quads",
    "ontology_quads",
    "registry_quads",
    "world_quads",
]
