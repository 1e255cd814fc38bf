"""Fills the slots of a frame: for each the somebody or something that its nodes stand for, if it is what the frame wants."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kg.extract.demands import demand_of
from kg.extract.event_types import ATTACKS, SPEECH_ACTS
from kg.extract.fillers import fillers
from kg.extract.grammar import Slots
from kg.extract.memory import striker
from kg.extract.nominals import describe_group, describe_victims
from kg.extract.principals import holders, led_groups, sent_by, spoken_for
from kg.extract.scene import Filler, Scene, accepts
from kg.extract.tables import Frame, tables

__all__ = ["Filling", "fill"]

POLITICS = frozenset(
    {"Accusation", "Agreement", "Condemnation", "Demand", "Negotiation", "Support", "Threat", "Exclusion"}
)


@dataclass(frozen=True, slots=True)
class Filling:
    """A frame tried on a trigger: the nodes that stand in its slots, and who fills those that somebody fitting fills."""

    scene: Scene
    frame: Frame
    trigger: int
    slots: Slots
    filled: Mapping[str, tuple[Filler, ...]]


def fill(scene: Scene, frame: Frame, slots: Slots, trigger: int) -> Filling:
    """Fill the slots of a frame with those that their nodes stand for; who fills one slot is no pronoun in a later one."""
    filled: dict[str, tuple[Filler, ...]] = {}
    taken: set[str] = set()
    for slot in sorted(frame.slots, key=lambda s: s in {"possessive", "object"}):
        alone = slot == "fellow" or (slot == "object" and scene.tree[trigger].dep == "amod")
        every = _candidates(scene, frame, slot, slots.get(slot, ()), taken, alone=alone)
        demand, hits = demand_of(frame, slot), frame.type in ATTACKS
        kept = tuple(g for f in every for g in (accepts(demand, f),) if g and (hits or not f.belonging))
        if kept:
            filled[slot] = kept
            taken.update(f.name for f in kept)
    unowned = "support" in frame.slots and not any(frame.slots[slot] == "actor" for slot in filled)
    if "harmed" in filled and unowned:
        found = striker(scene, frame.type, trigger)
        filled |= {"support": found} if found else {}
    return Filling(scene, frame, trigger, slots, _without_reflexives(frame, filled))


def _candidates(
    scene: Scene, frame: Frame, slot: str, nodes: Collection[int], taken: Collection[str], *, alone: bool
) -> list[Filler]:
    """Return whom the nodes of a slot stand for, and who stands behind them, whether the frame wants them or not."""
    role = frame.slots[slot]
    by_description = slot == "itself" or (frame.type == "Affiliation" and slot == "object")
    found = [
        f
        for node in nodes
        for f in (describe_group(scene, node) if by_description else ())
        or fillers(scene, node, exclude=taken, alone=alone)
    ]
    if frame.type in SPEECH_ACTS and role == "actor":
        found = [f for node in nodes for f in spoken_for(scene, node)] or found
    if role in {"actor", "side", "side1"} and not found:
        found = [f for node in nodes for f in sent_by(scene, node, politics=frame.type in POLITICS)]
    if demand_of(frame, slot) == "anyone" and not found:
        found = [f for node in nodes for f in describe_victims(scene, node)]
    if frame.type == "Allegiance" and role == "recipient":
        found += [f for node in nodes for f in led_groups(scene, node)]
    if frame.type in ATTACKS and role == "recipient":
        found += [f for node in nodes for n in scene.tree.coordinated(node) for f in holders(scene, n)]
    if frame.type in POLITICS and role in {"actor", "recipient"}:
        found = [_as_state(f) for f in found]
    return [f for f in found if not _is_unmanned(f)] if role == "actor" else found


def _is_unmanned(filler: Filler) -> bool:
    """Tell whether nobody but a weapon is named as who acts ("a drone killed two"); a sniper is somebody."""
    word = filler.name.lower()
    return word == filler.text.lower() and word in tables().instruments and not word.startswith("sniper")


def _as_state(filler: Filler) -> Filler:
    """Read a place that no list knows as the state that it stands for ("Kigali denied", "talks with Kyiv")."""
    return replace(filler, kind="StateActor") if filler.kind == "Territory" and not filler.entries else filler


def _without_reflexives(frame: Frame, filled: dict[str, tuple[Filler, ...]]) -> dict[str, tuple[Filler, ...]]:
    """Drop recipients that are actors too: nobody attacks, joins or leads himself."""
    actors = {f.name for slot, found in filled.items() if frame.slots[slot] == "actor" for f in found}
    kept = {
        slot: tuple(f for f in found if frame.slots[slot] != "recipient" or f.name not in actors)
        for slot, found in filled.items()
    }
    return {slot: found for slot, found in kept.items() if found}
