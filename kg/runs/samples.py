"""Samples of sorted N-Quads, by which the dataset is cut into parts of about one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

__all__ = ["passed_on"]

# A sample stands for so many blocks (of 64 KiB). By chance it is the first of them or another, so that small shards count too.
EACH: Final = 8


def passed_on(blocks: Iterable[bytes], samples: list[bytes]) -> Iterator[bytes]:
    """Yield *blocks* of sorted lines as they are, and add to *samples* the first subject of one in eight of them."""
    at = None
    for number, block in enumerate(blocks):
        subject = block.partition(b" ")[0]
        at = crc32(subject) % EACH if at is None else at
        if number % EACH == at:
            samples.append(subject)
        yield block
