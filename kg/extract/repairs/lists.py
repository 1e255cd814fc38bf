"""Repairs of lists: "A, B and C" is one coordination, headed by its first member (repairs 1 and 19 of the package)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.names import Name
from kg.extract.repairs.words import COORDINATORS, NOMINAL_SUBJECT
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables
from kg.lexicon.kinds import PLACE_KINDS

__all__ = ["accompany", "coordinate", "name_lists"]

BETWEEN = frozenset({",", "and", "or", "the", ";", "&", "as", "well"})


def name_lists(tree: Tree, names: Mapping[int, Name]) -> Iterator[tuple[int, ...]]:
    """Yield the runs of names that only commas, articles and coordinators part."""
    run: list[int] = []
    coordinated = False
    for node in sorted(names):
        gap = _gap(tree, run[-1], node) if run else None
        if gap is not None and gap <= BETWEEN and gap & (COORDINATORS | {","}) and _alike(names[run[-1]], names[node]):
            run.append(node)
            coordinated = coordinated or bool(gap & COORDINATORS)
            continue
        if len(run) > 1 and (coordinated or _goes_on(tree, run)):
            yield tuple(run)
        run, coordinated = [node], False
    if len(run) > 1 and (coordinated or _goes_on(tree, run)):
        yield tuple(run)


def _gap(tree: Tree, left: int, right: int) -> frozenset[str]:
    return frozenset(t.lower for t in tree.tokens[tree[left].last + 1 : right] if t.index not in tree.folded)


def _alike(one: Name, other: Name) -> bool:
    """Tell whether two names can stand in one list: both places, or both actors; a country's name is either."""
    return bool(_families(one) & _families(other))


def _families(name: Name) -> frozenset[bool]:
    return frozenset(kind in PLACE_KINDS for kind in ({e.kind for e in name.entries} or {name.kind}))


def _goes_on(tree: Tree, run: Sequence[int]) -> bool:
    """Tell whether a list parted by commas alone goes on to "and others"."""
    after = [t.lower for t in tree.tokens[tree[run[-1]].last + 1 : tree[run[-1]].last + 3]]
    return any(w in COORDINATORS for w in after) and any(tree.children(n, "conj") for n in run)


def coordinate(tree: Tree, tokens: list[Token], run: Sequence[int]) -> None:
    """Make a run of names one coordination, headed by its first, which takes the place of the run in the sentence."""
    first = run[0]
    outer = next((n for n in run if tokens[n].dep in NOMINAL_SUBJECT and tokens[n].head not in run), None)
    if outer not in {None, first}:
        owner = _owner(tree, tokens, first, run)
        target = owner if owner is not None else first
        tokens[target] = replace(tokens[target], head=tokens[outer].head, dep=tokens[outer].dep)
    elif tokens[first].head in {*run, first} or tokens[first].dep in {"compound", "amod", "flat"}:
        bearer = next((n for n in run[1:] if tokens[n].head not in run), None)
        if bearer is not None:
            tokens[first] = replace(tokens[first], head=tokens[bearer].head, dep=tokens[bearer].dep)
    for node in run[1:]:
        tokens[node] = replace(tokens[node], head=first, dep="conj")


def _owner(tree: Tree, tokens: Sequence[Token], first: int, run: Sequence[int]) -> int | None:
    """Return the noun before the list that the list belongs to, if the list is not itself the subject."""
    node = first
    for head in tree.ancestors(first):
        if head in run or head > first or tokens[node].dep.split(":")[0] not in {"nmod", "obl", "acl", "amod"}:
            return None
        if tokens[head].pos == "NOUN" and tokens[head].lower in tables().group_words:
            return head
        node = head
    return None


def accompany(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make B of "A together with B", "A, along with B," one more member of a list (Quirk et al. 1985 §13.103)."""
    start = next((c for c in tree.children(token.index, "case") if tree[c].lower == "with"), None)
    if token.index not in names or start is None or start < 2 or tree[start - 1].lower not in {"together", "along"}:
        return
    last = start - 3 if tree[start - 2].text == "," else start - 2
    before = next((n for n in names if tree[n].last == last), None)
    if before is not None and _alike(names[before], names[token.index]):
        tokens[token.index] = replace(tokens[token.index], head=before, dep="conj")
