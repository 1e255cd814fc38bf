"""Samples of sorted N-Quads, by which the dataset is cut into parts of about one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["passed_on"]

# A sample stands for so many blocks (of 64 KiB), and is from the middle of them: few lines give none.
EACH: Final = 8


def passed_on(blocks: Iterable[bytes], samples: list[bytes]) -> Iterator[bytes]:
    """Yield *blocks* of sorted lines as they are, and add to *samples* the first subject of one in eight of them."""
    for number, block in enumerate(blocks):
        if number % EACH == EACH // 2:
            samples.append(block.partition(b" ")[0])
        yield block
