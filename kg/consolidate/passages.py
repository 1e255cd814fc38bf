"""Tells which passages of documents that hang together are one, word for word or lightly edited.

Each passage is held against the first ones of its kind alone, longest documents first, so that the work grows with the number
of passages: half the words of the shorter must stand in runs that both have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.consolidate.groups import Groups
from kg.consolidate.shingles import Passage, Sketch, threshold

__all__ = ["Classes", "PassageId", "class_passages"]

# The least key of the documents that hang together, and a number from 0 among their shared passages.
PassageId = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Classes:
    """The passages that two or more documents share, by document key, with an id for each kind; its longest form's words."""

    passages: dict[str, tuple[tuple[Passage, PassageId], ...]]
    words: dict[PassageId, int]

    def weight(self, ids: Iterable[PassageId]) -> int:
        """Return how many words the passages of these ids have."""
        return sum(self.words[one] for one in ids)


def class_passages(sketches: Sequence[Sketch]) -> Classes:
    """Return which passages of *sketches*, one or more, are one; their order changes nothing."""
    ordered = sorted(sketches, key=lambda one: (-one.words, one.key))
    groups = Groups()
    leaders: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    names = [(one, passage, f"{at} {passage.first}") for at, one in enumerate(ordered) for passage in one.passages]
    for one, passage, name in names:
        groups.add(name)
        alike = list(_alike(one, passage, leaders))
        for leader in alike:
            groups.join(name, leader)
        if not alike:
            for at in _inside(one, passage):
                leaders[one.shingles[at]].append((name, passage.last - passage.first))
    return _shared(names, groups, min(one.key for one in ordered))


def _alike(one: Sketch, passage: Passage, leaders: dict[int, list[tuple[str, int]]]) -> Iterator[str]:
    """Yield the leaders that *passage* is one with."""
    length, width = passage.last - passage.first, threshold("shingle")["words"]
    covered: defaultdict[tuple[str, int], int] = defaultdict(int)
    run, shingles = (1 << width) - 1, one.shingles
    for at in _inside(one, passage):
        bits = run << (at - passage.first) if at >= passage.first else run >> (passage.first - at)
        for leader in leaders.get(shingles[at], ()):
            covered[leader] |= bits
    every = (1 << length) - 1
    for (name, words), bits in covered.items():
        if (bits & every).bit_count() >= threshold("passage")["share"] * min(length, words):
            yield name


def _inside(one: Sketch, passage: Passage) -> Iterator[int]:
    """Yield the places of the shingles that stand in *passage* for the most part, and are not standing."""
    most = threshold("shingle")["words"] // 2
    shingles = one.shingles
    start, end = max(passage.first - most, 0), min(passage.last - most, len(shingles))
    return (at for at in range(start, end) if shingles[at])


def _shared(names: Sequence[tuple[Sketch, Passage, str]], groups: Groups, least: str) -> Classes:
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for one, _, name in names:
        documents[groups.root(name)].add(one.key)
    ids: dict[str, PassageId] = {}
    passages: defaultdict[str, list[tuple[Passage, PassageId]]] = defaultdict(list)
    words: defaultdict[PassageId, int] = defaultdict(int)
    for one, passage, name in names:
        if len(documents[root := groups.root(name)]) > 1:
            kind = ids.setdefault(root, (least, len(ids)))
            passages[one.key].append((passage, kind))
            words[kind] = max(words[kind], passage.last - passage.first)
    return Classes({key: tuple(found) for key, found in passages.items()}, dict(words))
