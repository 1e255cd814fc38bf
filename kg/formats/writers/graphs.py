"""Texts graph by graph, in bounded memory: what comes in mixed waits in one temporary file, in pieces of one graph each."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TypeAlias

__all__ = ["by_graph"]

# Where the pieces of a graph begin and how long they are, in turn: a hundred thousand graphs have many.
Pieces: TypeAlias = "array[int]"
HELD: Final = 1 << 24  # bytes of text that wait in memory


@contextmanager
def by_graph(texts: Iterable[tuple[bytes, bytes]]) -> Iterator[dict[bytes, Iterator[bytes]]]:
    """Give the texts of each graph in their order, in pieces, to be read one graph after another; names are sorted."""
    with TemporaryFile() as file:
        pieces = _spill(texts, file)
        yield {graph: _read(file, pieces[graph]) for graph in sorted(pieces)}


def _spill(texts: Iterable[tuple[bytes, bytes]], file: BinaryIO) -> dict[bytes, Pieces]:
    """Write the texts away, and return where those of each graph lie."""
    pieces: dict[bytes, Pieces] = defaultdict(lambda: array("Q"))
    held: dict[bytes, list[bytes]] = defaultdict(list)
    size = 0
    for graph, text in texts:
        held[graph].append(text)
        size += len(text)
        if size >= HELD:
            _write(held, pieces, file)
            size = 0
    _write(held, pieces, file)
    return pieces


def _write(held: dict[bytes, list[bytes]], pieces: dict[bytes, Pieces], file: BinaryIO) -> None:
    for graph, texts in held.items():
        start = file.tell()
        pieces[graph].extend((start, file.write(b"".join(texts))))
    held.clear()


def _read(file: BinaryIO, pieces: Pieces) -> Iterator[bytes]:
    for start, size in zip(pieces[::2], pieces[1::2], strict=True):
        file.seek(start)
        yield file.read(size)
