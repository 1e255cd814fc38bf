"""Collects the places that an event is said to be at: phrases under its predicate, then what frames the whole clause."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.fillers import fillers
from kg.extract.referents import PLACES
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables

__all__ = ["locations_of"]

AT = frozenset("in near at around inside outside across throughout along within of from to into".split()) | frozenset(
    ["towards", "toward", "between", "over", "on", ""]
)
BORDERS = frozenset({"border", "borders", "frontier"})
# What stands after these is another event, which may be elsewhere ("withdrew after the attack on Ner").
OTHER_EVENTS = frozenset({"after", "before", "since", "until", "following", "despite", "unlike"})
TOWARDS = frozenset({"to", "into", "towards", "toward"})
OTHER_CLAUSES = frozenset(
    {"ccomp", "parataxis", "acl:relcl", "advcl", "nsubj", "nsubj:pass", "csubj", "appos", "nmod:poss"}
)


def locations_of(
    scene: Scene, trigger: int, carriers: frozenset[int], *, outside: bool, towards: bool
) -> tuple[Filler, ...]:
    """Return the places of the event of *trigger*, in the order of the text; () where its clause names none.

    *outside*: look at what frames the clause too (a tie between two actors is not located by its sentence). *towards*: where
    a movement leads counts as a place of it.
    """
    for root in (trigger, *sorted(carriers)):
        found = tuple(_below(scene, root, towards))
        if found:
            return found
    return tuple(_above(scene, trigger)) if outside else ()


def _below(scene: Scene, root: int, towards: bool) -> Iterator[Filler]:
    todo, seen = [root], set()
    while todo:
        node = todo.pop(0)
        for child in scene.tree.children(node):
            token = scene.tree[child]
            if token.dep in OTHER_CLAUSES or (token.dep == "conj" and token.pos == "VERB") or child in seen:
                continue
            seen.add(child)
            preposition = scene.tree.preposition(child)
            if preposition in OTHER_EVENTS or (not towards and preposition in TOWARDS):
                continue
            yield from _place(scene, child)
            todo.append(child)


def _place(scene: Scene, node: int) -> Iterator[Filler]:
    tree = scene.tree
    is_word = tables().group_words.get(tree[node].lower) in PLACES
    if node not in scene.names and not is_word:
        return
    if node in scene.names and (scene.names[node].kind not in PLACES or not _is_at(scene, node)):
        return
    for filler in fillers(scene, node):
        place = filler.as_kind(PLACES)
        if place and filler.kind and (place.entries or node in scene.names):
            yield place


def _is_at(scene: Scene, node: int) -> bool:
    preposition, head = scene.tree.preposition(node), scene.tree[scene.tree[node].head].lower
    return preposition in AT or (preposition == "with" and head in BORDERS)


def _above(scene: Scene, trigger: int) -> Iterator[Filler]:
    """Look at the phrases that frame the clause of the trigger: "In Tal Hamis, X …"."""
    tree = scene.tree
    for head in tree.ancestors(trigger):
        if tree[head].pos not in {"VERB", "NOUN", "AUX"} or tree[head].lower in tables().speech_verbs:
            continue
        found = [
            p
            for child in tree.children(head, "obl", "nmod")
            for n in (child, *tree.subtree(child))
            for p in _place(scene, n)
        ]
        if found:
            yield from dict.fromkeys(found)
            return
