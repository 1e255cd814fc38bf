"""Check an ontology: its metadata, the words on its terms, its axioms and its names; anyone's, without Java or the network.

1. The files are read into one graph (`owl:imports` are not followed), and the ontology's own terms are told from those that
   it only mentions (`kg.ontology_checks.own_terms`).
2. Each check is a SPARQL query of `checks/*.rq` with a header (`kg.ontology_checks.catalogue`). It selects `?entity`,
   `?property` and `?value`: what is wrong, where, and what stands there.
3. What they find is a `ValidationReport`, as of `kg.validate`, with the severities of SHACL.

Nothing is inferred and no axiom is proved: that is a reasoner's business (`kg.reason`).
"""

from __future__ import annotations

from kg.ontology_checks.catalogue import LEVELS, Check, find_check, list_checks, read_check, select_checks
from kg.ontology_checks.engine import check_files

__all__ = ["LEVELS", "Check", "check_files", "find_check", "list_checks", "read_check", "select_checks"]
