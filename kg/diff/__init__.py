"""What changed between two versions: today, of an ontology or a SKOS scheme."""

from __future__ import annotations

from kg.diff.ontology import Change, OntologyDiff, TermChange, compare
from kg.diff.report import FORMATS, format_diff
from kg.diff.weights import Weight, next_version

__all__ = ["FORMATS", "Change", "OntologyDiff", "TermChange", "Weight", "compare", "format_diff", "next_version"]
