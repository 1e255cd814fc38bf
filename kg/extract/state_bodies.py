"""Reads "Malian soldiers", "the army", "the rebels" as the bodies that they are in a report about one country."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.anaphora import refer
from kg.extract.discourse import Party
from kg.extract.referents import DROPPED, HOME, REFERRED
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables
from kg.extract.theatre import names_of_state, state_adjective

__all__ = ["leading_body", "national_body"]


def national_body(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read "Malian soldiers", "Mali's army" as the Malian army, "Malian jets" as Malian forces; () without a state's name."""
    tree, low = scene.tree, scene.tree[node].lower
    body = "army" if low in tables().land_forces else "forces" if low in tables().platforms else ""
    body = body or ("government" if low == "government" else "")
    parts = [
        c for c in tree.children(node, "amod", "compound", "nmod:poss") if c < node and tree[c].lower not in DROPPED
    ]
    parts += tree.phrases(node, "of") if not parts else ()
    people = _people(scene, parts[0]) if len(parts) == 1 else ""
    if not body or not people:
        return ()
    start, end = min(tree[parts[0]].start, tree[node].start), max(tree[parts[0]].end, tree[node].end)
    kind = "Government" if body == "government" else "StateForce"
    return (Filler(f"{people} {body}", kind, scene.text[start:end], start, end, node),)


def _people(scene: Scene, node: int) -> str:
    """Return the adjective of a state that a word is ("Malian army") or names ("Mali's army", "the army of Mali"), else ""."""
    word = scene.tree[node].text
    if word in tables().states_of:
        return word
    name = scene.names.get(node)
    return state_adjective(name.text) if name and name.text in tables().countries else ""


def leading_body(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    """Read "the army", "government troops", "the rebels" as the body of that kind that the document is about, if it has one."""
    tree, low = scene.tree, scene.tree[node].lower
    kinds = REFERRED.get(tables().group_words[low], frozenset())
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    before = {tree[c].lower for c in tree.children(node, "amod", "compound", "nmod:poss") if c < node}
    official = bool(before) and before <= {"government", "army"} and kinds == REFERRED["StateForce"]
    # Headlines leave articles out.
    definite = "the" in determiners or ((low in tables().definite_plurals or scene.headline) and not determiners)
    home = scene.discourse.home
    before -= {word.lower() for word in (home, *names_of_state(home))}
    if (
        not kinds
        or low in tables().hired
        or not definite
        or (before and not official)
        or tree.children(node, "acl", "acl:relcl", "nmod")
    ):
        return ()
    called = "army" if kinds == REFERRED["StateForce"] and low not in tables().police else ""
    party = scene.discourse.leading(kinds, called)
    party = party or _of_home(scene, tables().group_words[low], low)
    return (refer(scene, party, node),) if party and party.name not in exclude else ()


def _of_home(scene: Scene, kind: str, low: str) -> Party | None:
    """Return the army, police or government of the country that the document is about, if it is about one."""
    home = scene.discourse.home
    if not home or kind not in HOME or low in tables().not_national:
        return None
    return Party(f"{home} {'police' if low in tables().police else HOME[kind]}", kind, 1)
