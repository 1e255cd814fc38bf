"""That two claims cannot both be so, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import LinkedClaim

__all__ = ["Contradiction", "Reason"]


class Reason(StrEnum):
    """Why two claims contradict each other: local names of individuals of the ontology."""

    DENIED = "AssertedAgainstDenied"
    HOLDERS = "RivalHolders"
    NUMBERS = "IncompatibleNumbers"
    MEMBER = "MemberAndEnemy"
    OUTCOMES = "OppositeOutcomes"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims and the reason: for a denial `one` says so and `other` denies it, else the lower id comes first."""

    reason: Reason
    one: LinkedClaim
    other: LinkedClaim
