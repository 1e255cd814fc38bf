"""What the claims of all documents say together: what happened, what held when, who contradicts whom, what is accepted."""

from __future__ import annotations

from kg.consolidate.agreement import contradictions, corroborations
from kg.consolidate.contradiction import Contradiction, Reason
from kg.consolidate.document_texts import DocumentTexts, TextVoice
from kg.consolidate.imprints import Publication, voice_of
from kg.consolidate.incidents import Incident, gather_incidents
from kg.consolidate.independence import Origins, Sourced, independent
from kg.consolidate.policy import DEFAULT_POLICY, AcceptancePolicy, load_policy
from kg.consolidate.principals import Principals
from kg.consolidate.shared_texts import SharedText, SharedTexts, find_shared_texts
from kg.consolidate.speakers import Origin
from kg.consolidate.statements import accepted_statements
from kg.consolidate.states import State, assemble_states

__all__ = [
    "DEFAULT_POLICY",
    "AcceptancePolicy",
    "Contradiction",
    "DocumentTexts",
    "Incident",
    "Origin",
    "Origins",
    "Principals",
    "Publication",
    "Reason",
    "SharedText",
    "SharedTexts",
    "Sourced",
    "State",
    "TextVoice",
    "accepted_statements",
    "assemble_states",
    "contradictions",
    "corroborations",
    "find_shared_texts",
    "gather_incidents",
    "independent",
    "load_policy",
    "voice_of",
]
