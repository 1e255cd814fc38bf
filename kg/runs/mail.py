"""Rows on their way: each task of a step writes one file, with the rows for each task of the next by its number.

A file is the rows for each number, then an index of these in pages, then an index of the pages (both MessagePack), then the
length of that, its sha256, and that of all before. Rows are frames in compressed chunks. So a task reads its own and one page,
and holds one chunk at a time, however many others there are. A file is whole or taken for none.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import SEEK_END, BytesIO
from operator import itemgetter
from struct import Struct
from typing import Any, BinaryIO, Final, TypeAlias, TypeVar

from kg.errors import StoreError
from kg.runs.folders import AGAIN, Folder
from kg.runs.rows import decoded, encoded, framed, frames

__all__ = ["is_whole_mail", "read_mail", "send"]

Row = TypeVar("Row")
# For whom rows are, where they begin in a file, how many bytes they have, and how many they are.
Entry: TypeAlias = tuple[int, int, int, int]
# For whom the first rows of a page are, where the page begins, how many bytes it has, and its sha256.
Page: TypeAlias = tuple[int, int, int, bytes]
# Rows are written once and read once: speed counts.
LEVEL: Final = 1
CHUNK: Final = 1 << 16  # bytes of rows that are compressed together
HEAD: Final = Struct(">Q")
PAGE: Final = 256  # entries of a page
FOOT: Final = Struct(">Q32s")  # the length and the sha256 of the index of pages
SEAL: Final = 32  # the sha256 of all before
# Pieces are small where there are many: what is read beyond one would be more than it has.
AHEAD: Final = 1 << 14


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


@dataclass(slots=True)
class _Writing:
    """A file in the making, and the sha256 of what is in it."""

    file: BinaryIO
    digest: Any = field(default_factory=sha256)
    size: int = 0

    def put(self, data: bytes) -> int:
        """Write *data*, and return where it begins."""
        self.file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return self.size - len(data)


def send(folder: Folder, name: str, emitted: Iterable[tuple[int, object]]) -> None:
    """Write the rows of one task to the file *name*: each with the number of the task that it goes to."""
    found: dict[int, _Packing] = {}
    for to, row in emitted:
        if to not in found:
            found[to] = _Packing()
        found[to].add(row)
    entries: list[Entry] = []
    pages: list[Page] = []
    with folder.writing(name) as file:
        writing = _Writing(file)
        for to in sorted(found):
            packing = found.pop(to)
            packing.pack()
            packed = b"".join(packing.chunks)
            entries.append((to, writing.put(packed), len(packed), packing.rows))
        for first in range(0, len(entries), PAGE):
            page = encoded(entries[first : first + PAGE])
            pages.append((entries[first][0], writing.put(page), len(page), sha256(page).digest()))
        listed = encoded(pages)
        writing.put(listed + FOOT.pack(len(listed), sha256(listed).digest()))
        writing.put(writing.digest.digest())


def read_mail(folder: Folder, names: Sequence[str], to: int, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of *kind* for task *to*, from the files *names* in their order; raises StoreError where one is damaged."""
    for name in names:
        with folder.reading(name, AHEAD) as file:
            try:
                entry = _entry(file, to)
                if entry:
                    yield from _rows_of(file, entry, kind)
            except (OSError, OverflowError, ValueError, zlib.error) as error:
                raise StoreError(folder.place(name), f"is damaged ({error})", AGAIN) from error


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


def _entry(file: BinaryIO, to: int) -> Entry | None:
    """Return where the rows for task *to* lie, None where there are none; raises ValueError where the index is another."""
    place = file.seek(0, SEEK_END) - FOOT.size - SEAL
    length, digest = FOOT.unpack(_at(file, place, FOOT.size))
    pages = decoded(_checked(file, place - length, length, digest), list[Page])
    number = bisect_right(pages, to, key=itemgetter(0))
    if not number:
        return None
    entries = decoded(_checked(file, *pages[number - 1][1:]), list[Entry])
    return next((entry for entry in entries if entry[0] == to), None)


def _checked(file: BinaryIO, place: int, length: int, digest: bytes) -> bytes:
    listed = _at(file, place, length)
    if sha256(listed).digest() != digest:
        raise ValueError("its index is another")
    return listed


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    if place < 0:
        raise ValueError("it ends early")
    file.seek(place)
    return _exactly(file, length)


def _exactly(file: BinaryIO, size: int) -> bytes:
    read = file.read(size)
    if len(read) != size:
        raise ValueError("it ends early")
    return read
