"""Which entities became one, came apart, or are what they were not taken for: read off the words that refer to them.

Where the same words of the same document refer to another entity, somebody decided so: a row of the registry, or the linker.
That is told once, and not of each claim. In an edited document, the same words count where they stand for one thing before and
one after, and only one of the two is still known, or was known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.diff.claims import ClaimRecord
from kg.diff.delta import Delta
from kg.diff.facts import Facts
from kg.diff.matching import Pair
from kg.diff.names import Names
from kg.namespaces import CKG

__all__ = ["Regrouping", "classes", "find_links", "name_links", "regroupings"]

REFERS: Final = CKG + "refersTo"
FORM: Final = CKG + "surfaceForm"
MASTHEAD: Final = (CKG + "publisher", CKG + "author")
Links = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Entities that became others: *kind* is merged, split, identified or relinked; *pairs* are who became whom."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


def find_links(delta: Delta, names: Names, old: Facts, new: Facts) -> Links:
    """Return what each entity became by the words that refer to it; entities of edited documents by their names of now."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for before, after in [*_same_words(delta), *_edited(delta, names, old, new)]:
        found[before].add(after)
    return {before: frozenset(after) for before, after in found.items()}


def _same_words(delta: Delta) -> Iterator[tuple[str, str]]:
    for node in delta.touched["D"].keys() & delta.touched["A"].keys():
        for predicate in (REFERS, *MASTHEAD):
            for before in delta.values("D", node, predicate):
                yield from ((before, after) for after in delta.values("A", node, predicate))


def _edited(delta: Delta, names: Names, old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    """Yield what the words of edited documents stood for and stand for now."""
    olds, news = (_by_form(delta, sign) for sign in "DA")
    for (document, form), before in olds.items():
        after = news.get((names.documents.get(document, ""), form), set())
        if len(before) == len(after) == 1:
            was, now = names.moved(next(iter(before))), next(iter(after))
            if was != now and not (new.is_used(was) and old.is_used(names.before(now))):
                yield was, now


def name_links(pairs: Iterable[Pair], names: Names, old: Facts, new: Facts) -> Links:
    """Return the links of *names*, and those of entities that no words refer to, such as who signs a comment.

    One that is gone became the one in its place in the same claim, where both bear one name.
    """
    found = defaultdict(set, {one: set(others) for one, others in names.links.items()})
    for before, after in pairs:
        for one, other in _replaced(before, after, names):
            if old.names(names.before(one)) & new.names(other) and not new.is_used(one):
                found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _replaced(before: ClaimRecord, after: ClaimRecord, names: Names) -> Iterator[tuple[str, str]]:
    """Yield who stands in whose place, role by role."""
    olds = {(role, names.moved(one)) for role, one in before.parts}
    for role, one in sorted(olds - after.parts):
        yield from ((one, other) for place, other in sorted(after.parts - olds) if place == role)


def _by_form(delta: Delta, sign: str) -> dict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for node in delta.touched[sign]:
        for form in delta.values(sign, node, FORM):
            found[node.rsplit("/", 2)[0], form].update(delta.values(sign, node, REFERS))
    return found


def regroupings(links: Mapping[str, frozenset[str]], names: Names, old: Facts, new: Facts) -> Iterator[Regrouping]:
    """Yield what *links* amount to: every pair of them is in one regrouping."""
    gone = {one for one in links if not new.is_used(one)}
    known = {one for found in links.values() for one in found if old.is_used(names.before(one))}
    left = {(one, other) for one, found in links.items() for other in found}
    for make in (_merged, _split):
        for found in make(sorted(left), gone, known):
            left -= found.pairs
            yield found
    for pair in sorted(left):
        kind = "identified" if pair[0] in gone and pair[1] not in known else "relinked"
        yield Regrouping(kind, (pair[0],), (pair[1],), frozenset({pair}))


def classes(groups: Iterable[Regrouping]) -> dict[str, str]:
    """Return one name for all members of regroupings that overlap; who was linked otherwise in some words is no member."""
    found: dict[str, str] = {}
    for group in groups:
        if group.kind != "relinked":
            members = {*group.before, *group.after}
            joined = {found[one] for one in members if one in found}
            members |= {one for one, name in found.items() if name in joined} if joined else set()
            found |= dict.fromkeys(members, min(members))
    return found


def _merged(pairs: Iterable[tuple[str, str]], gone: set[str], known: set[str]) -> Iterator[Regrouping]:
    """Yield what is one now and was several before: what has gone and became this alone, and this itself if it was known."""
    targets = _grouped(pairs)
    sources = _grouped((other, one) for one, other in pairs)
    for after in sorted(sources):
        became = {one for one in sources[after] if one in gone and len(targets[one]) == 1}
        members = became | ({after} & known)
        if became and len(members) > 1:
            yield Regrouping("merged", tuple(sorted(members)), (after,), frozenset((one, after) for one in became))


def _split(pairs: Iterable[tuple[str, str]], gone: set[str], known: set[str]) -> Iterator[Regrouping]:
    """Yield what was one and is several now: what has gone and became several, or is still there with a new one beside it."""
    for before, became in sorted(_grouped(pairs).items()):
        members = became | ({before} - gone)
        if len(members) > 1 and (before in gone or became - known):
            yield Regrouping("split", (before,), tuple(sorted(members)), frozenset((before, one) for one in became))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found
