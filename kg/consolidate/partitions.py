"""What the steps over shards and partitions have in common: which partition a row goes to, and numbers as bytes.

A *shard* is some of the documents of a collection, in a fixed order; a *partition* is some of the rows that shards emit. A key
is that of one document in one shard. The place of a document is one number, of its shard and of the document in the shard, both
counted from 0: it says where an answer goes, and never decides anything. No result depends on how documents are dealt to
shards, nor on how many partitions there are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

__all__ = ["by_partition", "pack", "partition_of", "place_of", "shard_of", "unpack"]

_PLACE_BITS: Final = 32
# Fibonacci hashing (Knuth 1998, 6.4): neighbouring numbers go to partitions far apart.
_GOLDEN: Final = 0x9E37_79B9_7F4A_7C15


def place_of(shard: int, number: int) -> int:
    """Return the place of document *number* of *shard*; below 2 ** 64, and in order of shards, then numbers."""
    return shard << _PLACE_BITS | number


def shard_of(place: int) -> tuple[int, int]:
    """Return the shard of a place, and the number of the document in it."""
    return place >> _PLACE_BITS, place & (1 << _PLACE_BITS) - 1


def partition_of(value: int, partitions: int) -> int:
    """Return which of so many partitions *value* goes to, from 0."""
    return ((value * _GOLDEN & 0xFFFF_FFFF_FFFF_FFFF) >> 32) % partitions


def by_partition(values: Iterable[int], partitions: int) -> dict[int, list[int]]:
    """Return *values* by the partition that each goes to; their order is kept, and no partition is without any."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for value in values:
        found[partition_of(value, partitions)].append(value)
    return dict(found)


def pack(values: Iterable[int]) -> bytes:
    """Return *values*, each from 0 to below 2 ** 64, in eight bytes each, in the order of this machine."""
    return array("Q", values).tobytes()


def unpack(packed: bytes) -> memoryview[int]:
    """Return the values that `pack` packed, without a copy."""
    return memoryview(packed).cast("Q")
