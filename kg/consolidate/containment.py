"""Tells whether two documents publish one text: so much of the shorter stands in the longer, and in more than one paragraph.

Containment, and not resemblance, since reprints are cut short and added to. Counted on all shingles, standing passages apart.
Thresholds, with reasons: `lexicon/copies.toml`.
"""

from __future__ import annotations

from collections import Counter

from kg.consolidate.shingles import Sketch, threshold

__all__ = ["is_copy", "own_shingles"]


def own_shingles(one: Sketch) -> frozenset[int]:
    """Return the shingles of a sketch that do not stand in standing passages."""
    return frozenset(one.shingles) - {0}


def is_copy(one: Sketch, own: frozenset[int], other: Sketch) -> bool:
    """Tell whether so much of the shorter *one*, whose shingles are *own*, stands in *other* that both publish one text."""
    common = own.intersection(other.shingles)
    share = len(common) / len(own)
    if share < threshold("containment")["share"]:
        return False
    whole, alone = threshold("whole"), threshold("alone")
    if share >= whole["share"] and (len(common) >= whole["shingles"] or own == own_shingles(other)):
        return True
    shared, paragraphs = _paragraphs(one, common)
    if sum(shared) - max(shared, default=0) >= threshold("paragraph")["others"]:
        return True
    spread = len(shared) > 1 or paragraphs == 1
    return bool(spread and share >= alone["share"] and len(common) >= alone["shingles"])


def _paragraphs(one: Sketch, common: frozenset[int]) -> tuple[list[int], int]:
    """Return how many words of each shared paragraph of *one* are shared, and how many paragraphs there are.

    Those too short are none.
    """
    rule = threshold("paragraph")
    covered = one.covered(common)
    words, shared = Counter[int](), Counter[int]()
    for passage in one.passages:
        if any(one.shingles[passage.first : passage.last]):
            words[passage.paragraph] += passage.last - passage.first
            shared[passage.paragraph] += sum(covered[passage.first : passage.last])
    long = [number for number, length in words.items() if length >= rule["words"]]
    return [shared[number] for number in long if shared[number] >= rule["share"] * words[number]], len(long)
