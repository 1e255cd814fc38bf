"""Fires frames: a trigger word with the arguments that its frame asks for becomes the draft of a claim.

One trigger gives at most one draft: the first frame of the tables whose demands are met. Places around the predicate are
added as locations; a recipient that turns out to be a place is the location of the event, unless the frame is about damage
to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grammar import Slots, noun_slots, verb_slots
from kg.extract.places import locations_of
from kg.extract.scene import PLACES, Filler, Scene, accepts, describe, fillers, led_groups
from kg.extract.tables import Frame, tables
from kg.model import Role

__all__ = ["Draft", "find_drafts"]

OBJECT_TYPES = {"attack": "Attack", "deal": "Agreement"}
KEEPS_PLACE_AS_RECIPIENT = frozenset({"Destruction", "Support", "Condemnation", "Demand", "Accusation"})
ONE_HAND = re.compile(r"\bon (?:the )?one (?:hand|side)\b", re.IGNORECASE)
TIES = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership", "Support"})
ANY_NAME = "<name>"
CARRYING = frozenset({"in", "to", "with", "into", "under", "on"})
MOVEMENTS = frozenset({"Deployment", "Displacement", "Advance", "Attack", "Recruitment"})
FIGHTING = frozenset({"ArmedClash", "Attack", "Bombardment", "Hostility", "Defeat", "Repulsion"})


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

    def parties(self) -> tuple[Filler, ...]:
        """Return who fights whom, if that is what is drafted and both are known."""
        if self.frame.type not in FIGHTING:
            return ()
        actors = [f for r, f in self.fills if r is Role.ACTOR]
        others = [f for r, f in self.fills if r is Role.RECIPIENT]
        return tuple(dict.fromkeys((*actors, *others))) if len(actors) > 1 or (actors and others) else ()


def find_drafts(scene: Scene) -> Iterator[Draft]:
    """Yield the drafts of a sentence, in the order of their triggers.

    A noun that already fills a role of a draft ("took part in the talks") does not trigger a second one of that type.
    """
    used: set[tuple[str, int]] = set()
    for draft in _triggered(scene):
        if (draft.frame.type, draft.trigger) not in used:
            used.update((draft.frame.type, f.node) for _, f in draft.fills)
            yield draft


def _triggered(scene: Scene) -> Iterator[Draft]:
    for token in scene.tree.nodes():
        if token.index in scene.names:
            draft = _fire(scene, token.index, tables().nouns.get(ANY_NAME, ()), noun_slots(scene.tree, token.index))
            if draft is not None:
                yield draft
            continue
        draft = None
        if token.dep == "amod" and not _is_told_apart(scene, token.index):
            continue
        participle = token.pos == "ADJ" and token.lower.endswith(("ed", "ing"))
        if (
            (token.pos in {"VERB", "AUX"} and not _is_gerund(scene, token.index))
            or participle
            or (token.pos in {"NOUN", "PROPN"} and token.dep in {"root", "acl", "advcl", "amod"})
        ):
            draft = _fire(scene, token.index, tables().verbs.get(token.lower, ()), verb_slots(scene.tree, token.index))
        nominal = token.pos in {"NOUN", "PROPN", "VERB"} or token.dep.split(":")[0] in {"nsubj", "obj", "obl", "nmod"}
        if draft is None and nominal:
            frames = tables().nouns.get(token.lower, ())
            draft = _fire(scene, token.index, frames, noun_slots(scene.tree, token.index)) if frames else None
        if draft is not None:
            yield draft


def _is_gerund(scene: Scene, node: int) -> bool:
    """Tell whether an -ing form is used as a noun: after a preposition or article, or in a noun's place."""
    tree, token = scene.tree, scene.tree[node]
    if not token.lower.endswith("ing") or token.lower not in tables().nouns:
        return False
    marked = any(tree[c].lower not in {"to", "that", "while", "when"} for c in tree.children(node, "mark"))
    nominal = token.dep.split(":")[0] in {"nsubj", "obj", "obl", "nmod"}
    return (marked and not tree.children(node, "obj")) or nominal or bool(tree.children(node, "det"))


def _is_told_apart(scene: Scene, participle: int) -> bool:
    """Tell whether a participle before a noun reports an event ("X-backed", "newly captured"), not a lasting quality."""
    told = verb_slots(scene.tree, participle).keys() & {"agent", "subject"}
    return bool(told) or bool(scene.tree.children(participle, "advmod"))


def _fire(scene: Scene, trigger: int, frames: tuple[Frame, ...], slots: Slots) -> Draft | None:
    for frame in frames:
        if frame.particle and not _has_particle(scene, trigger, frame.particle):
            continue
        if frame.particle in slots and "object" not in slots and frame.particle not in frame.slots:
            slots = {**slots, "object": slots[frame.particle]}
        carriers = _carriers(scene, trigger)
        if frame.under and not any(scene.tree[c].lower in frame.under for c in carriers):
            continue
        filled = _fill(scene, frame, slots, trigger)
        if _is_satisfied(scene, frame, slots, filled, trigger):
            return _draft(scene, frame, trigger, carriers, filled)
    return None


def _has_particle(scene: Scene, trigger: int, particle: str) -> bool:
    tree = scene.tree
    below = [
        *tree.children(trigger),
        *(c for child in tree.children(trigger, "obl", "nmod") for c in tree.children(child, "case")),
    ]
    return any(tree[c].lower == particle for c in below)


def _carriers(scene: Scene, trigger: int) -> frozenset[int]:
    """Return the verb over a trigger that carries it: whose subject, object or support-verb oblique it is."""
    tree = scene.tree
    head, dep = tree[trigger].head, tree[trigger].dep.split(":")[0]
    if head == trigger or dep not in {"obj", "nsubj", "obl", "xcomp"} or tree[head].pos not in {"VERB", "AUX", "ADJ"}:
        return frozenset()
    carried = tree[head].lower in tables().support_verbs and tree.preposition(trigger) in CARRYING
    if dep == "obl" and not carried:
        return frozenset()
    return frozenset({head})


def _fill(scene: Scene, frame: Frame, slots: Slots, trigger: int) -> dict[str, tuple[Filler, ...]]:
    filled: dict[str, tuple[Filler, ...]] = {}
    taken: set[str] = set()
    for slot in sorted(frame.slots, key=lambda s: s in {"possessive", "object"}):
        demand = frame.where.get(slot, "place" if frame.slots[slot] in {"territory", "location"} else "thing")
        read = describe if frame.type == "Affiliation" and slot == "object" else fillers
        alone = slot == "object" and scene.tree[trigger].dep == "amod"
        every = [
            f
            for node in slots.get(slot, ())
            for f in (read(scene, node) or fillers(scene, node, exclude=taken, alone=alone))
        ]
        if frame.type == "Allegiance" and frame.slots[slot] == "recipient":
            every += [f for node in slots.get(slot, ()) for f in led_groups(scene, node)]
        kept = tuple(g for f in every for g in (accepts(demand, f),) if g)
        if kept:
            filled[slot] = kept
            taken.update(f.name for f in kept)
    return _without_reflexives(frame, filled)


def _without_reflexives(frame: Frame, filled: dict[str, tuple[Filler, ...]]) -> dict[str, tuple[Filler, ...]]:
    """Drop recipients that are actors too: nobody attacks, joins or leads himself."""
    actors = {f.name for slot, found in filled.items() if frame.slots[slot] == "actor" for f in found}
    kept = {
        slot: tuple(f for f in found if frame.slots[slot] != "recipient" or f.name not in actors)
        for slot, found in filled.items()
    }
    return {slot: found for slot, found in kept.items() if found}


def _is_satisfied(
    scene: Scene, frame: Frame, slots: Slots, filled: dict[str, tuple[Filler, ...]], trigger: int
) -> bool:
    for need in frame.needs:
        if need in OBJECT_TYPES:
            nouns = [n for o in slots.get("object", ()) for n in scene.tree.coordinated(o)]
            if not any(
                f.type == OBJECT_TYPES[need] for n in nouns for f in tables().nouns.get(scene.tree[n].lower, ())
            ):
                return False
        elif not any(o in filled or _is_general_place(scene, frame, slots, o) for o in need.split("|")):
            return False
    return bool(frame.needs) or bool(filled) or _happens(scene, trigger)


def _is_general_place(scene: Scene, frame: Frame, slots: Slots, need: str) -> bool:
    """Tell whether a territory is filled by a place word without a name ("took several villages")."""
    if frame.slots.get(need) not in {"territory", "location", "recipient"} or frame.where.get(need, "place") != "place":
        return False
    nodes = [n for node in slots.get(need, ()) for n in scene.tree.coordinated(node)]
    words = [scene.tree[n].lower for n in nodes]
    below = [
        scene.tree[c].lower for n in nodes for c in scene.tree.children(n, "nmod") if scene.tree.preposition(c) == "of"
    ]
    return any(tables().group_words.get(w) in PLACES for w in (*words, *below))


def _happens(scene: Scene, trigger: int) -> bool:
    tree = scene.tree
    if tree[trigger].dep.startswith("nsubj") and tree[tree[trigger].head].lower in tables().occurrence_verbs:
        return True
    listed = tree.coordinated(tree[trigger].head if tree[trigger].dep == "conj" else trigger)
    return len([n for n in listed if tree[n].lower in tables().nouns]) > 1


def _draft(
    scene: Scene, frame: Frame, trigger: int, carriers: frozenset[int], filled: dict[str, tuple[Filler, ...]]
) -> Draft:
    fills: list[tuple[Role, Filler]] = []
    sides: list[int | None] = []
    for slot, found in filled.items():
        for filler, number in zip(found, _between_sides(scene, found), strict=True):
            role, side = _role(frame, frame.slots[slot], filler, number)
            if role is not None and all(f.name != filler.name or r is not role for r, f in fills):
                fills.append((role, filler))
                sides.append(side)
    nodes = {trigger, *carriers, *(f.node for _, f in fills)}
    tie, moves = "identity" in frame.slots or frame.type in TIES, frame.type in MOVEMENTS
    for place in locations_of(scene, trigger, frozenset() if tie else carriers, outside=not tie, towards=moves):
        if all(f.name != place.name for _, f in fills):
            fills.append((Role.LOCATION, place))
            sides.append(None)
    held = frozenset(f.name for slot, found in filled.items() if frame.slots[slot] == "territory" for f in found)
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
