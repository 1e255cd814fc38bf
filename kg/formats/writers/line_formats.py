"""N-Quads and N-Triples: the lines as they come, or without their graphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from kg.formats.writers.lines import distinct_triples

__all__ = ["write_n_quads", "write_n_triples"]


def write_n_quads(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the lines as they are."""
    for block in blocks:
        out.write(block)


def write_n_triples(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write each triple once; they stay sorted."""
    for triples in distinct_triples(blocks):
        out.write(b" .\n".join(triples) + b" .\n")
