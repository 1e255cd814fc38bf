"""Tells whether two documents publish one text: so much of the shorter stands in the longer, and in more than one paragraph.

1. Containment, and not resemblance, since reprints are cut short and added to. All shingles count but standing passages'.
2. A digest tells each of several texts in a paragraph or two: one that is put together from several paragraphs of a document
   publishes its text, however little that is of either.
Thresholds, with reasons: `lexicon/copies.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
        return _digests(one, other, common) or _digests(other, one, common)
    whole, alone = threshold("whole"), threshold("alone")
    if share >= whole["share"] and (len(common) >= whole["shingles"] or own == own_shingles(other)):
        return True
    shared, paragraphs = _paragraphs(one, common)
    if sum(shared) - max(shared, default=0) >= threshold("paragraph")["others"]:
        return True
    spread = len(shared) > 1 or paragraphs == 1
    return bool(spread and share >= alone["share"] and len(common) >= alone["shingles"])


def _digests(one: Sketch, other: Sketch, common: frozenset[int]) -> bool:
    """Whether a paragraph of *one* is put together from several of *other*, with which it has the shingles *common*."""
    rule, width = threshold("digest"), threshold("shingle")["words"]
    words = Counter[int]()
    for passage in one.passages:
        words[passage.paragraph] += passage.last - passage.first
    shared = _shared_words(one, common)
    long = {n for n, length in words.items() if length >= rule["words"] and shared[n] >= rule["share"] * length}
    if not long:
        return False
    source = {shingle: number for number, shingle in _placed(other) if shingle in common}
    taken = Counter(
        (number, source[shingle]) for number, shingle in _placed(one) if number in long and shingle in source
    )
    lines = Counter(number for (number, _), count in taken.items() if count + width > rule["line"])
    return any(count >= rule["paragraphs"] for count in lines.values())


def _placed(one: Sketch) -> Iterator[tuple[int, int]]:
    """Yield each shingle of *one* with the number of the paragraph that it begins in."""
    shingles = one.shingles
    for passage in one.passages:
        yield from ((passage.paragraph, shingle) for shingle in shingles[passage.first : passage.last])


def _shared_words(one: Sketch, common: frozenset[int]) -> Counter[int]:
    """Return how many words of each paragraph of *one* stand in shingles of *common*."""
    covered, shared = one.covered(common), Counter[int]()
    for passage in one.passages:
        shared[passage.paragraph] += sum(covered[passage.first : passage.last])
    return shared


def _paragraphs(one: Sketch, common: frozenset[int]) -> tuple[list[int], int]:
    """Return how many words of each shared paragraph of *one* are shared, and how many paragraphs there are.

    Those too short are none.
    """
    rule = threshold("paragraph")
    words, shared = Counter[int](), _shared_words(one, common)
    for passage in one.passages:
        if any(one.shingles[passage.first : passage.last]):
            words[passage.paragraph] += passage.last - passage.first
    long = [number for number, length in words.items() if length >= rule["words"]]
    return [shared[number] for number in long if shared[number] >= rule["share"] * words[number]], len(long)
