"""Derives from the frames what each asks of the words of a sentence, before any tree: necessary conditions of its firing.

A frame asks for its particle, for one of the governing verbs and of the nouns that its row names, and for each slot that it
needs for the words that mark it (its preposition, the genitive before what is possessed, "including" before examples) and
for somebody of a fitting kind. Derived at run time, so what a frame asks stands in its row alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.extract.grammar import GENITIVES, LISTING
from kg.extract.referents import ACCEPTED
from kg.extract.tables import Frame, tables

__all__ = [
    "ANY_NAME",
    "COMPASS",
    "OBJECT_TYPES",
    "VIOLENT",
    "Demand",
    "Kinds",
    "Way",
    "conditions",
    "demand_of",
    "demands",
]

Kinds = frozenset[str]
ANY_NAME = "<name>"
# Territories without a name ("controls most of the north").
COMPASS = frozenset(
    {"north", "south", "east", "west", "north-east", "north-west", "south-east", "south-west", "centre"}
)
OBJECT_TYPES = {"attack": "Attack", "deal": "Agreement"}
VIOLENT = frozenset(
    {
        "AirStrike",
        "ArmedClash",
        "Attack",
        "Bombardment",
        "Bombing",
        "Defeat",
        "Destruction",
        "Killing",
        "TerritorialCapture",
    }
)
# What a role asks for where the row does not say.
DEFAULTS = {
    "territory": "place",
    "location": "place",
    "side": "actor",
    "side1": "actor",
    "side2": "actor",
    "actor": "target",
}
# Slots that need no word of their own; "by" neither, since the by-phrase may be recognised by its relation alone.
UNMARKED = frozenset(
    "agent beneficiary by complement compound fellow identity indirect itself object self subject sufferer support".split()
)


@dataclass(frozen=True, slots=True)
class Way:
    """One slot that can meet a need: of each of `marks` one word must be there, and somebody of `kinds` (None: anybody)."""

    slot: str
    marks: tuple[frozenset[str], ...]
    kinds: Kinds | None


@dataclass(frozen=True, slots=True)
class Demand:
    """What a frame asks of a sentence: one of each of `words`, one way of each of `needs`, *two* fillers."""

    frame: Frame
    words: tuple[frozenset[str], ...]
    needs: tuple[tuple[Way, ...], ...]
    two: bool


def demand_of(frame: Frame, slot: str) -> str:
    """Return what a frame asks of the filler of a slot."""
    return frame.where.get(slot, DEFAULTS.get(frame.slots.get(slot, ""), "thing"))


@cache
def demands() -> Mapping[str, Mapping[str, tuple[Demand, ...]]]:
    """Return what the frames ask for, by part of speech ("verbs", "nouns"), then trigger form."""
    table = tables()
    return MappingProxyType(
        {
            part: {form: tuple(_demand(frame, form) for frame in frames) for form, frames in found.items()}
            for part, found in (("verbs", table.verbs), ("nouns", table.nouns))
        }
    )


def _demand(frame: Frame, form: str) -> Demand:
    told = conditions()
    words = [frame.under] if frame.under else []
    words += frame.words.values()
    words += [told[need] for need in frame.needs if told.get(need)]
    slots = [need.split("|") for need in frame.needs if need not in told and not need.endswith(("?", "!"))]
    needs = tuple(tuple(_way(frame, slot, form) for slot in ways) for ways in slots)
    return Demand(frame, tuple(words), needs, _takes_two(frame, slots))


def _takes_two(frame: Frame, slots: Sequence[Sequence[str]]) -> bool:
    """Tell whether one word cannot meet all needs: nobody acts on himself, nor is what a name is said of the name itself."""
    roles = [{frame.slots.get(slot) for slot in ways} for ways in slots]
    return ({"actor"} in roles and {"recipient"} in roles) or (["self"] in slots and len(slots) > 1)


@cache
def conditions() -> dict[str, frozenset[str]]:
    """Return the words of which one is there where a need holds that no filler meets; none where words do not tell."""
    table = tables()
    objects = {need: _forms_of(table.nouns, {type_}) for need, type_ in OBJECT_TYPES.items()}
    told = {
        "infinitive": frozenset({"to"}),
        "future": table.intent_auxiliaries,
        "violence": _forms_of(table.verbs, VIOLENT),
        "negated": table.negations,
    }
    return objects | told | dict.fromkeys(("apposed", "counted", "occurs"), frozenset())


def _forms_of(frames: Mapping[str, tuple[Frame, ...]], types: Collection[str]) -> frozenset[str]:
    return frozenset(form for form, found in frames.items() if any(f.type in types for f in found))


def _way(frame: Frame, slot: str, form: str) -> Way:
    demand = demand_of(frame, slot)
    # Who is known to carry out such strikes may act without being named.
    free = demand == "anyone" or (slot == "support" and "harmed" in frame.slots)
    return Way(slot, _marks(slot, form), None if free else ACCEPTED["thing" if demand == "target" else demand])


def _marks(slot: str, form: str) -> tuple[frozenset[str], ...]:
    special = {
        "possessive": GENITIVES,
        "example": LISTING,
        "doer": frozenset({"in", "with", "under"}),
        "harmed": tables().harm_verbs,
        "parent": tables().unit_words,
        "from": frozenset({"from", "out"}),
        "obliged": frozenset({"must"}),
        # After an office a comma may do ("Jane Roe, commander, Coast Command").
        "of": frozenset({"of", ","} if tables().group_words.get(form) == "Person" else {"of"}),
    }
    if slot in UNMARKED:
        return ()
    return (special[slot],) if slot in special else tuple(frozenset({word}) for word in slot.split())
