"""What the claims of all documents say together: who agrees, who contradicts, and which statements a policy accepts."""

from __future__ import annotations

from kg.consolidate.agreement import contradictions, corroborations
from kg.consolidate.policy import AcceptancePolicy, load_policy
from kg.consolidate.statements import accepted_statements

__all__ = ["AcceptancePolicy", "accepted_statements", "contradictions", "corroborations", "load_policy"]
