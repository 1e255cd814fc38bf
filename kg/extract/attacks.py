"""Reads "the attack" as the one last told in the paragraph: who repels it repels those who attacked, and does so there."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extract.anaphora import antecedent_of, refer
from kg.extract.discourse import KnownAttack
from kg.extract.drafts import Draft
from kg.extract.event_types import ATTACKS
from kg.extract.grammar import verb_slots
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables
from kg.model import Role

__all__ = ["complete_repulsion", "note_attack"]

DEFINITE: Final = frozenset({"the", "this", "that"})


def note_attack(scene: Scene, draft: Draft) -> None:
    """Remember an attack, with those who are named for it."""
    if draft.frame.type in ATTACKS:
        told = {role: tuple(antecedent_of(scene, f) for r, f in draft.fills if r is role) for role in Role}
        scene.discourse.attack = KnownAttack(scene.paragraph, told[Role.ACTOR], told[Role.LOCATION])


def complete_repulsion(scene: Scene, draft: Draft) -> Draft:
    """Return the draft of a repulsion of "the attack" with the attackers and places told of it, where it lacks them."""
    known, node = scene.discourse.attack, _attack_under(scene, draft)
    if known is None or node is None or known.paragraph != scene.paragraph:
        return draft
    have = {role for role, _ in draft.fills}
    actors = {filler.name for role, filler in draft.fills if role is Role.ACTOR}
    missing = ((Role.RECIPIENT, known.attackers), (Role.LOCATION, known.places))
    added: list[tuple[Role, Filler]] = [
        (role, refer(scene, antecedent, node))
        for role, antecedents in missing
        if role not in have
        for antecedent in antecedents
        if antecedent.name not in actors
    ]
    return replace(draft, fills=(*draft.fills, *added), sides=(*draft.sides, *(None for _ in added)))


def _attack_under(scene: Scene, draft: Draft) -> int | None:
    """Return the node of "the attack" that is repelled, if nothing is said of it there."""
    if draft.frame.type != "Repulsion":
        return None
    for node in verb_slots(scene.tree, draft.trigger).get("object", ()):
        known = {scene.tree[c].lower for c in scene.tree.children(node, "det")} & DEFINITE
        told = scene.tree.children(node, "nmod", "amod", "acl", "compound", "nmod:poss")
        if known and not told and any(f.type in ATTACKS for f in tables().nouns.get(scene.tree[node].lower, ())):
            return node
    return None
