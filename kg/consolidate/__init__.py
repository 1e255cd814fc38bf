"""What the claims of all documents say together: who agrees, who contradicts, what a policy accepts, what held when."""

from __future__ import annotations

from kg.consolidate.agreement import contradictions, corroborations
from kg.consolidate.policy import AcceptancePolicy, load_policy
from kg.consolidate.statements import accepted_statements
from kg.consolidate.states import State, assemble_states

__all__ = [
    "AcceptancePolicy",
    "State",
    "accepted_statements",
    "assemble_states",
    "contradictions",
    "corroborations",
    "load_policy",
]
