"""Where a run keeps its shards: a folder of a file system, or what a URL names, in which a file appears whole or not at all."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from kg.aside import sync_folder
from kg.errors import StoreError

__all__ = [
    "AGAIN",
    "AHEAD",
    "ASIDE",
    "RIGHT",
    "Folder",
    "LocalFolder",
    "as_store_errors",
    "aside_name",
    "folder_at",
    "told_place",
    "whole_name",
]

ASIDE: Final = re.compile(r"\.(.+)-[0-9a-f]{32}", re.DOTALL)
RIGHT: Final = "a folder that can be read and written, with room left"
AGAIN: Final = "build it again with kg build"
# Bytes that are read at once over a network: few round trips, and little in memory where a thousand files are open.
AHEAD: Final = 1 << 20


class Folder(ABC):
    """A place of files; every method raises StoreError where it cannot be used so. Names have "/" between their parts.

    It is plain data that travels: where it is used, the place is opened.
    """

    __slots__ = ()

    @abstractmethod
    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Give a file that is called *name* when the body has succeeded, and that nobody sees before."""

    @abstractmethod
    def reading(self, name: str, ahead: int = AHEAD) -> AbstractContextManager[BinaryIO]:
        """Give the file called *name*, open for reading; it can be sought in. Over a network *ahead* more bytes are read."""

    @abstractmethod
    def holds(self, name: str) -> bool:
        """Tell whether there is a file called *name*."""

    @abstractmethod
    def names(self, under: str = "") -> list[str]:
        """Return the names of the files below the folder *under*, sorted; what is being written is none."""

    @abstractmethod
    def remove_unfinished(self, under: str = "") -> None:
        """Remove what a run that was killed was writing in the folder *under*, by its name; no other may write there."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a file that may be there."""

    @abstractmethod
    def remove_below(self, under: str, ours: Callable[[str], object]) -> None:
        """Remove the files below the folder *under* whose names are *ours*, or will be; on this machine empty folders, too."""

    @abstractmethod
    def below(self, under: str) -> Folder:
        """Return the folder *under* of this one."""

    @abstractmethod
    def place(self, name: str) -> str:
        """Return where the file called *name* lies, or would lie, as it is told."""

    @abstractmethod
    def beside(self, name: str) -> Path:
        """Return where a file of this machine lies that is called *name* and can grow, for work on what is kept here."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing here, or no such folder; what is being written is nothing."""
        return not self.names()

    def write(self, name: str, data: bytes) -> None:
        """Write a file as a whole."""
        with self.writing(name) as file:
            file.write(data)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        with self.reading(name) as file:
            return file.read()


@dataclass(frozen=True, slots=True)
class LocalFolder(Folder):
    """The folder at *path*; what it is given, a power cut leaves whole."""

    path: Path

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        target = self.path / name
        aside = target.with_name(aside_name(target.name))
        with as_store_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with aside.open("wb") as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(target)
                sync_folder(target.parent)
            finally:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)

    @contextmanager
    def reading(self, name: str, ahead: int = AHEAD) -> Iterator[BinaryIO]:
        with as_store_errors(self.path / name), (self.path / name).open("rb") as file:
            yield file

    def holds(self, name: str) -> bool:
        return (self.path / name).is_file()

    def names(self, under: str = "") -> list[str]:
        top = self.path / under
        found = (path for path in top.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    def is_empty(self) -> bool:
        with as_store_errors(self.path):
            return not self.path.exists() or all(ASIDE.fullmatch(path.name) for path in self.path.iterdir())

    def remove_unfinished(self, under: str = "") -> None:
        for path in (self.path / under).glob(".*"):
            if ASIDE.fullmatch(path.name):
                with as_store_errors(path):
                    path.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        with as_store_errors(self.path / name):
            (self.path / name).unlink(missing_ok=True)

    def remove_below(self, under: str, ours: Callable[[str], object]) -> None:
        for top, _, names in os.walk(self.path / under, topdown=False):
            for path in (Path(top) / name for name in names):
                if ours(whole_name(path.relative_to(self.path).as_posix())):
                    with as_store_errors(path):
                        path.unlink(missing_ok=True)
            with suppress(OSError):  # it is not empty
                Path(top).rmdir()

    def below(self, under: str) -> LocalFolder:
        return LocalFolder(self.path / under)

    def place(self, name: str) -> str:
        return str(self.path / name)

    def beside(self, name: str) -> Path:
        return self.path / name


def folder_at(place: str | Path) -> Folder:
    """Return the folder at a path, or at what a URL ("s3://…") names.

    Raises:
        MissingExtraError: fsspec, which opens URLs, is not installed.
        UsageError: nothing that is installed opens such a URL.
    """
    if "://" not in str(place):
        return LocalFolder(Path(place))
    from kg.runs.remote import RemoteFolder, check_remote

    check_remote(str(place))
    return RemoteFolder(str(place))


def told_place(place: str | Path) -> str:
    """Return what names *place* wherever it is told: a URL as it is, a path from the root."""
    return str(place) if "://" in str(place) else str(Path(place).resolve())


def aside_name(name: str) -> str:
    """Return how the file *name* is called while it is written: otherwise for each that writes it, on whatever machine."""
    return f".{name}-{uuid4().hex}"


def whole_name(name: str) -> str:
    """Return how a file that is called *name* will be called when it is written; that name itself where it is."""
    folder, slash, own = name.rpartition("/")
    aside = ASIDE.fullmatch(own)
    return f"{folder}{slash}{aside[1] if aside else own}"


@contextmanager
def as_store_errors(where: Path | str) -> Iterator[None]:
    """Tell errors of the system about *where* as StoreErrors."""
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(where, "a file is in the way", "name a folder") from error
    except FileNotFoundError as error:
        raise StoreError(where, "is not there", AGAIN) from error
    except OSError as error:
        raise StoreError(where, error.strerror or str(error), RIGHT) from error
