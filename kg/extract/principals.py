"""Finds whoever stands behind what a noun names: a strike's sender, whose spokesman it is, who holds a position."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.fillers import fillers, owners_of
from kg.extract.nominals import read_name
from kg.extract.referents import ARMED, PLACES, STATES
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables

__all__ = ["holders", "led_groups", "sent_by", "spoken_for"]


def sent_by(scene: Scene, node: int, *, politics: bool) -> tuple[Filler, ...]:
    """Return the state or body that an adjective, or a weapon's owner, stands for ("Malian shelling", "an ISIS missile").

    What is done with arms is done by "Malian forces"; what is agreed or backed, by the state.
    """
    tree, table = scene.tree, tables()
    weapon = tree[node].lower in table.instruments
    owners = (*tree.children(node, "amod", "compound", "nmod:poss"), *tree.phrases(node, "of")) if weapon else (node,)
    armed = owners_of(scene, node) if weapon else ()
    named = armed or tuple(
        f for n in owners if weapon and n in scene.names for f in (read_name(scene, n),) if f.kind not in PLACES
    )
    adjectives = [tree[n] for n in owners if tree[n].text in table.states_of and n not in scene.names]
    return named or tuple(
        Filler(table.states_of[t.text], "StateActor", t.text, t.start, t.end, t.index, anaphor=True)
        if politics
        else Filler(f"{t.text} forces", "StateForce", t.text, t.start, t.end, t.index, anaphor=True)
        for t in adjectives
    )


def spoken_for(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the body whose spokesman, or whose leaders, a node is: what they threaten or demand, it does; () for others."""
    tree = scene.tree
    if tree[node].lower not in tables().representatives or node in scene.names:
        return ()
    nodes = (*tree.children(node, "nmod:poss", "compound"), *tree.phrases(node, "of", "for", "from"))
    found = tuple(f for n in nodes for f in fillers(scene, n, alone=True))
    return tuple(g for f in found for g in (f.as_kind(ARMED | STATES),) if g)


def holders(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return who holds a facility that is hit ("ISIS positions", "an ISIS-held building"); () for other nodes."""
    if node in scene.names or tables().group_words.get(scene.tree[node].lower) != "Facility":
        return ()
    return tuple(replace(f, belonging=True) for f in owners_of(scene, node))


def led_groups(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the groups whose leader a node is by its title ("G leader X", "the leader of G, X"); () without a title."""
    tree = scene.tree
    titles = [n for n in (node, *tree.children(node, "nmod:desc", "appos", "compound", "flat")) if n not in scene.names]
    if tree[node].dep == "appos":
        titles.append(tree[node].head)
    ranks = [t for t in titles if tables().group_words.get(tree[t].lower) == "Person"]
    below = [n for t in ranks for n in (*tree.children(t, "compound", "nmod:poss"), *tree.phrases(t, "of"))]
    return tuple(f for n in below if n in scene.names for f in fillers(scene, n) if f.kind in ARMED)
