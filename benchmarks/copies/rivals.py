"""Pairs and groups by datasketch: MinHash LSH for resemblance, its LSH Ensemble for containment, on the shingles of ours.

Standing passages are left out for it too. A group is what hangs together by pairs, since it makes none itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from kg.consolidate.at_once import without_standing
from kg.consolidate.groups import Groups
from kg.consolidate.shingles import Sketch, sketch
from kg.model import Document

__all__ = ["Found", "by_containment", "by_resemblance", "grouped", "pairs_of"]

Found = set[frozenset[str]]
PERMUTATIONS = 128


def by_resemblance(documents: Sequence[Document], threshold: float) -> set[tuple[str, str]]:
    """Return the pairs whose estimated Jaccard index is at least *threshold*."""
    from datasketch import MinHashLSH

    prints, index = _minhashes(documents), MinHashLSH(threshold, PERMUTATIONS)
    pairs = set[tuple[str, str]]()
    for key, (minhash, _) in prints.items():
        found = (other for other in index.query(minhash) if minhash.jaccard(prints[other][0]) >= threshold)
        pairs.update((other, key) if other < key else (key, other) for other in found)
        index.insert(key, minhash)
    return pairs


def by_containment(documents: Sequence[Document], threshold: float) -> set[tuple[str, str]]:
    """Return the pairs of which one holds so much of the shorter, found by LSH Ensemble and then counted exactly."""
    from datasketch import MinHashLSHEnsemble

    prints = _minhashes(documents)
    held = {one.key: set(_shingles(one)) for one in _sketches(documents)}
    index = MinHashLSHEnsemble(threshold, PERMUTATIONS, num_part=16)
    index.index((key, minhash, size) for key, (minhash, size) in prints.items())
    found = ((key, other) for key, (minhash, size) in prints.items() for other in index.query(minhash, size))
    pairs = {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}
    return {(a, b) for a, b in pairs if len(held[a] & held[b]) >= threshold * min(len(held[a]), len(held[b]))}


def _sketches(documents: Sequence[Document]) -> list[Sketch]:
    return without_standing([sketch(document) for document in documents])


def _minhashes(documents: Sequence[Document]) -> dict[str, tuple[Any, int]]:
    from datasketch import MinHash

    minhashes = {}
    for one, shingles in ((one, _shingles(one)) for one in _sketches(documents)):
        if shingles:
            minhash = MinHash(PERMUTATIONS, hashfunc=lambda shingle: shingle & 0xFFFF_FFFF)
            minhash.update_batch(shingles)
            minhashes[one.key] = minhash, len(shingles)
    return minhashes


def _shingles(one: Sketch) -> list[int]:
    return sorted(set(one.shingles) - {0})


def grouped(pairs: set[tuple[str, str]]) -> Found:
    """Return what hangs together by *pairs*."""
    groups = Groups()
    for pair in sorted(pairs):
        groups.join(*pair)
    return {frozenset(keys) for keys in groups.members()}


def pairs_of(groups: Found) -> Iterator[tuple[str, str]]:
    """Yield the pairs of the members of each group."""
    for group in groups:
        yield from combinations(sorted(group), 2)
