"""Puts each change of the world layer below the change that it follows from.

The first of these that there is: a changed claim that it rests or rested on; a changed claim that now contradicts, or no longer
contradicts, one of these; an entity among its parties, or in one of its claims, that became another; a document of its claims;
the policy (of statements alone).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.diff.changes import Change
from kg.diff.world import WorldChange

__all__ = ["Causes", "tied"]


@dataclass
class Causes:
    """The changes that may be causes, each by its number among them.

    *claims* leads from claims, in names of now, to the change of the claim; *regrouped* from claims to the change of an entity;
    *entities* from entities to the change of an entity; *documents* from claims to the change of a document; *policy* is the
    change of the policy.
    """

    claims: dict[str, int] = field(default_factory=dict)
    regrouped: dict[str, int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    policy: int | None = None


def tied(
    changes: Sequence[Change], derived: Iterable[WorldChange], causes: Causes
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return *changes* with their consequences below them, and what follows from none of them."""
    derived = tuple(derived)
    against = _against(derived)
    below: defaultdict[int, list[Change]] = defaultdict(list)
    untied = []
    for one in derived:
        number, note = next(_causes(one, causes, against, changes), (None, ""))
        change = replace(one.change, note=note or one.change.note)
        untied.append(change) if number is None else below[number].append(change)
    whole = [replace(change, consequences=tuple(below.get(n, ()))) for n, change in enumerate(changes)]
    return tuple(whole), tuple(untied)


def _against(derived: Iterable[WorldChange]) -> dict[str, set[str]]:
    """Return the claims whose contradiction with a claim is new or gone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in derived:
        if one.change.subject == "contradiction":
            for claim in one.claims:
                found[claim] |= one.claims - {claim}
    return found


def _causes(
    one: WorldChange, causes: Causes, against: Mapping[str, set[str]], changes: Sequence[Change]
) -> Iterator[tuple[int | None, str]]:
    def first(table: Mapping[str, int], keys: Iterable[str]) -> Iterator[int]:
        yield from sorted({table[key] for key in keys if key in table})

    for number in first(causes.claims, one.claims):
        yield number, _why(one.change, changes[number])
    for number in first(causes.claims, (other for claim in one.claims for other in against.get(claim, ()))):
        yield number, _contested(one.change)
    for number in first(causes.regrouped, one.claims):
        yield number, ""
    for number in first(causes.entities, one.parties):
        yield number, ""
    for number in first(causes.documents, one.claims):
        yield number, ""
    if causes.policy is not None and one.change.subject == "statement":
        yield causes.policy, "the policy takes it" if one.change.kind == "gained" else "the policy does not take it"


def _why(change: Change, cause: Change) -> str:
    """Say what of a claim gave or took a statement; nothing where it needs no words."""
    if change.subject != "statement":
        return ""
    if cause.kind in ("added", "retracted"):
        return f"a claim that it rests on is {'new' if cause.kind == 'added' else 'retracted'}"
    for aspect in cause.aspects:
        if aspect.name == "factuality":
            return f"its claim is {aspect.after[0] if aspect.after else 'not said to be'} now"
    return "its claim says otherwise now"


def _contested(change: Change) -> str:
    if change.subject != "statement":
        return ""
    return "its claim is contradicted now" if change.kind == "lost" else "its claim is contradicted no more"
