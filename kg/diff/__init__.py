"""What changed between two versions: of a graph, claim by claim, or of an ontology or a SKOS scheme, term by term."""

from __future__ import annotations

from kg.diff.ontology import Change, OntologyDiff, TermChange, compare
from kg.diff.weights import Weight, next_version

__all__ = ["Change", "OntologyDiff", "TermChange", "Weight", "compare", "next_version"]
