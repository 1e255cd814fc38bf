"""Finds the passages that stand in document after document: "about" paragraphs, disclaimers, credits.

1. A kept shingle is standing where many documents have it, or some of several days, and in most of them a quarter of the
   rest is much rarer: an outlet's background goes on for weeks, and a bulletin's form for as long as it comes out; a text is
   printed within days.
2. A passage is standing where most of its kept shingles are; none of its shingles counts any more.
A text that very many reprint is not standing: in most reprints all of it is equally common (`lexicon/copies.toml`, `standing`).

Steps: `emit_shingles` in each shard, `count_shingles` in each partition, `emit_votes` in each shard, `count_votes` in each
partition, `drop_standing` in each shard. A step holds the rows of its shard or partition: 8 bytes a kept shingle, and about
150 while it counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kg.consolidate.partitions import by_partition, pack, unpack
from kg.consolidate.shingles import Sketch, threshold

__all__ = [
    "KeptShingles",
    "ShingleCounts",
    "StandingShingles",
    "Votes",
    "count_shingles",
    "count_votes",
    "drop_standing",
    "emit_shingles",
    "emit_votes",
]


@dataclass(frozen=True, slots=True)
class KeptShingles:
    """The kept shingles of document *number* of a shard that go to one partition, each once; `day` as a sketch has it."""

    shard: int
    number: int
    day: int
    shingles: bytes


@dataclass(frozen=True, slots=True)
class ShingleCounts:
    """The shingles of document *number* that others have too; how many documents have each, and how many days of issue."""

    number: int
    shingles: bytes
    documents: bytes
    days: bytes


@dataclass(frozen=True, slots=True)
class Votes:
    """The common shingles of a shard that go to one partition: how many documents each has in all, and how many votes here."""

    shard: int
    shingles: bytes
    documents: bytes
    votes: bytes


@dataclass(frozen=True, slots=True)
class StandingShingles:
    """Shingles of a shard that are standing."""

    shingles: bytes


def emit_shingles(shard: int, sketches: Iterable[Sketch], partitions: int) -> Iterator[tuple[int, KeptShingles]]:
    """Yield, by partition, the kept shingles of a shard."""
    for number, sketch in enumerate(sketches):
        for partition, shingles in by_partition(set(sketch.kept()), partitions).items():
            yield partition, KeptShingles(shard, number, sketch.day, pack(shingles))


def count_shingles(rows: Iterable[KeptShingles]) -> Iterator[tuple[int, ShingleCounts]]:
    """Yield, by shard, in how many documents, and of how many days, the shingles of a partition stand that two or more have."""
    held = list(rows)
    documents = Counter(chain.from_iterable(unpack(row.shingles) for row in held))
    days: defaultdict[int, set[int]] = defaultdict(set)
    for row in held:
        if shared := [shingle for shingle in unpack(row.shingles) if documents[shingle] > 1]:
            for shingle in shared if row.day else ():
                days[shingle].add(row.day)
    for row in held:
        if shared := [shingle for shingle in unpack(row.shingles) if documents[shingle] > 1]:
            counts = pack(documents[shingle] for shingle in shared), pack(len(days[shingle]) for shingle in shared)
            yield row.shard, ShingleCounts(row.number, pack(shared), *counts)


def emit_votes(
    shard: int, sketches: Sequence[Sketch], rows: Iterable[ShingleCounts], partitions: int
) -> Iterator[tuple[int, Votes]]:
    """Yield, by partition, for how many documents of a shard a quarter of the rest is much rarer than each common shingle.

    *rows* are the counts that partitions sent back to the shard, in any order.
    """
    rule = threshold("standing")
    counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    lasting = set[int]()
    for row in rows:
        counts[row.number].update(zip(unpack(row.shingles), unpack(row.documents), strict=True))
        days = zip(unpack(row.shingles), unpack(row.days), strict=True)
        lasting.update(shingle for shingle, many in days if many >= rule["days"])
    documents, votes = dict[int, int](), Counter[int]()
    for number, found in counts.items():
        many = rule["documents"]
        if common := {shingle: n for shingle, n in found.items() if n > many or shingle in lasting}:
            documents |= common
            numbers = sorted(found.get(shingle, 1) for shingle in set(sketches[number].kept()))
            rest = numbers[int(len(numbers) * rule["rarest"])]
            votes.update(shingle for shingle, many in common.items() if many >= rule["ratio"] * rest)
    for partition, shingles in by_partition(documents, partitions).items():
        told = pack(documents[shingle] for shingle in shingles), pack(votes[shingle] for shingle in shingles)
        yield partition, Votes(shard, pack(shingles), *told)


def count_votes(rows: Iterable[Votes]) -> Iterator[tuple[int, StandingShingles]]:
    """Yield, by shard, which of its common shingles of a partition are standing: most documents that have them vote so."""
    held = list(rows)
    votes = Counter[int]()
    for row in held:
        for shingle, number in zip(unpack(row.shingles), unpack(row.votes), strict=True):
            votes[shingle] += number
    for row in held:
        found = zip(unpack(row.shingles), unpack(row.documents), strict=True)
        if standing := [shingle for shingle, documents in found if votes[shingle] * 2 > documents]:
            yield row.shard, StandingShingles(pack(standing))


def drop_standing(sketches: Iterable[Sketch], rows: Iterable[StandingShingles]) -> list[Sketch]:
    """Return *sketches* of a shard, in their order, with the shingles of standing passages set to 0."""
    standing = frozenset(chain.from_iterable(unpack(row.shingles) for row in rows))
    return [_drop(sketch, standing) for sketch in sketches]


def _drop(sketch: Sketch, standing: frozenset[int]) -> Sketch:
    marks = {at: sketch.shingles[at] in standing for at in sketch.prints}
    if not any(marks.values()):
        return sketch
    shingles = list(sketch.shingles)
    for passage in sketch.passages:
        found = [marks[at] for at in range(passage.first, passage.last) if at in marks]
        if found and sum(found) >= threshold("standing")["share"] * len(found):
            for at in range(passage.first, min(passage.last, len(shingles))):
                shingles[at] = 0
    # A standing shingle of a passage of its own is no way to find others either.
    kept = (at for at in sketch.prints if not marks[at])
    return replace(sketch, packed_shingles=pack(shingles), packed_prints=pack(kept))
