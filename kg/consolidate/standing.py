"""Finds the passages that stand in document after document: "about" paragraphs, disclaimers, credits.

1. A kept shingle is standing where many documents have it, and in most of them a quarter of the rest is much rarer.
2. A passage is standing where most of its kept shingles are; none of its shingles counts any more.
A text that very many reprint is not standing: in most reprints all of it is equally common (`lexicon/copies.toml`, `standing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from kg.consolidate.shingles import Sketch, threshold

__all__ = ["drop_standing"]


def drop_standing(sketches: Sequence[Sketch]) -> None:
    """Set the shingles of standing passages to 0, in place; the order of *sketches* changes nothing."""
    if standing := _standing(sketches):
        for sketch in sketches:
            _drop(sketch, standing)


def _standing(sketches: Sequence[Sketch]) -> frozenset[int]:
    rule = threshold("standing")
    documents = Counter(chain.from_iterable(set(sketch.kept()) for sketch in sketches))
    common = {shingle for shingle, number in documents.items() if number > rule["documents"]}
    votes = Counter[int]()
    for sketch in sketches:
        own = set(sketch.kept())
        if found := own & common:
            numbers = sorted(documents[shingle] for shingle in own)
            rest = numbers[int(len(numbers) * rule["rarest"])]
            votes.update(shingle for shingle in found if documents[shingle] >= rule["ratio"] * rest)
    return frozenset(shingle for shingle, number in votes.items() if number * 2 > documents[shingle])


def _drop(sketch: Sketch, standing: frozenset[int]) -> None:
    marks = {at: sketch.shingles[at] in standing for at in sketch.prints}
    if not any(marks.values()):
        return
    for passage in sketch.passages:
        found = [marks[at] for at in range(passage.first, passage.last) if at in marks]
        if found and sum(found) >= threshold("standing")["share"] * len(found):
            for at in range(passage.first, min(passage.last, len(sketch.shingles))):
                sketch.shingles[at] = 0
    # A standing shingle of a passage of its own is no way to find others either.
    sketch.prints = tuple(at for at in sketch.prints if not marks[at])
