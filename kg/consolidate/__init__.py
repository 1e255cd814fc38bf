"""What the claims of all documents say together: what happened, what held when, who contradicts whom, what is accepted."""

from __future__ import annotations

from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.imprints import Publication, voice_of
from kg.consolidate.policy import DEFAULT_POLICY, AcceptancePolicy, load_policy
from kg.consolidate.shared_texts import SharedText

__all__ = [
    "DEFAULT_POLICY",
    "AcceptancePolicy",
    "Contradiction",
    "DocumentTexts",
    "Publication",
    "Reason",
    "SharedText",
    "load_policy",
    "voice_of",
]
