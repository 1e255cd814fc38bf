"""Counts what is distinct among very many, in memory that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

__all__ = ["Distinct", "counting_distinct"]

DIGEST: Final = 16  # bytes; with 128 bits no two of any number of texts that a disk holds will meet
BUCKETS: Final = 256
WAITING: Final = 1 << 25  # bytes of digests that are kept in memory


class Distinct:
    """Digests of what is added, by their first byte in 256 buckets; each is counted by itself."""

    def __init__(self, folder: Path, waiting: int = WAITING) -> None:
        self._folder, self._most = folder, waiting
        self._buckets = [bytearray() for _ in range(BUCKETS)]
        self._size = 0

    def add(self, value: bytes) -> None:
        digest = blake2b(value, digest_size=DIGEST).digest()
        self._buckets[digest[0]] += digest
        self._size += DIGEST
        if self._size > self._most:
            self._put_aside()

    def count(self) -> int:
        """Return how many different values have been added."""
        return sum(len(set(self._digests(number))) for number in range(BUCKETS))

    def _digests(self, number: int) -> Iterator[bytes]:
        file = self._folder / str(number)
        data = (file.read_bytes() if file.is_file() else b"") + bytes(self._buckets[number])
        return (data[at : at + DIGEST] for at in range(0, len(data), DIGEST))

    def _put_aside(self) -> None:
        for number, bucket in enumerate(self._buckets):
            with (self._folder / str(number)).open("ab") as file:
                file.write(bucket)
            bucket.clear()
        self._size = 0


@contextmanager
def counting_distinct(waiting: int = WAITING) -> Iterator[Distinct]:
    """Give a Distinct that puts more than *waiting* bytes of digests into files, which go at the end."""
    with TemporaryDirectory(prefix="kg-distinct-") as folder:
        yield Distinct(Path(folder), waiting)
