"""What a run keeps of each document and each file, and how these rows become bytes (MessagePack, by msgspec)."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

from kg.errors import (
    ClaimError,
    InputError,
    KgError,
    LexiconError,
    MissingExtraError,
    PassingError,
    StoreError,
    UsageError,
)
from kg.identifiers import sha256_hex
from kg.reading_defaults import EXTRA

if TYPE_CHECKING:
    import msgspec

__all__ = ["DocumentRow", "Failure", "FileRow", "Summary", "decoded", "encoded", "framed", "frames"]

T = TypeVar("T")
# A frame is its length, the beginning of the sha256 of its payload, and the payload.
HEAD: Final = struct.Struct(">I8s")
ERRORS: Final = {
    kind.__name__: kind
    for kind in (ClaimError, InputError, KgError, LexiconError, PassingError, StoreError, UsageError)
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as plain data.

    `shared` marks one that many files of a folder have in common: its manifest is wrong. With `in_file` set, `where` is what
    follows the path of the file that it is about: a file of the same name and bytes elsewhere fails alike.
    """

    kind: str
    where: str
    wrong: str
    right: str
    shared: bool = False
    in_file: bool = False

    @classmethod
    def of(cls, error: KgError, file: Path | None = None, *, shared: bool = False) -> Failure:
        """Return *error* as data; *file* is the one that it is about, by its path or else its name."""
        fronts = () if file is None or shared else (str(file), file.name)
        front = next((one for one in fronts if _is_in(error.where, one)), None)
        where, wrong, right = map(_whole, (error.where.removeprefix(front or ""), error.wrong, error.right))
        return cls(type(error).__name__, where, wrong, right, shared, front is not None)

    @property
    def passes(self) -> bool:
        """Tell whether this may be no fault of the file, so that a later run tries it again."""
        return self.kind == PassingError.__name__

    def error(self, file: Path | None = None) -> KgError:
        """Return the error that this tells, of the file at the path *file*."""
        if self.kind == MissingExtraError.__name__:
            return MissingExtraError(self.where, EXTRA)
        where = f"{_whole(str(file))}{self.where}" if self.in_file else self.where
        return ERRORS.get(self.kind, InputError)(where, self.wrong, self.right)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a document when it is done.

    `made` is the hash of all that its row rests on besides `revision_of`, the key of the document that this one replaces.
    """

    made: str
    key: str
    name: str
    sha256: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    language: str | None = None
    is_foreign: bool = False
    unread: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    claims: dict[str, int] = field(default_factory=dict)
    revision_of: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that is done.

    `document`, `claims` (JSON Lines) and `names` (what they stand for, and why) are the files that a store keeps of it; `read`
    and `linked` are the Document and the LinkedDocument in MessagePack.
    """

    summary: Summary
    read: bytes
    document: bytes
    claims: bytes
    names: bytes
    linked: bytes


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that is done: where it lies, the hash of all that its documents rest on, these, and what failed.

    `path` is as the system has it, in bytes: a name need not be UTF-8.
    """

    path: bytes
    made: str
    documents: tuple[Summary, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def passes(self) -> bool:
        """Tell whether something failed that a later run tries again."""
        return any(failure.passes for failure in self.failures)

    @property
    def held(self) -> str:
        """Return what a shard is named after: `made`, and where something failed that a later run tries again, that too."""
        return sha256_hex(encoded((self.made, self.failures))) if self.passes else self.made

    def place(self) -> Path:
        """Return where the file lies."""
        return Path(os.fsdecode(self.path))

    def errors(self) -> Iterator[KgError]:
        """Yield what failed, as it is told."""
        return (failure.error(self.place()) for failure in self.failures)


def _is_in(where: str, file: str) -> bool:
    """Tell whether *where* is *file*, or a place in it."""
    return where.startswith(file) and where[len(file) :][:1] in ("", "#", ":", " ")


def _whole(text: str) -> str:
    """Return *text* with the parts of a file name that are no UTF-8 replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def encoded(row: Any) -> bytes:
    """Return *row* as MessagePack."""
    return _encoder().encode(row)


def decoded(data: bytes, kind: type[T]) -> T:
    """Return the row of *kind* that *data* holds; raises ValueError where it holds none."""
    row: T = _decoder(kind).decode(data)  # type: ignore[arg-type]  # a class can be hashed
    return row


def framed(payload: bytes) -> bytes:
    """Return *payload* with its length and its checksum before it."""
    return HEAD.pack(len(payload), sha256(payload).digest()[:8]) + payload


def frames(file: BinaryIO) -> Iterator[bytes]:
    """Yield the payloads of a file of frames, up to its end or the first that is not whole."""
    while len(head := file.read(HEAD.size)) == HEAD.size:
        length, checksum = HEAD.unpack(head)
        payload = file.read(length)
        if len(payload) < length or sha256(payload).digest()[:8] != checksum:
            return
        yield payload


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    from msgspec.msgpack import Encoder

    return Encoder(order="deterministic")


@cache
def _decoder(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    from msgspec.msgpack import Decoder

    return Decoder(kind)
