"""Finds the groups of documents that publish one text, and which passage of the one is which of the other.

1. Documents are sketched (`shingles`), and passages that stand in document after document are left out (`standing`).
2. What shares kept shingles hangs together in a component (`candidates`), which is handled as a whole, longest documents first.
3. Candidates are verified on all shingles: so much of the shorter stands in the longer (containment, and not resemblance,
   since reprints are cut short and added to), and in more than one paragraph of several.
4. Among documents that so hang together, sentences are one where half the words of the shorter stand in common runs.
5. A text is a set of such sentences: a document that merges two wires publishes both texts, and makes them no one text.
A document that stands whole in a longer one is not indexed itself, and few candidates are compared, so the work grows with the
number of documents and not with that of their pairs. A text rewritten in other words is not found. Thresholds, with reasons:
`lexicon/copies.toml`. The order of the documents changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.consolidate.at_once import members_of, without_standing
from kg.consolidate.groups import Groups
from kg.consolidate.partitions import unpack
from kg.consolidate.passages import Classes, PassageId, class_passages
from kg.consolidate.shingles import Passage, Sketch, sketch, threshold
from kg.model import Document

__all__ = ["CopiedText", "Copies", "SharedPassages", "copies_of", "find_copies", "passage_at"]

# The shared passages of one document in the order of the text, each with its id, which is the same in all documents.
SharedPassages = tuple[tuple[Passage, PassageId], ...]


@dataclass(frozen=True, slots=True, order=True)
class CopiedText:
    """One text: the keys of the documents that publish it, sorted, its passages by id, and how many words they have."""

    documents: tuple[str, ...]
    passages: frozenset[PassageId] = field(compare=False)
    words: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Copies:
    """The texts that several documents publish, in order, and the shared passages of each document by its key.

    A document may publish two of the texts.
    """

    texts: tuple[CopiedText, ...] = ()
    passages: dict[str, SharedPassages] = field(default_factory=dict)


def passage_at(passages: SharedPassages, start: int, end: int) -> PassageId | None:
    """Return the id of the passage that most of *start* to *end* of its document stands in; None where none."""
    over = ((min(end, p.end) - max(start, p.start), -p.start, found) for p, found in passages)
    most = max(over, default=(0, 0, None))
    return most[2] if most[0] * 2 > end - start else None


def find_copies(documents: Iterable[Document]) -> Copies:
    """Return the texts that two or more of *documents* publish; documents with one key count once."""
    sketches = {document.key: sketch(document) for document in documents}
    kept = without_standing(list(sketches.values()))
    components: defaultdict[int, list[Sketch]] = defaultdict(list)
    for row in members_of(kept):
        for number, component in zip(unpack(row.numbers), unpack(row.components), strict=True):
            components[component].append(kept[number])
    found = [copies_of(component) for component in components.values()]
    texts = sorted(text for copies in found for text in copies.texts)
    return Copies(tuple(texts), {key: shared for copies in found for key, shared in copies.passages.items()})


def copies_of(component: Iterable[Sketch]) -> Copies:
    """Return the texts of one component, standing passages dropped; the order of its sketches changes nothing."""
    sketches = {one.key: one for one in component}
    groups = Groups()
    for one, other in _copied_pairs(sorted(sketches.values(), key=lambda one: (-one.words, one.key))):
        groups.join(one.key, other.key)
    texts, passages = list[CopiedText](), dict[str, SharedPassages]()
    for keys in groups.members():
        classes = class_passages([sketches[key] for key in keys])
        passages |= classes.passages
        texts += _texts(classes)
    return Copies(tuple(sorted(texts)), passages)


def _copied_pairs(ordered: Sequence[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Yield pairs of copies, shorter first: enough of them that all copies hang together."""
    index: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(ordered):
        kept = set(one.kept())
        own = set(one.shingles) - {0}
        whole = False
        for other in _candidates(kept, index):
            if share := _copied_share(one, own, ordered[other]):
                yield one, ordered[other]
                whole = whole or share >= threshold("whole")["share"]
        if not whole:
            for shingle in kept:
                index[shingle].append(number)


def _candidates(kept: set[int], index: dict[int, list[int]]) -> list[int]:
    """Return the indexed documents that share enough of *kept*, the likeliest first."""
    rule = threshold("candidates")
    hits = Counter(number for shingle in kept for number in index.get(shingle, ()))
    likely = [(-number, one) for one, number in hits.items() if number >= rule["share"] * len(kept)]
    return [one for _, one in sorted(likely)[: rule["most"]]]


def _copied_share(one: Sketch, own: set[int], other: Sketch) -> float:
    """Return how much of the shorter *one*, whose shingles are *own*, stands in *other*; 0.0 where that makes it no copy."""
    common = own.intersection(other.shingles)
    share = len(common) / len(own)
    if share < threshold("containment")["share"]:
        return 0.0
    whole, alone = threshold("whole"), threshold("alone")
    if share >= whole["share"] and len(common) >= whole["shingles"]:
        return share
    shared, paragraphs = _paragraphs(one, common)
    if sum(shared) - max(shared, default=0) >= threshold("paragraph")["others"]:
        return share
    spread = len(shared) > 1 or paragraphs == 1
    return share if spread and share >= alone["share"] and len(common) >= alone["shingles"] else 0.0


def _paragraphs(one: Sketch, common: set[int]) -> tuple[list[int], int]:
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


@dataclass(slots=True)
class _Text:
    """A text in the making: its passages, and the documents that have it."""

    passages: set[PassageId]
    documents: list[str]


def _texts(classes: Classes) -> Iterator[CopiedText]:
    """Yield the texts of documents that hang together: from the shortest on, each joins those that it shares enough with.

    What joins one text brings its passages into it; what joins two has merged them, and leaves them as they are.
    """
    texts = list[_Text]()
    held = {key: {one for _, one in found} for key, found in classes.passages.items()}
    for key in sorted(held, key=lambda key: (classes.weight(held[key]), key)):
        fits = [text for text in texts if _fits(classes, held[key], text.passages)]
        for text in fits:
            text.documents.append(key)
        if len(fits) == 1:
            fits[0].passages |= held[key]
        elif not fits:
            texts.append(_Text(set(held[key]), [key]))
    for text in texts:
        if len(text.documents) > 1:
            yield CopiedText(tuple(sorted(text.documents)), frozenset(text.passages), classes.weight(text.passages))


def _fits(classes: Classes, one: set[PassageId], other: set[PassageId]) -> bool:
    least = min(classes.weight(one), classes.weight(other))
    return bool(classes.weight(one & other) >= threshold("containment")["share"] * least)
