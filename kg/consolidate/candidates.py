"""Finds which documents are copies: candidates share enough kept shingles, and are then compared on all.

1. The documents that have a shingle, longest first, are its posting list. Each is paired with the first few of it, the hubs,
   and with the few before it: a list costs its length, and not the square. Equal lists of several shingles count at once.
2. A pair is a candidate where the documents share enough of the kept shingles of the shorter.
3. The sketch of the shorter is sent to the shard of the longer, and compared there (`containment`): by mere candidates, chance
   phrases of short items would chain a large collection together.
Fixed order: by words, longest first, then by key. Thresholds, with reasons: `lexicon/copies.toml`, `candidates`.

Steps: `emit_postings` in each shard, `pair_documents` in each partition, `emit_candidates` and `compare_candidates` in each
shard, always of sketches without standing passages. A partition holds its postings; a shard its sketches, and one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.consolidate.containment import is_copy, own_shingles
from kg.consolidate.partitions import by_partition, pack, place_of, shard_of, unpack
from kg.consolidate.shingles import Sketch, threshold

__all__ = [
    "Candidate",
    "Edges",
    "Hits",
    "Postings",
    "compare_candidates",
    "emit_candidates",
    "emit_postings",
    "pair_documents",
]


@dataclass(frozen=True, slots=True)
class Postings:
    """The shingles of a document that go to one partition."""

    place: int
    key: str
    words: int
    shingles: bytes


@dataclass(frozen=True, slots=True)
class Hits:
    """How many shingles of one partition document *number* of a shard shares with each of some longer ones, by their places."""

    number: int
    others: bytes
    hits: bytes


@dataclass(frozen=True, slots=True)
class Candidate:
    """The sketch of the document at *place*, to be compared with longer ones of a shard, by their numbers."""

    place: int
    sketch: Sketch
    others: bytes


@dataclass(frozen=True, slots=True)
class Edges:
    """The places of longer documents that publish a text with that at *place*."""

    place: int
    others: bytes


def emit_postings(shard: int, sketches: Iterable[Sketch], partitions: int) -> Iterator[tuple[int, Postings]]:
    """Yield, by partition, the kept shingles of a shard."""
    for number, sketch in enumerate(sketches):
        for partition, shingles in by_partition(set(sketch.kept()), partitions).items():
            yield partition, Postings(place_of(shard, number), sketch.key, sketch.words, pack(shingles))


def pair_documents(rows: Iterable[Postings]) -> Iterator[tuple[int, Hits]]:
    """Yield, by shard of the shorter document, the pairs of documents that share shingles of a partition."""
    ordered = sorted(rows, key=lambda row: (-row.words, row.key))
    hits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for listed, times in _posting_lists(ordered).items():
        for one, other in _pairs(listed):
            hits[one][other] += times
    for one, found in hits.items():
        shard, number = shard_of(ordered[one].place)
        yield shard, Hits(number, pack(ordered[other].place for other in found), pack(found.values()))


def _posting_lists(ordered: Sequence[Postings]) -> Counter[tuple[int, ...]]:
    """Return the posting lists of two or more documents, by their numbers, and of how many shingles each is the list."""
    documents = Counter(chain.from_iterable(unpack(row.shingles) for row in ordered))
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(ordered):
        for shingle in unpack(row.shingles):
            if documents[shingle] > 1:
                lists[shingle].append(number)
    return Counter(map(tuple, lists.values()))


def _pairs(listed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each of *listed* with the hubs and the neighbours before it, shorter first."""
    rule = threshold("candidates")
    for at, one in enumerate(listed):
        near = max(at - rule["neighbours"], 0)
        for other in chain(listed[: min(rule["hubs"], near)], listed[near:at]):
            yield one, other


def emit_candidates(shard: int, sketches: Sequence[Sketch], rows: Iterable[Hits]) -> Iterator[tuple[int, Candidate]]:
    """Yield, by shard of the longer documents, the sketches that are to be compared with some there."""
    hits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for row in rows:
        for other, found in zip(unpack(row.others), unpack(row.hits), strict=True):
            hits[row.number][other] += found
    for number, shared in hits.items():
        least = threshold("candidates")["share"] * len(set(sketches[number].kept()))
        longer: defaultdict[int, list[int]] = defaultdict(list)
        for other in (other for other, found in shared.items() if found >= least):
            of, place = shard_of(other)
            longer[of].append(place)
        for of, numbers in longer.items():
            yield of, Candidate(place_of(shard, number), sketches[number], pack(numbers))


def compare_candidates(shard: int, sketches: Sequence[Sketch], rows: Iterable[Candidate]) -> Iterator[Edges]:
    """Yield which documents of a shard publish a text with a shorter one that was sent to it."""
    for row in rows:
        own = own_shingles(row.sketch)
        copies = [number for number in unpack(row.others) if is_copy(row.sketch, own, sketches[number])]
        if copies:
            yield Edges(row.place, pack(place_of(shard, number) for number in copies))
