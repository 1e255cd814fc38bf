"""Tells whether what a frame needs is met where its trigger stands: a slot filled, an infinitive, an event that is news."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.demands import COMPASS, OBJECT_TYPES, VIOLENT
from kg.extract.event_types import DEALS, FIGHTING
from kg.extract.filling import Filling
from kg.extract.quantities import is_count
from kg.extract.referents import ACCEPTED
from kg.extract.scene import Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.extract.timing import TIME_WORDS, is_time

__all__ = ["is_satisfied"]


def is_satisfied(filling: Filling) -> bool:
    """Tell whether all that a frame needs is there; a frame that needs nothing must be filled, or tell of what happens."""
    frame = filling.frame
    if not all(_is_met(filling, need) for need in frame.needs):
        return False
    return bool(frame.needs or frame.words or filling.filled) or _happens(filling.scene, filling.trigger, frame.type)


def _is_met(filling: Filling, need: str) -> bool:
    """Tell whether one need is met: "S!" wants words in the slot S, "S?" a filler if there are words, "S|T" one in S or T."""
    scene, slots, trigger = filling.scene, filling.slots, filling.trigger
    objects = slots.get("object", ())
    if need in NEEDS_OF_TRIGGER:
        return NEEDS_OF_TRIGGER[need](scene, trigger)
    if need in OBJECT_TYPES:
        nouns = [n for o in objects for n in scene.tree.coordinated(o)]
        return any(f.type == OBJECT_TYPES[need] for n in nouns for f in tables().nouns.get(scene.tree[n].lower, ()))
    if need == "counted":
        return any(is_count(scene, o) or scene.tree.children(o, "nummod") for o in objects)
    if need == "occurs":
        return _happens(scene, trigger, filling.frame.type)
    if need.endswith("!"):
        return bool(slots.get(need[:-1]))
    if need.endswith("?"):
        nodes = slots.get(need[:-1], ())
        strange = [n for n in nodes if scene.tree[n].pos != "PRON" and not _is_adverbial(scene.tree, n)]
        return not strange or _is_filled(filling, need[:-1])
    return _is_filled(filling, need)


def _is_filled(filling: Filling, need: str) -> bool:
    return any(
        slot in filling.filled
        or _is_general_place(filling, slot)
        or _is_bare_number(filling, slot)
        or _is_event_told_of(filling, slot)
        for slot in need.split("|")
    )


def _is_event_told_of(filling: Filling, slot: str) -> bool:
    """Tell whether an object is "it", which may be the attack told of before ("said that the army had repelled it")."""
    words = (filling.scene.tree[n].lower for n in filling.slots.get(slot, ()))
    return filling.frame.type == "Repulsion" and "it" in words


def _is_general_place(filling: Filling, slot: str) -> bool:
    """Tell whether a territory is filled by a place word without a name ("took several villages")."""
    frame, tree = filling.frame, filling.scene.tree
    demand = frame.where.get(slot, "place")
    if frame.slots.get(slot) not in {"territory", "location", "recipient"} or demand not in {"area", "place"}:
        return False
    nodes = [n for node in filling.slots.get(slot, ()) for n in tree.coordinated(node)]
    parts = [n for n in nodes if tree[n].lower in tables().partitives]
    below = [c for n in parts for c in tree.children(n, "nmod") if tree.preposition(c) == "of"]
    words = [tree[n].lower for n in (*nodes, *below)]
    direction = demand == "place" and any(w in COMPASS for w in words)
    return direction or any(tables().group_words.get(w) in ACCEPTED[demand] for w in words)


def _is_bare_number(filling: Filling, slot: str) -> bool:
    """Tell whether people are only counted ("killed 12", "dozens were arrested")."""
    counted = filling.frame.where.get(slot) in {"anyone", "people", "civil"} and bool(filling.frame.quantity)
    return counted and any(is_count(filling.scene, node) for node in filling.slots.get(slot, ()))


def _has_infinitive(scene: Scene, verb: int) -> bool:
    clauses = scene.tree.children(verb, "xcomp", "ccomp", "advcl")
    return any(scene.tree[m].lower == "to" for c in clauses for m in scene.tree.children(c, "mark"))


def _is_negated(scene: Scene, trigger: int) -> bool:
    return any(scene.tree[c].lower in tables().negations for c in scene.tree.children(trigger))


def _is_ahead(scene: Scene, verb: int) -> bool:
    """Tell whether what is said is the speaker's own deed yet to come ("warned that it would respond")."""
    tree = scene.tree
    clauses = [c for c in tree.children(verb, "ccomp") if any(tree[s].pos == "PRON" for s in tree.children(c, "nsubj"))]
    return any(
        scene.tree[a].lower in tables().intent_auxiliaries for c in clauses for a in scene.tree.children(c, "aux")
    )


def _is_violence_meant(scene: Scene, verb: int) -> bool:
    """Tell whether what is promised or vowed is violence ("vowed to retake the town")."""
    clauses = scene.tree.children(verb, "xcomp", "ccomp", "advcl")
    return any(f.type in VIOLENT for c in clauses for f in tables().verbs.get(scene.tree[c].lower, ()))


def _is_apposed(scene: Scene, noun: int) -> bool:
    """Tell whether an office stands in apposition with words that make it more than a title ("the army chief, X")."""
    tree = scene.tree
    told = tree.children(noun, "amod", "compound", "nmod:poss", "nmod")
    apposed = tree[noun].dep == "appos" or bool(tree.children(noun, "appos"))
    beside = tree[noun].dep == "nmod:desc" and tree[noun].text.islower()
    return (bool(told) and apposed) or (beside and bool(told or tree.children(noun, "det")))


# The needs that only what hangs on the trigger can meet.
NEEDS_OF_TRIGGER: Mapping[str, Callable[[Scene, int], bool]] = {
    "infinitive": _has_infinitive,
    "negated": _is_negated,
    "future": _is_ahead,
    "violence": _is_violence_meant,
    "apposed": _is_apposed,
}


def _is_adverbial(tree: Tree, noun: int) -> bool:
    """Tell whether what the parser takes for an object says when or which way ("fled eastwards", "withdrew each time")."""
    word = tree[noun].lower
    way = word.endswith(("ward", "wards")) or word in tables().ways
    return way or is_time(tree, noun)


def _happens(scene: Scene, trigger: int, type_: str) -> bool:
    tree = scene.tree
    if _is_news(scene, trigger, type_):
        return True
    if tree[trigger].dep.startswith("nsubj") and tree[tree[trigger].head].lower in tables().occurrence_verbs:
        return True
    if tree[trigger].dep.startswith("obl") and tree[tree[trigger].head].lower in tables().quantity_words:
        return True
    listed = tree.coordinated(tree[trigger].head if tree[trigger].dep == "conj" else trigger)
    return len([n for n in listed if tree[n].lower in tables().nouns]) > 1


def _is_news(scene: Scene, noun: int, type_: str) -> bool:
    """Tell whether an event noun brings an event up, rather than back: "the attack" has been told of, "an attack" has not."""
    tree = scene.tree
    if tree[noun].pos not in {"NOUN", "PROPN"} or tree[noun].dep in {"compound", "amod"}:
        return False
    definite = {tree[c].lower for c in tree.children(noun, "det")} & {
        "the",
        "this",
        "that",
        "these",
        "those",
        "any",
        "such",
    }
    told = tree.children(noun, "amod", "nummod", "nmod", "acl", "acl:relcl", "compound", "nmod:poss")
    head = tree[tree[noun].head]
    part = tree.preposition(noun) == "of" and head.pos == "NOUN" and head.lower not in TIME_WORDS | tables().partitives
    if part:
        return False
    of = type_ in FIGHTING and any(tree.preposition(c) == "of" for c in told)
    return (bool(told) if type_ in DEALS else not definite or bool(told)) and not of
