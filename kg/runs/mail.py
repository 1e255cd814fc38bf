"""Rows on their way: each task of a step writes one file, with the rows for each task of the next by its number.

A file is the rows for each number, then an index of these (MessagePack), then the length of the index, its sha256, and that of
all before. Rows are frames in compressed chunks, so that a task reads its own alone, and holds one chunk of them at a time. A
file is whole or taken for none.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import SEEK_END, BytesIO
from struct import Struct
from typing import BinaryIO, Final, TypeAlias, TypeVar

from kg.errors import StoreError
from kg.runs.folders import Folder
from kg.runs.rows import decoded, encoded, framed, frames

__all__ = ["is_whole_mail", "read_mail", "send"]

Row = TypeVar("Row")
# For whom rows are, where they begin in a file, how many bytes they have, and how many they are.
Entry: TypeAlias = tuple[int, int, int, int]
# Rows are written once and read once: speed counts.
LEVEL: Final = 1
CHUNK: Final = 1 << 16  # bytes of rows that are compressed together
HEAD: Final = Struct(">Q")
INDEX: Final = Struct(">Q32s")  # the length and the sha256 of the index
SEAL: Final = 32  # the sha256 of all before
RIGHT: Final = "build it again with kg build"


@dataclass(slots=True)
class _Packing:
    """The rows for one task: whole chunks, compressed, and the rows that are not yet one."""

    chunks: list[bytes] = field(default_factory=list)
    waiting: list[bytes] = field(default_factory=list)
    size: int = 0
    rows: int = 0

    def add(self, row: object) -> None:
        frame = framed(encoded(row))
        self.waiting.append(frame)
        self.size += len(frame)
        self.rows += 1
        if self.size >= CHUNK:
            self.pack()

    def pack(self) -> None:
        if self.waiting:
            packed = zlib.compress(b"".join(self.waiting), LEVEL)
            self.chunks += (HEAD.pack(len(packed)), packed)
            self.waiting, self.size = [], 0


def send(folder: Folder, name: str, emitted: Iterable[tuple[int, object]]) -> None:
    """Write the rows of one task to the file *name*: each with the number of the task that it goes to."""
    found: dict[int, _Packing] = {}
    for to, row in emitted:
        if to not in found:
            found[to] = _Packing()
        found[to].add(row)
    digest, place = sha256(), 0
    index: list[Entry] = []
    with folder.writing(name) as file:
        for to in sorted(found):
            packing = found.pop(to)
            packing.pack()
            packed = b"".join(packing.chunks)
            index.append((to, place, len(packed), packing.rows))
            place += len(packed)
            digest.update(packed)
            file.write(packed)
        listed = encoded(index)
        listed += INDEX.pack(len(listed), sha256(listed).digest())
        digest.update(listed)
        file.write(listed + digest.digest())


def read_mail(folder: Folder, names: Sequence[str], to: int, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of *kind* for task *to*, from the files *names* in their order; raises StoreError where one is damaged."""
    for name in names:
        with folder.reading(name) as file:
            try:
                for entry in _index(file):
                    if entry[0] == to:
                        yield from _rows_of(file, entry, kind)
            except (OSError, OverflowError, ValueError, zlib.error) as error:
                raise StoreError(folder.place(name), f"is damaged ({error})", RIGHT) from error


def is_whole_mail(folder: Folder, name: str) -> bool:
    """Tell whether the file *name* is there, and what was written."""
    try:
        with folder.reading(name) as file:
            left, digest = file.seek(-SEAL, SEEK_END), sha256()
            seal = file.read()
            file.seek(0)
            while left and (read := file.read(min(left, CHUNK))):
                digest.update(read)
                left -= len(read)
            return digest.digest() == seal
    except (StoreError, OSError, ValueError):
        return False


def _rows_of(file: BinaryIO, entry: Entry, kind: type[Row]) -> Iterator[Row]:
    _, place, length, rows = entry
    file.seek(place)
    count = 0
    while length > 0:
        (size,) = HEAD.unpack(_exactly(file, HEAD.size))
        length -= HEAD.size + size
        if length < 0:
            raise ValueError("a chunk is too long")
        for payload in frames(BytesIO(zlib.decompress(_exactly(file, size)))):
            yield decoded(payload, kind)
            count += 1
    if count != rows:
        raise ValueError(f"{count} of {rows} rows")


def _exactly(file: BinaryIO, size: int) -> bytes:
    read = file.read(size)
    if len(read) != size:
        raise ValueError("it ends early")
    return read


def _index(file: BinaryIO) -> list[Entry]:
    foot = INDEX.size + SEAL
    file.seek(-foot, SEEK_END)
    length, digest = INDEX.unpack(_exactly(file, INDEX.size))
    file.seek(-foot - length, SEEK_END)
    listed = _exactly(file, length)
    if sha256(listed).digest() != digest:
        raise ValueError("its index is another")
    return decoded(listed, list[Entry])
