"""Finds the groups of documents that publish one text, and which passage of the one is which of the other.

1. Documents are sketched (`shingles`), and passages that stand in document after document are left out (`standing`).
2. Documents that share kept shingles are candidates (`candidates`), which are compared on all shingles (`containment`).
3. What hangs together by copies is a component (`components`), and handled as a whole.
4. In a component, sentences are one where half the words of the shorter stand in common runs (`passages`).
5. A text is a set of such sentences: a document that merges two wires, or is a digest of several, publishes all of these texts,
   and makes them no one text.
Each document is compared with few others, so the work grows with the number of documents and not with that of their pairs. A
text rewritten in other words is not found. Thresholds, with reasons: `lexicon/copies.toml`. The order of the documents changes
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.consolidate.at_once import members_of, without_standing
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


def copies_of(component: Sequence[Sketch]) -> Copies:
    """Return the texts of one component, standing passages dropped; the order of its sketches changes nothing."""
    classes = class_passages(component)
    return Copies(tuple(sorted(_texts(classes))), classes.passages)


@dataclass(slots=True)
class _Text:
    """A text in the making: its passages, and the documents that have it."""

    passages: set[PassageId]
    documents: set[str]


def _texts(classes: Classes) -> Iterator[CopiedText]:
    """Yield the texts of documents that hang together: from the shortest on, each part joins those that it shares enough with.

    What joins one text brings its passages into it; what joins two has merged them, and leaves them as they are.
    """
    texts = list[_Text]()
    held = {key: {one for _, one in found} for key, found in classes.passages.items()}
    parts = [(key, part) for key in held for part in _parts(classes, key, held)]
    for key, part in sorted(parts, key=lambda one: (classes.weight(one[1]), one[0], min(one[1]))):
        fits = [text for text in texts if _fits(classes, part, text.passages)]
        for text in fits:
            text.documents.add(key)
        if len(fits) == 1:
            fits[0].passages |= part
        elif not fits:
            texts.append(_Text(set(part), {key}))
    for text in texts:
        if len(text.documents) > 1:
            yield CopiedText(tuple(sorted(text.documents)), frozenset(text.passages), classes.weight(text.passages))


def _parts(classes: Classes, key: str, held: Mapping[str, set[PassageId]]) -> list[set[PassageId]]:
    """Return what document *key* shares, in parts of which no other document has two: what it merged, or digests.

    A part that is too short for a text goes with the longest.
    """
    own, parts = held[key], [{one} for one in sorted(held[key])]
    for other, theirs in held.items():
        if len(parts) == 1:
            break
        if other != key and len(common := own & theirs) > 1:
            apart = [part for part in parts if not part & common]
            parts = [*apart, own.difference(*apart)]
    long = [part for part in parts if classes.weight(part) >= threshold("digest")["words"]]
    if len(long) < 2:
        return [own]
    longest = max(long, key=lambda part: (classes.weight(part), min(part)))
    longest |= own.difference(*long)
    return long


def _fits(classes: Classes, one: set[PassageId], other: set[PassageId]) -> bool:
    least = min(classes.weight(one), classes.weight(other))
    return bool(classes.weight(one & other) >= threshold("containment")["share"] * least)
