"""Rows on their way: each task of a step writes one file, with the rows for each task of the next by its number.

A file is pieces of compressed frames, then an index of them (MessagePack), then the length of the index and the sha256 of all
before in 40 bytes; so a task reads its own rows alone, one at a time, and a file is whole or taken for none.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import SEEK_END, BufferedReader, RawIOBase
from typing import Any, BinaryIO, Final, TypeAlias, TypeVar

from kg.errors import StoreError
from kg.runs.folders import Folder
from kg.runs.rows import decoded, encoded, framed, frames

__all__ = ["is_whole_mail", "read_mail", "send"]

Row = TypeVar("Row")
# Where the rows for a task begin in a file, how many bytes they have, and how many they are.
Piece: TypeAlias = tuple[int, int, int]
# Rows are written once and read once: speed counts.
LEVEL: Final = 1
FOOT: Final = 40
CHUNK: Final = 1 << 16


def send(folder: Folder, name: str, emitted: Iterable[tuple[int, object]]) -> None:
    """Write the rows of one task to the file *name*: each with the number of the task that it goes to."""
    pieces: dict[int, list[bytes]] = {}
    packers: dict[int, zlib._Compress] = {}
    rows: Counter[int] = Counter()
    for to, row in emitted:
        if to not in packers:
            packers[to], pieces[to] = zlib.compressobj(LEVEL), []
        rows[to] += 1
        if packed := packers[to].compress(framed(encoded(row))):
            pieces[to].append(packed)
    digest, place = sha256(), 0
    index: list[tuple[int, int, int, int]] = []
    with folder.writing(name) as file:
        for to in sorted(pieces):
            packed = b"".join(pieces.pop(to)) + packers.pop(to).flush()
            index.append((to, place, len(packed), rows[to]))
            place += len(packed)
            digest.update(packed)
            file.write(packed)
        listed = encoded(index)
        listed += len(listed).to_bytes(FOOT - digest.digest_size)
        digest.update(listed)
        file.write(listed + digest.digest())


def read_mail(folder: Folder, names: Sequence[str], to: int, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of *kind* for task *to*, from the files *names* in their order; raises StoreError where one is damaged."""
    for name in names:
        with folder.reading(name) as file:
            try:
                if (found := _index(file).get(to)) is not None:
                    yield from _rows_of(file, found, kind)
            except (OSError, ValueError, zlib.error) as error:
                raise StoreError(folder.place(name), f"is damaged ({error})", "build it again with kg build") from error


def _rows_of(file: BinaryIO, found: Piece, kind: type[Row]) -> Iterator[Row]:
    place, length, rows = found
    file.seek(place)
    count = 0
    for payload in frames(BufferedReader(_Unpacked(file, length), CHUNK)):
        yield decoded(payload, kind)
        count += 1
    if count != rows:
        raise ValueError(f"{count} of {rows} rows")


class _Unpacked(RawIOBase):
    """The so many next bytes of *file*, unpacked as they are read."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length
        self._unpacker = zlib.decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        while not (found := self._unpacker.decompress(self._packed(), size)) and self._left:
            pass
        buffer[: len(found)] = found
        return len(found)

    def _packed(self) -> bytes:
        if tail := self._unpacker.unconsumed_tail:
            return tail
        packed = self._file.read(min(self._left, CHUNK))
        if len(packed) < min(self._left, CHUNK):
            raise ValueError("it ends early")
        self._left -= len(packed)
        return packed


def is_whole_mail(folder: Folder, name: str) -> bool:
    """Tell whether the file *name* is there, and what was written."""
    try:
        data = folder.read(name)
    except StoreError:
        return False
    return len(data) >= FOOT and sha256(data[:-32]).digest() == data[-32:]


def _index(file: BinaryIO) -> dict[int, Piece]:
    file.seek(-FOOT, SEEK_END)
    length = int.from_bytes(file.read(FOOT)[:8])
    file.seek(-FOOT - length, SEEK_END)
    return {row[0]: row[1:] for row in decoded(file.read(length), list[tuple[int, int, int, int]])}
