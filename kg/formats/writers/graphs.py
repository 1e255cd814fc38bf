"""Quads graph by graph, in bounded memory.

The lines come sorted and keep their order, so nothing is sorted here: each graph has its own pieces of one temporary file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from kg.formats.writers.lines import block_lines, triples_of

__all__ = ["by_graph"]

HELD: Final = 1 << 25  # bytes of lines that wait in memory


def by_graph(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Yield the name of each graph, sorted, with its lines in blocks; the default graph has an empty name and comes first."""
    with TemporaryFile() as file:
        pieces = _spill(blocks, file)
        for graph in sorted(pieces):
            yield graph, _read(file, pieces[graph])


def _spill(blocks: Iterable[bytes], file: BinaryIO) -> dict[bytes, list[tuple[int, int]]]:
    pieces: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    held: dict[bytes, list[bytes]] = defaultdict(list)
    size = 0
    for block in blocks:
        lines = block_lines(block)
        for line, triple in zip(lines, triples_of(lines), strict=True):
            held[line[len(triple) + 1 : -2]].append(line)
        size += len(block)
        if size >= HELD:
            _write(held, pieces, file)
            size = 0
    _write(held, pieces, file)
    return pieces


def _write(held: dict[bytes, list[bytes]], pieces: dict[bytes, list[tuple[int, int]]], file: BinaryIO) -> None:
    for graph, lines in held.items():
        start = file.tell()
        pieces[graph].append((start, file.write(b"\n".join(lines) + b"\n")))
    held.clear()


def _read(file: BinaryIO, pieces: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    for start, size in pieces:
        file.seek(start)
        yield file.read(size)
