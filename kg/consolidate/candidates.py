"""Finds which documents are worth comparing: pairs that share enough kept shingles, and what hangs together by such pairs.

1. The documents that have a shingle, longest first, are its posting list. Each is paired with the first few of it, the hubs,
   and with the few before it: a list costs its length, and not the square. Equal lists of several shingles count at once.
2. A pair is an edge where the documents share enough of the kept shingles of the shorter.
3. A component is what hangs together by edges. Whatever two documents share, they are compared in one component or not at all.
Fixed order: by words, longest first, then by key. Thresholds, with reasons: `lexicon/copies.toml`, `candidates`.

Steps: `emit_postings` in each shard (of sketches without standing passages), `pair_documents` in each partition, `join_pairs`
in each partition of their shorter documents, `join_components` in one place, which goes through the edges one by one and holds
9 bytes for each document of the collection, 9 MB a million, beside one row.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from kg.consolidate.partitions import by_partition, pack, partition_of, place_of, shard_of, unpack
from kg.consolidate.shingles import Sketch, threshold

__all__ = [
    "Edges",
    "Hits",
    "Members",
    "Postings",
    "emit_postings",
    "join_components",
    "join_pairs",
    "pair_documents",
]


@dataclass(frozen=True, slots=True)
class Postings:
    """The shingles of a document that go to one partition; `kept` is how many it has in all partitions."""

    place: int
    key: str
    words: int
    kept: int
    shingles: bytes


@dataclass(frozen=True, slots=True)
class Hits:
    """How many shingles of one partition a document shares with each of some longer ones, told by their places."""

    place: int
    kept: int
    others: bytes
    hits: bytes


@dataclass(frozen=True, slots=True)
class Edges:
    """The places of longer documents that share enough with that at *place*."""

    place: int
    others: bytes


@dataclass(frozen=True, slots=True)
class Members:
    """The numbers of the documents of a shard that are in a component, rising, and the number of the component of each."""

    numbers: bytes
    components: bytes


def emit_postings(shard: int, sketches: Iterable[Sketch], partitions: int) -> Iterator[tuple[int, Postings]]:
    """Yield, by partition, the kept shingles of a shard's *sketches*, standing passages dropped."""
    for number, sketch in enumerate(sketches):
        kept, place = set(sketch.kept()), place_of(shard, number)
        for partition, shingles in by_partition(kept, partitions).items():
            yield partition, Postings(place, sketch.key, sketch.words, len(kept), pack(shingles))


def pair_documents(rows: Iterable[Postings], partitions: int) -> Iterator[tuple[int, Hits]]:
    """Yield, by partition of the shorter document, the pairs of documents that share shingles of a partition."""
    ordered = sorted(rows, key=lambda row: (-row.words, row.key))
    hits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for listed, times in _posting_lists(ordered).items():
        for one, other in _pairs(listed):
            hits[one][other] += times
    for one, found in hits.items():
        row = ordered[one]
        places = pack(ordered[other].place for other in found)
        yield partition_of(row.place, partitions), Hits(row.place, row.kept, places, pack(found.values()))


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


def join_pairs(rows: Iterable[Hits]) -> Iterator[Edges]:
    """Yield the edges of the shorter documents of a partition."""
    kept = dict[int, int]()
    hits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for row in rows:
        kept[row.place] = row.kept
        for other, number in zip(unpack(row.others), unpack(row.hits), strict=True):
            hits[row.place][other] += number
    for place, found in hits.items():
        least = threshold("candidates")["share"] * kept[place]
        if others := [other for other, number in found.items() if number >= least]:
            yield Edges(place, pack(others))


def join_components(rows: Iterable[Edges], sizes: Sequence[int]) -> Iterator[tuple[int, Members]]:
    """Yield, by shard, the documents that hang together; *sizes* is how many documents each shard has.

    Union-find over an array, the least place the root: 8 bytes a document where `Groups` takes 200.
    """
    before = [0, *accumulate(sizes)]
    above, joined = array("Q", range(before[-1])), bytearray(before[-1])
    for row in rows:
        for place in (row.place, *unpack(row.others)):
            joined[_number(place, before)] = 1
        for other in unpack(row.others):
            one, two = (_root(above, _number(place, before)) for place in (row.place, other))
            above[max(one, two)] = min(one, two)
    for shard, size in enumerate(sizes):
        numbers = [number for number in range(size) if joined[before[shard] + number]]
        if numbers:
            yield shard, Members(pack(numbers), pack(_root(above, before[shard] + number) for number in numbers))


def _number(place: int, before: Sequence[int]) -> int:
    shard, number = shard_of(place)
    return before[shard] + number


def _root(above: array[int], number: int) -> int:
    while (parent := above[number]) != number:
        above[number] = above[parent]
        number = parent
    return number
