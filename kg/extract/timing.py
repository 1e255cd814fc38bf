"""Decides which time expression of a sentence dates which event: the nearest in the smallest clause around its trigger.

1. What hangs on the trigger or its carrier, but not inside another clause (a relative clause keeps its date, a participle
   gives it to the noun that it tells of: "the truce signed on Monday") nor on another event's noun ("after Friday's
   attack" dates the attack alone), unless the own event happened in that one ("killed in Friday's attack"). A clause with "as"
   or "while" is of the same time.
2. Then what hangs on the heads above, up to the edge of the clause. What is reported, what comes "after" or "before", and
   what is only planned under another verb, has an edge of its own.
3. A phrase before the first of coordinated clauses ("On Monday, A … and B …") frames them all, and one of two verbs with one
   subject and one tense ("attacked and seized it on Monday", "attacked on Monday and seized it") dates both.

At each step a date goes before words that give none, and a nearer expression before one deeper down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.extract.dates import TimeExpression
from kg.extract.scene import Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["TIME_WORDS", "is_time", "time_of"]

OTHER_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp", "csubj", "parataxis", "xcomp"})
EDGES = frozenset({"acl:relcl", "ccomp", "parataxis"})
PLANNED = EDGES | {"acl", "advcl", "xcomp"}
ATTRIBUTES = frozenset({"nmod:poss", "compound", "nmod:desc", "nummod", "amod"})
ELSEWHEN = frozenset({"after", "before", "since", "until", "once", "if", "unless", "till"})
DURING = frozenset({"in", "during", "by"})
VERBS = frozenset({"VERB", "AUX"})
TIME_WORDS = frozenset(
    {"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "night", "nights"}
)


def is_time(tree: Tree, noun: int) -> bool:
    """Tell whether a phrase says when: "closed on Tuesday" is not "closed on the town"."""
    return tree[noun].lower in TIME_WORDS | tables().not_names or tree[noun].pos == "NUM"


def time_of(
    scene: Scene,
    trigger: int,
    carriers: Collection[int],
    times: Sequence[TimeExpression],
    *,
    intended: bool,
    aside: bool,
) -> TimeExpression | None:
    """Return the expression of *times* that dates the event of *trigger*, or None.

    *intended*: it has not happened yet. *aside*: it is only mentioned in passing ("Red Front leader X"), so that what dates
    the sentence says nothing of it.
    """
    here = {node: time for time in times for node in [_node(scene.tree, time)] if node is not None}
    if not here:
        return None
    planned = intended and scene.tree[trigger].dep in PLANNED
    own = {trigger} if planned or aside else {trigger, *carriers}
    above = () if aside else (*sorted(own - {trigger}), *_clause(scene.tree, trigger, intended))
    for root in (trigger, *above):
        if found := _nearest(_below(scene.tree, root, here, own)):
            return found
    return None if aside else _nearest(_framing(scene.tree, trigger, here, intended))


def _node(tree: Tree, time: TimeExpression) -> int | None:
    """Return the topmost node of an expression; None where it is no part of the tree, or inside a name."""
    inside = [t for t in tree.nodes() if t.start < time.end and time.start < t.end and t.dep not in {"case", "punct"}]
    if not inside or any(t.start < time.start and time.end <= t.end and t.last > t.index for t in inside):
        return None
    indices = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in indices or t.head == t.index), inside[0].index)


def _below(
    tree: Tree, root: int, here: dict[int, TimeExpression], own: Collection[int]
) -> Iterator[tuple[int, TimeExpression]]:
    """Yield the expressions under *root* that stay in its clause, each with its depth."""
    todo = [(root, 0)]
    while todo:
        node, depth = todo.pop(0)
        if node in here:
            yield depth, here[node]
        todo += [(c, depth + 1) for c in tree.children(node) if _stays(tree, c, here, own)]


def _stays(tree: Tree, node: int, here: dict[int, TimeExpression], own: Collection[int]) -> bool:
    token = tree[node]
    if node in here and token.head not in own and not _is_circumstance(tree, token.head, own):
        return token.dep not in ATTRIBUTES and tree[token.head].lower not in tables().nouns
    if token.dep == "acl" and token.head in own and tree[token.head].pos not in VERBS:
        return True
    if token.dep == "advcl":
        return not _is_elsewhen(tree, node)
    return not (token.dep in OTHER_CLAUSES or (token.dep == "conj" and token.pos in VERBS))


def _is_circumstance(tree: Tree, noun: int, own: Collection[int]) -> bool:
    """Tell whether the own event happened in another, or is what that did: they are of one time.

    "Killed in Friday's attack", "the attack on Friday killed 20".
    """
    if tree[noun].head not in own or tree[noun].lower not in tables().nouns:
        return False
    dep = tree[noun].dep.split(":")[0]
    return dep == "nsubj" or (dep == "obl" and tree.preposition(noun) in DURING)


def _is_elsewhen(tree: Tree, node: int) -> bool:
    """Tell whether a clause is of another time than its head's: "after" and the like open it."""
    head, first = tree[node].head, min(tree.subtree(node))
    between = range(head + 1, node) if head < node else range(max(first - 1, 0), node)
    return any(tree[i].lower in ELSEWHEN for i in between)


def _clause(tree: Tree, trigger: int, intended: bool) -> Iterator[int]:
    """Yield the heads above the trigger up to the edge of its own clause."""
    node = trigger
    for head in tree.ancestors(trigger):
        if tree[node].dep == "conj" or _is_edge(tree, node, intended):
            return
        yield head
        node = head


def _is_edge(tree: Tree, node: int, intended: bool) -> bool:
    dep = tree[node].dep
    return dep in EDGES or (intended and dep in PLANNED) or (dep == "advcl" and _is_elsewhen(tree, node))


def _framing(
    tree: Tree, trigger: int, here: dict[int, TimeExpression], intended: bool
) -> Iterator[tuple[int, TimeExpression]]:
    """Yield what stands before the first, or after the last verb of the coordination that the trigger's clause belongs to."""
    for child in tree.children(trigger, "conj"):
        if tree[child].pos in VERBS and not tree.children(child, "nsubj"):
            yield from _below(tree, child, here, {child})
    node = trigger
    for head in tree.ancestors(trigger):
        if tree[node].dep == "conj" and tree[head].pos in VERBS:
            shared = not tree.children(node, "nsubj", "aux")
            for depth, time in _below(tree, head, here, {head}):
                if time.end <= tree[head].start or shared:
                    yield depth, time
        elif _is_edge(tree, node, intended):
            return
        node = head


def _nearest(found: Iterator[tuple[int, TimeExpression]]) -> TimeExpression | None:
    ordered = sorted(found, key=lambda pair: (pair[1].interval.edtf is None, pair[0], pair[1].start))
    return ordered[0][1] if ordered else None
