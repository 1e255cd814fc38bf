"""Rows on their way: each task of a step writes one file, with the rows for each task of the next by its number.

A file is pieces of compressed frames, then an index of them (MessagePack), then the length of the index and the sha256 of all
before in 40 bytes; so a task reads its own rows alone, and a file is whole or taken for none.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import SEEK_END, BytesIO
from typing import BinaryIO, Final, TypeVar

from kg.errors import StoreError
from kg.runs.folders import Folder
from kg.runs.rows import decoded, encoded, framed, frames

__all__ = ["is_whole_mail", "read_mail", "send"]

Row = TypeVar("Row")
# Rows are written once and read once: speed counts.
LEVEL: Final = 1
FOOT: Final = 40


def send(folder: Folder, name: str, emitted: Iterable[tuple[int, object]]) -> None:
    """Write the rows of one task to the file *name*: each with the number of the task that it goes to."""
    pieces: dict[int, list[bytes]] = {}
    packers: dict[int, zlib._Compress] = {}
    for to, row in emitted:
        if to not in packers:
            packers[to], pieces[to] = zlib.compressobj(LEVEL), []
        if packed := packers[to].compress(framed(encoded(row))):
            pieces[to].append(packed)
    digest, place = sha256(), 0
    index: list[tuple[int, int, int]] = []
    with folder.writing(name) as file:
        for to in sorted(pieces):
            packed = b"".join(pieces.pop(to)) + packers.pop(to).flush()
            index.append((to, place, len(packed)))
            place += len(packed)
            digest.update(packed)
            file.write(packed)
        listed = encoded(index)
        listed += len(listed).to_bytes(FOOT - digest.digest_size)
        digest.update(listed)
        file.write(listed + digest.digest())


def read_mail(folder: Folder, names: Sequence[str], to: int, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of *kind* for task *to*, from the files *names* in their order."""
    for name in names:
        with folder.reading(name) as file:
            if (found := _index(folder, name, file).get(to)) is not None:
                file.seek(found[0])
                data = zlib.decompress(file.read(found[1]))
                yield from (decoded(payload, kind) for payload in frames(BytesIO(data)))


def is_whole_mail(folder: Folder, name: str) -> bool:
    """Tell whether the file *name* is there, and what was written."""
    try:
        data = folder.read(name)
    except StoreError:
        return False
    return len(data) >= FOOT and sha256(data[:-32]).digest() == data[-32:]


def _index(folder: Folder, name: str, file: BinaryIO) -> dict[int, tuple[int, int]]:
    try:
        file.seek(-FOOT, SEEK_END)
        length = int.from_bytes(file.read(FOOT)[:8])
        file.seek(-FOOT - length, SEEK_END)
        return {to: (place, length) for to, place, length in decoded(file.read(length), list[tuple[int, int, int]])}
    except (OSError, ValueError) as error:
        raise StoreError(folder.place(name), f"is damaged ({error})", "build it again with kg build") from error
