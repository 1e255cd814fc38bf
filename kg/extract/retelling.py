"""Tells each event of a sentence once: drafts of the same become one, a list of demands several; a harm takes its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.event_types import ATTACKS, DEALS
from kg.extract.scene import Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.model import Role

__all__ = ["tell_once"]

WANTING = frozenset({"Demand", "Threat"})
HARMS = frozenset({"Abduction", "Destruction", "Displacement", "Killing"})
ASSAULTS = ATTACKS | {"TerritorialCapture"}


def tell_once(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts of a sentence so that each event is told once, by the draft that tells most of it.

    A list of demands is one draft for each thing demanded; what a demand consists of is no event of its own; a deal or harm
    without a doer takes it from the draft that tells the same, or its cause.
    """
    every = [d for draft in drafts for d in (draft, *_listed(scene, draft))]
    listed = {d.trigger for d in every if d.frame.type == "Demand"}
    told = [d for d in every if d.trigger not in listed or d.frame.type == "Demand"]
    told = [d for d in told if not _is_wanted(scene, d, told)]
    told = [_joined(scene, d, told) for d in told if not any(_tells_more(scene, o, d) for o in told)]
    yield from (_with_cause(scene, d, told) for d in told)


def _is_wanted(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether an event is what a demand or threat of the sentence consists of: the demand says it already."""
    tree, node = scene.tree, draft.trigger
    if draft.frame.type in WANTING or tree[node].pos != "VERB":
        return False
    while tree[node].dep == "conj" and tree[node].head != node:
        node = tree[node].head
    acts = {d.trigger for d in drafts if d.frame.type in WANTING}
    return tree[node].dep in {"xcomp", "ccomp", "advcl"} and tree[node].head in acts and tree[node].head < node


def _joined(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Give a deal without a doer that of the verb or noun that tells the same of it in fewer words ("flew in for talks")."""
    others = [d for d in drafts if draft.frame.type in DEALS and _tells_more(scene, draft, d)]
    doers = [(r, f) for d in others[:1] for r, f in d.fills if r is Role.ACTOR]
    named = {f.name for _, f in draft.fills}
    if any(r is Role.ACTOR for r, _ in draft.fills) or not doers or any(f.name in named for _, f in doers):
        return draft
    return replace(
        draft,
        fills=(*doers, *draft.fills),
        sides=(*(None for _ in doers), *draft.sides),
        carriers=draft.carriers | {others[0].trigger},
        nodes=draft.nodes | others[0].nodes,
    )


def _tells_more(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Tell whether *draft* and *other* tell one event, as verb and noun ("signed an agreement"), and *other* less of it."""
    if other.frame.type != draft.frame.type or other.trigger == draft.trigger:
        return False
    tree = scene.tree
    verb, noun = sorted((draft.trigger, other.trigger), key=lambda n: tree[n].pos != "VERB")
    if tree[verb].pos != "VERB" or tree[noun].pos == "VERB":
        return False
    one = (tree[noun].head == verb and tree[noun].dep.split(":")[0] in {"obj", "nsubj", "obl"}) or (
        tree[verb].head == noun and tree[verb].dep in {"acl", "acl:relcl"}
    )
    more, less = ((bool(d.frame.factuality), len(d.fills), d.trigger == noun) for d in (draft, other))
    return one and less < more


def _listed(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """Yield a draft for each further thing that is demanded ("demanded the release of A, the lifting of B and an end to C")."""
    if draft.frame.type != "Demand":
        return
    tree = scene.tree
    demanded = [c for c in tree.children(draft.trigger, "obj", "xcomp", "ccomp") if c > draft.trigger]
    people = {f.node for _, f in draft.fills}
    listed = [n for d in demanded if d not in people for n in _items(tree, d)[1:]]
    things = dict.fromkeys(n for n in (*listed, *_stray_items(tree, draft.trigger)) if n not in people)
    for thing in things:
        fills = tuple((role, f) for role, f in draft.fills if role is not Role.LOCATION)
        yield replace(draft, trigger=thing, carriers=frozenset(), fills=fills, sides=(None,) * len(fills),
                      nodes=frozenset(tree.subtree(thing)), territory=frozenset())  # fmt: skip


def _items(tree: Tree, first: int) -> tuple[int, ...]:
    """Return the items of a list, which the parser may take for appositions ("the release of A, the lifting of B, and …")."""
    found, todo = [], [first]
    while todo:
        node = todo.pop(0)
        found.append(node)
        todo += [c for c in tree.children(node, "conj", "appos") if c > node and tree[c].pos != "PROPN"]
    return tuple(sorted(found))


def _stray_items(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the items that the parser hangs on the verb, not on the first of its list: bare nouns after its object."""
    objects = tree.children(verb, "obj")
    stray = [
        c
        for c in tree.children(verb, "parataxis", "obl", "conj")
        if objects and c > objects[0] and tree[c].pos == "NOUN"
        if any(tree[m].lower in {",", "and"} and m < c for m in tree.children(c, "punct", "cc"))
        if not tree.preposition(c) and not tree.children(c, "nsubj", "cop")
    ]
    return tuple(n for c in stray for n in _items(tree, c))


def _with_cause(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Give a harm without a doer the doer of the attack that it was done in ("killed in an attack by X")."""
    if draft.frame.type not in HARMS or any(role is Role.ACTOR for role, _ in draft.fills):
        return draft
    tree = scene.tree
    around = {c for c in tree.children(draft.trigger, "obl", "advcl", "nsubj") if c != draft.trigger}
    around |= {c for n in around if tree[n].lower in tables().partitives for c in tree.children(n, "nmod")}
    if tree[draft.trigger].dep in {"advcl", "acl", "conj"}:
        around.add(tree[draft.trigger].head)
    causes = [d for d in drafts if d.trigger in around and d.frame.type in ASSAULTS]
    victims = {f.name for _, f in draft.fills}
    doers = [(r, f) for d in causes for r, f in d.fills if r is Role.ACTOR and f.name not in victims]
    if len(causes) != 1 or not doers:
        return draft
    return replace(draft, fills=(*doers, *draft.fills), sides=(*(None for _ in doers), *draft.sides))
