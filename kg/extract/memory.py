"""Puts into the discourse whom a sentence names, who strikes and who fights whom, for the sentences after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.anaphora import antecedent_of, refer
from kg.extract.fillers import fillers, owners_of
from kg.extract.nominals import describe, read_name
from kg.extract.referents import ACTORS, ANAPHORS, BARE, DESCRIBED_KINDS, PLACES, SOUGHT, UNMEMORABLE
from kg.extract.scene import Filler, Scene
from kg.extract.state_bodies import leading_body, national_body
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables

__all__ = ["note_sides", "note_strikers", "remember", "striker"]

PARTAKING = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
BULLETS = frozenset({"-", "--", "–", "—", "•", "*", "·", "."})


def remember(scene: Scene) -> None:
    """Put the actors and people of a sentence into the discourse, in order."""
    for token in scene.tree.nodes():
        is_word = tables().group_words.get(token.lower) in DESCRIBED_KINDS
        if token.dep.startswith("nsubj") and (token.lower in ANAPHORS or token.lower in SOUGHT):
            _remember_again(scene, token)
        if token.index not in scene.names and not is_word:
            continue
        for filler in _memorable(scene, token.index):
            scene.discourse.add(antecedent_of(scene, filler, _prominence(scene.tree, token)))


def _remember_again(scene: Scene, token: Token) -> None:
    """Remember whom a subject such as "it" or "the group" stands for as named here once more."""
    for filler in fillers(scene, token.index, alone=True):
        if filler.anaphor:
            scene.discourse.add(antecedent_of(scene, filler, _prominence(scene.tree, token)))


def _prominence(tree: Tree, token: Token) -> int:
    if not token.dep.startswith("nsubj"):
        return 0
    head = tree[token.head]
    return 2 if head.head == head.index or (head.dep == "conj" and tree[head.head].head == head.head) else 1


def _memorable(scene: Scene, node: int) -> Iterable[Filler]:
    if node in scene.names:
        named = read_name(scene, node)
        filler = None if _is_setting(scene, node) else named.as_kind((ACTORS - {""}) | {"Talks"})
        if filler is None and not named.entries and not named.kind and scene.tree[node].dep in PARTAKING:
            filler = replace(named, kind="Actor")
        return (filler,) if filler else ()
    token = scene.tree[node]
    bare = token.lower in BARE and not _is_known_body(scene.tree, token)
    if bare or token.lower in UNMEMORABLE or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "amod"}:
        return ()
    kind = tables().group_words[token.lower]
    if token.lower in tables().acting_words and (owners := owners_of(scene, node)):
        return tuple(replace(f, node=node) for f in owners if not f.anaphor)
    national = national_body(scene, node) if kind in {"StateForce", "Government"} else ()
    return national or leading_body(scene, node, ()) or (describe(scene, node, kind),)


def _is_known_body(tree: Tree, token: Token) -> bool:
    """Tell whether a group that is only described can be referred back to: "the Saudi-led coalition", not "a coalition"."""
    told = tree.children(token.index, "amod", "compound", "nmod", "acl", "acl:relcl")
    known = any(tree[c].lower == "the" for c in tree.children(token.index, "det")) or token.text.endswith("s")
    return bool(told) and known and token.dep.startswith("nsubj") and not tree.children(token.index, "cop")


def _is_setting(scene: Scene, node: int) -> bool:
    """Tell whether the name of a state only says where ("in Somalia", "across Mali"): nothing refers back to it as an actor."""
    where = {"in", "across", "throughout", "inside", "into", "from", "near", "around", "to"}
    return read_name(scene, node).kind in PLACES and scene.tree.preposition(node) in where


def note_strikers(scene: Scene, type_: str, strikers: tuple[Filler, ...]) -> None:
    """Remember who is said to carry out strikes of one type, so that a strike later may stand for him."""
    known = scene.discourse.strikers.setdefault(type_, {})
    for striker_ in (antecedent_of(scene, f) for f in strikers if not f.anaphor):
        known.pop(striker_.name, None)
        known[striker_.name] = striker_


def striker(scene: Scene, type_: str, node: int) -> tuple[Filler, ...]:
    """Return whom a strike stands for ("Near X, two strikes hit Y"): the only one said to carry out such strikes.

    In the item of a list it is the last one, who is named before the list.
    """
    known = tuple(scene.discourse.strikers.get(type_, {}).values())
    listed = scene.tree[0].text in BULLETS
    return (refer(scene, known[-1], node),) if known and (listed or len(known) == 1) else ()


def note_sides(scene: Scene, parties: tuple[Filler, ...]) -> None:
    """Remember who stands against whom, so that "both sides" later means them."""
    scene.discourse.sides = tuple(antecedent_of(scene, f) for f in parties)
