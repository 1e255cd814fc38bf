"""Claims to quads: the graph of each document, the registry, the world, and what follows from the ontology."""

from __future__ import annotations

from kg.graph.document import document_quads
from kg.graph.ontology import Inference, ontology_quads
from kg.graph.provenance import Activity
from kg.graph.reductions import Known, Piece, draw
from kg.graph.registry import registry_quads
from kg.graph.shared_texts import shared_text_quads

__all__ = [
    "Activity",
    "Inference",
    "Known",
    "Piece",
    "document_quads",
    "draw",
    "ontology_quads",
    "registry_quads",
    "shared_text_quads",
]
