"""Sealed shards: documents that are done, their graphs as compressed N-Quads, and a manifest that comes last.

    shards/00017-HASH.documents.gz    frames of DocumentRow, by path of the file and place in it
    shards/00017-HASH.graph.nq.gz     canonical N-Quads, sorted: the graphs of these documents and what follows from each
    shards/00017-HASH.json            the manifest: the files, what failed, and the sha256 and size of each part

The hash is that of all that a shard rests on, so a shard that is there and whole need not be made again. A shard is there
when its manifest is. The bytes hang on nothing else: there is no clock, and the gzip header has no time and no name.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import StoreError
from kg.formats.writers.lines import blocks_of
from kg.runs.folders import AGAIN, Folder
from kg.runs.job import Copies
from kg.runs.rows import DocumentRow, FileRow, Summary, decoded, frames

if TYPE_CHECKING:
    import msgspec

__all__ = [
    "DOCUMENTS",
    "GRAPH",
    "Manifest",
    "Part",
    "PartWriter",
    "documents_in",
    "graph_blocks",
    "is_whole",
    "manifest_of",
    "remove_shard",
    "rows_in",
    "seal",
    "unpacked",
    "written_part",
]

DOCUMENTS: Final = "documents.gz"
GRAPH: Final = "graph.nq.gz"
# 9 takes three times the time of 6 and saves a hundredth.
LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a shard: its sha256, its bytes, and how many rows or lines it holds."""

    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a shard holds: its name, its files by path, and its parts.

    `without` are the documents, by path of the file and key, that stand in another shard as well: here nothing is made of
    them. `samples` are subjects of its lines (`kg.runs.samples`).
    """

    name: str
    files: tuple[FileRow, ...]
    parts: dict[str, Part]
    without: Copies = ()
    samples: tuple[bytes, ...] = ()

    def documents(self) -> Iterator[tuple[FileRow, Summary]]:
        """Yield what is made of each file, in order."""
        left = frozenset(self.without)
        return ((row, one) for row in self.files for one in row.documents if (row.path, one.key) not in left)


class PartWriter:
    """Compresses what is added to a file, and knows what a manifest says of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest = file, sha256()
        self._packer = zlib.compressobj(LEVEL, wbits=31)
        self._bytes = self._rows = 0

    def add(self, data: bytes, rows: int = 1) -> None:
        """Add *data*, which holds so many rows."""
        self._write(self._packer.compress(data))
        self._rows += rows

    def end(self) -> Part:
        """Write what is left, and return what the file holds."""
        self._write(self._packer.flush())
        return Part(self._digest.hexdigest(), self._bytes, self._rows)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._bytes += len(data)
        self._file.write(data)


@contextmanager
def written_part(folder: Folder, name: str, kind: str, parts: dict[str, Part]) -> Iterator[PartWriter]:
    """Give the writer of part *kind* of the shard *name*, and enter in *parts* what it then holds."""
    with folder.writing(f"{name}.{kind}") as file:
        writer = PartWriter(file)
        yield writer
        parts[kind] = writer.end()


def seal(folder: Folder, manifest: Manifest) -> None:
    """Write the manifest, with which the shard is there."""
    import msgspec

    folder.write(f"{manifest.name}.json", msgspec.json.encode(manifest, order="deterministic") + b"\n")


def manifest_of(folder: Folder, name: str) -> Manifest:
    """Return the manifest of a shard; raises StoreError where it is not there or damaged."""
    data = folder.read(f"{name}.json")
    try:
        return _manifest_decoder().decode(data)
    except ValueError as error:
        raise StoreError(folder.place(f"{name}.json"), f"is damaged ({error})", AGAIN) from error


def is_whole(folder: Folder, name: str) -> bool:
    """Tell whether a shard is there, and each of its parts has the bytes that its manifest says."""
    try:
        parts = manifest_of(folder, name).parts.items()
        return all(_digest(folder, f"{name}.{kind}") == part.sha256 for kind, part in parts)
    except StoreError:
        return False


def rows_in(folder: Folder, manifest: Manifest) -> Iterator[tuple[FileRow, DocumentRow]]:
    """Yield the rows of a shard, each with its file, those left out as well; raises StoreError where it is damaged."""
    name = f"{manifest.name}.{DOCUMENTS}"
    files = (row for row in manifest.files for _ in row.documents)
    with unpacked(folder, name) as file:
        try:
            for row, payload in zip(files, frames(file), strict=True):
                yield row, decoded(payload, DocumentRow)
        except ValueError as error:
            raise StoreError(folder.place(name), f"is damaged ({error})", AGAIN) from error


def documents_in(folder: Folder, manifest: Manifest) -> Iterator[DocumentRow]:
    """Yield the documents that a shard stands for, by file and place in it; raises StoreError where it is damaged."""
    left = frozenset(manifest.without)
    return (row for file, row in rows_in(folder, manifest) if (file.path, row.summary.key) not in left)


def graph_blocks(folder: Folder, name: str) -> Iterator[bytes]:
    """Yield the sorted N-Quads of a shard in blocks of whole lines; raises StoreError where it is damaged."""
    with unpacked(folder, f"{name}.{GRAPH}") as file:
        yield from blocks_of(file)


def remove_shard(folder: Folder, name: str) -> None:
    """Remove a shard, its manifest first."""
    for kind in ("json", GRAPH, DOCUMENTS):
        folder.remove(f"{name}.{kind}")


@contextmanager
def unpacked(folder: Folder, name: str) -> Iterator[BinaryIO]:
    """Give a compressed file, open for reading; raises StoreError where it turns out to be damaged."""
    try:
        with folder.reading(name) as packed, gzip.open(packed) as file:
            yield file  # type: ignore[misc]  # it reads bytes
    except (EOFError, ValueError, zlib.error, gzip.BadGzipFile) as error:
        raise StoreError(folder.place(name), f"is damaged ({error})", AGAIN) from error


def _digest(folder: Folder, name: str) -> str:
    with folder.reading(name) as file:
        return file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a file of bytes


@cache
def _manifest_decoder() -> msgspec.json.Decoder[Manifest]:
    from msgspec.json import Decoder

    return Decoder(Manifest)
