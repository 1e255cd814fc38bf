"""Looks up in the discourse whom a word stands for that does not name him: "it", "the group", "those talks"."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.discourse import Antecedent, Party
from kg.extract.nominals import describe
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables

__all__ = ["antecedent_of", "find_antecedent", "refer", "refer_to_talks"]


def antecedent_of(scene: Scene, filler: Filler, prominence: int = 0) -> Antecedent:
    """Return a filler as what later words can refer back to."""
    common = filler.node not in scene.names or filler.kind == "Population"
    plural = common and (filler.text.endswith(("s", "men")) or filler.text.lower() in tables().masses)
    return Antecedent(filler.name, filler.kind, filler.start, prominence, plural, scene.paragraph, scene.sentence)


def refer(scene: Scene, antecedent: Antecedent | Party, node: int) -> Filler:
    """Return the antecedent as filler of *node*: in its own words where the sentence names it, else in those of the anaphor."""
    token = scene.tree[node]
    entries = tuple(e for e in scene.lexicon.by_name_key(antecedent.name) if e.label == antecedent.name)
    named = None
    if isinstance(antecedent, Antecedent) and (scene.paragraph, scene.sentence) == (
        antecedent.paragraph,
        antecedent.sentence,
    ):
        named = next((n for n in scene.names.values() if n.start == antecedent.start), None)
    span = (named.text, named.start, named.end) if named else (token.text, token.start, token.end)
    return Filler(antecedent.name, antecedent.kind, *span, node, entries, anaphor=named is None)


def find_antecedent(
    scene: Scene, node: int, kinds: frozenset[str], exclude: Collection[str], *, singular: bool = False
) -> tuple[Filler, ...]:
    """Return the best antecedent of one of *kinds* for a node, in the node's place; () if there is none."""
    place = (scene.since, scene.tree[node].start, scene.sentence)
    found = scene.discourse.find(*place, kinds=kinds, exclude=exclude, singular=singular)
    return (refer(scene, found, node),) if found else ()


def refer_to_talks(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read "those talks" as the talks last named; talks that are described stay a description."""
    tree = scene.tree
    definite = {tree[c].lower for c in tree.children(node, "det")} & {"the", "this", "that", "these", "those", "such"}
    if definite and not tree.children(node, "amod", "compound", "nmod", "acl"):
        return find_antecedent(scene, node, frozenset({"Talks"}), ()) or (describe(scene, node, "Talks"),)
    return (describe(scene, node, "Talks"),)
