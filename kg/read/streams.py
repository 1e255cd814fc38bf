"""Files of many records → their bytes, a piece at a time, packed by gzip or not.

What unpacks to more than `MOST_UNPACKED` times its size is a bomb: text packs to a tenth, the dullest of records to a fiftieth.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from kg.errors import InputError
from kg.read.opening import open_file, unreadable
from kg.read.options import MIB

__all__ = ["Stream", "open_stream", "unpacked"]

GZIP = b"\x1f\x8b"
MOST_UNPACKED = 200
LEAST = 4 * MIB
CHUNK = 64 * 1024  # the library copies what stands after a member
MOST_MEMBERS = 10_000


class Stream:
    """A file open for reading, which raises InputError where its packing is broken or a bomb."""

    def __init__(self, path: Path, file: BufferedReader | gzip.GzipFile, most: int | None) -> None:
        self.path, self._file, self._most, self._read = path, file, most, 0
        self._allowed: int | None = None

    def allow(self, size: int | None) -> None:
        """Let no more than *size* bytes be read from here on; None for as many as there are."""
        self._allowed = None if size is None else self._read + size

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most *size*, as soon as there are any: what stands before a break is not lost with it."""
        return self._counted(lambda: self._file.read1(size))

    def readline(self, size: int) -> bytes:
        """Return the next line with its end, or the first *size* bytes of it."""
        return self._counted(lambda: self._file.readline(size))

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._read

    def _counted(self, read: Callable[[], bytes]) -> bytes:
        try:
            data = read()
        except (OSError, EOFError, zlib.error) as error:
            wrong = f"breaks off or is damaged ({error})"
            raise unreadable(self.path, error, wrong, "a whole file; what stands before is read") from error
        self._read += len(data)
        if self._most is not None and self._read > self._most:
            wrong = f"unpacks to more than {MOST_UNPACKED} times its size"
            raise InputError(self.path, wrong, "a file of reports, unpacked if need be")
        if self._allowed is not None and self._read > self._allowed:
            raise InputError(self.path, "is damaged (a head of a record has no end)", "a whole file")
        return data


@contextmanager
def open_stream(path: Path) -> Iterator[Stream]:
    """Open the file at *path*; raises InputError where it cannot be."""
    try:
        with open_file(path) as file:
            packed = file.read(2) == GZIP
            file.seek(0)
            if not packed:
                yield Stream(path, file, None)
                return
            most = max(LEAST, MOST_UNPACKED * path.stat().st_size)
            with gzip.GzipFile(fileobj=file) as unpacking:
                yield Stream(path, unpacking, most)
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "name a report or a folder of them") from error
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        raise unreadable(path, error, wrong, "give a file that you may read") from error


def unpacked(data: bytes, most: int) -> bytes:
    """Return what *data*, packed as HTTP does (gzip, or deflate with a head or without), unpacks to, *most* bytes and one.

    Of gzip all members are unpacked, as RFC 1952 (section 2.2) has it; what stands after them and is none is passed over.
    Raises zlib.error where it is not so packed, or breaks off.
    """
    head = 32 + zlib.MAX_WBITS if data[:2] == GZIP or _has_head(data) else -zlib.MAX_WBITS
    texts: list[bytes] = []
    at = size = 0
    for _ in range(MOST_MEMBERS):
        text, at = _member(data, at, head, most + 1 - size)
        texts.append(text)
        size += len(text)
        if size > most or data[at : at + 2] != GZIP:
            return b"".join(texts)
    raise zlib.error(f"it has more than {MOST_MEMBERS} parts")


def _member(data: bytes, at: int, head: int, most: int) -> tuple[bytes, int]:
    """Return what the packed member at *at* unpacks to, at most *most* bytes, and where what stands after it begins."""
    unpacking = zlib.decompressobj(head)
    text = bytearray()
    while not unpacking.eof and len(text) < most:
        if at >= len(data):
            raise zlib.error("it breaks off")
        piece = data[at : at + CHUNK]
        text += unpacking.decompress(piece, most - len(text))
        at += len(piece) - len(unpacking.unused_data) - len(unpacking.unconsumed_tail)
    return bytes(text), at


def _has_head(data: bytes) -> bool:
    """Whether *data* has the two bytes before deflated data: RFC 1950, section 2.2."""
    return len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
