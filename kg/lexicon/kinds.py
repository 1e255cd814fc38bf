"""The kinds of named things (class names of the ontology) in three families: who acts, where, and which talks.

One name may belong to one thing of each family ("Russia" acts, and is a place) without being ambiguous.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["AGENT_KINDS", "KINDS", "PLACE_KINDS", "TALKS", "Family", "family_of"]

TALKS: Final = "Talks"
AGENT_KINDS: Final = frozenset(
    {
        "Actor",
        "ArmedActor",
        "ArmedGroup",
        "Coalition",
        "Government",
        "InformationSource",
        "Organization",
        "Person",
        "Population",
        "StateActor",
        "StateForce",
        "UnidentifiedArmedActor",
    }
)
PLACE_KINDS: Final = frozenset({"Area", "Country", "District", "Facility", "PopulatedPlace", "Province", "Territory"})
KINDS: Final = AGENT_KINDS | PLACE_KINDS | {TALKS}


class Family(StrEnum):
    """The three families; names are ambiguous only within one."""

    AGENT = "agent"
    PLACE = "place"
    TALKS = "talks"


def family_of(kind: str) -> Family | None:
    """Return the family of a kind, or None where the kind is unknown or empty."""
    if kind in AGENT_KINDS:
        return Family.AGENT
    if kind in PLACE_KINDS:
        return Family.PLACE
    return Family.TALKS if kind == TALKS else None
