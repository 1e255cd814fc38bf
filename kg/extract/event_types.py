"""Groups of event types that several rules treat alike."""

from __future__ import annotations

__all__ = ["ATTACKS", "DEALS", "FIGHTING", "SPEECH_ACTS", "TIES"]

ATTACKS = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing"})
DEALS = frozenset({"Agreement", "Negotiation"})
FIGHTING = frozenset({"ArmedClash", "Attack", "Bombardment", "Hostility", "Defeat", "Repulsion"})
SPEECH_ACTS = frozenset({"Accusation", "Condemnation", "Demand", "Threat"})
# Nouns with frames of these types name somebody by his tie to another, who is not he ("the X splinter", "an X ally").
TIES = frozenset({"Affiliation", "Alliance", "Hostility", "Split"})
