"""Makes the draft of a claim of a frame whose slots are filled: who has which role, on which side, and where it happens.

Places around the predicate are added as locations; a recipient that turns out to be a place is the location of the event,
unless the frame is about damage to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.event_types import FIGHTING
from kg.extract.filling import Filling
from kg.extract.places import locations_of
from kg.extract.referents import PLACES
from kg.extract.scene import Filler, Scene
from kg.extract.tables import Frame
from kg.model import Role

__all__ = ["Draft", "draft_of"]

KEEPS_PLACE_AS_RECIPIENT = frozenset({"Destruction", "Support", "Condemnation", "Demand", "Accusation"})
ONE_HAND = re.compile(r"\bon (?:the )?one (?:hand|side)\b", re.IGNORECASE)
# Ties between two actors are not located by their sentence.
UNPLACED = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership", "Support"})
MOVEMENTS = frozenset({"Deployment", "Displacement", "Advance", "Attack", "Recruitment"})
STRIKES = frozenset({"AirStrike", "Bombardment"})


@dataclass(frozen=True)
class Draft:
    """A claim in the making: its frame, trigger and carriers (nodes), and who fills which role.

    `sides` holds 1, 2 or None for each of `fills`, in order; `territory` the names of places that change hands or are held.
    """

    frame: Frame
    trigger: int
    carriers: frozenset[int]
    fills: tuple[tuple[Role, Filler], ...]
    sides: tuple[int | None, ...]
    nodes: frozenset[int]
    territory: frozenset[str] = frozenset()

    def strikers(self) -> tuple[Filler, ...]:
        """Return who carries out the strikes, if that is what is drafted."""
        return tuple(f for r, f in self.fills if r is Role.ACTOR) if self.frame.type in STRIKES else ()

    def parties(self) -> tuple[Filler, ...]:
        """Return who fights whom, if that is what is drafted and both are known."""
        if self.frame.type not in FIGHTING:
            return ()
        actors = [f for r, f in self.fills if r is Role.ACTOR]
        others = [f for r, f in self.fills if r is Role.RECIPIENT]
        return tuple(dict.fromkeys((*actors, *others))) if len(actors) > 1 or (actors and others) else ()


def draft_of(filling: Filling, carriers: frozenset[int]) -> Draft:
    """Return the draft of a frame that fires: its fillers in their roles, then the places of its clause."""
    scene, frame, trigger = filling.scene, filling.frame, filling.trigger
    fills: list[tuple[Role, Filler]] = []
    sides: list[int | None] = []
    for slot, found in filling.filled.items():
        for filler, number in zip(found, _between_sides(scene, found), strict=True):
            hit = slot == "harmed" and filler.kind == "Facility"
            role, side = (Role.RECIPIENT, None) if hit else _role(frame, frame.slots[slot], filler, number)
            if role is not None and all(f.name != filler.name or r is not role for r, f in fills):
                fills.append((role, filler))
                sides.append(side)
    nodes = {trigger, *carriers, *(f.node for _, f in fills)}
    tie, moves = "identity" in frame.slots or frame.type in UNPLACED, frame.type in MOVEMENTS
    for place in locations_of(scene, trigger, frozenset() if tie else carriers, outside=not tie, towards=moves):
        if all(f.name != place.name and not f.start < place.start < f.end for _, f in fills):
            fills.append((Role.LOCATION, place))
            sides.append(None)
    held = frozenset(
        f.name for slot, found in filling.filled.items() if frame.slots[slot] == "territory" for f in found
    )
    return Draft(frame, trigger, carriers, tuple(fills), tuple(sides), frozenset(nodes), held)


def _between_sides(scene: Scene, found: tuple[Filler, ...]) -> tuple[int | None, ...]:
    """Return the side of each of "between A and B": known for two, and where "on the one hand" parts a longer list."""
    if len(found) == 2:
        aside = ONE_HAND.search(scene.text, max(f.end for f in found), scene.tree.tokens[-1].end)
        return (None, None) if aside else (1, 2)
    parted = ONE_HAND.search(scene.text, min(f.start for f in found), max(f.end for f in found))
    return tuple(1 if parted and f.start < parted.start() else 2 if parted else None for f in found)


def _role(frame: Frame, role: str, filler: Filler, number: int | None) -> tuple[Role | None, int | None]:
    if role == "anchor":
        return None, None
    if role in {"territory", "location"}:
        return Role.LOCATION, None
    if filler.kind in PLACES and frame.type not in KEEPS_PLACE_AS_RECIPIENT:
        return (Role.LOCATION, None) if role != "actor" else (None, None)
    if role in {"side1", "side2"}:
        return Role.ACTOR, int(role[-1])
    if role == "side":
        return Role.ACTOR, number
    return {"actor": Role.ACTOR, "recipient": Role.RECIPIENT}[role], None
