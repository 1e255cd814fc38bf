"""What the claims of all documents say together: which report one happening, who agrees, who contradicts, what is accepted."""

from __future__ import annotations

from kg.consolidate.agreement import contradictions, corroborations
from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.incidents import Incident, gather_incidents
from kg.consolidate.independence import Origin, Origins
from kg.consolidate.policy import DEFAULT_POLICY, AcceptancePolicy, load_policy
from kg.consolidate.statements import accepted_statements

__all__ = [
    "DEFAULT_POLICY",
    "AcceptancePolicy",
    "Contradiction",
    "Incident",
    "Origin",
    "Origins",
    "Reason",
    "accepted_statements",
    "contradictions",
    "corroborations",
    "gather_incidents",
    "load_policy",
]
