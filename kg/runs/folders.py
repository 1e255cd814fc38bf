"""Where a run keeps its shards: a folder in which a file appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError

__all__ = ["Folder", "as_store_errors"]

RIGHT = "a folder that can be read and written, with room left"


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder at *path*; every method raises StoreError where it cannot be used so. Names have "/" between their parts."""

    path: Path

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Give a file that is called *name* when the body has succeeded, and that a power cut then leaves whole."""
        target = self.path / name
        aside = target.with_name(f".{target.name}-{os.getpid()}")
        with as_store_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with aside.open("wb") as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(target)
                _sync_folder(target.parent)
            finally:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Write a file as a whole."""
        with self.writing(name) as file:
            file.write(data)

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """Give the file called *name*, open for reading."""
        with as_store_errors(self.path / name), (self.path / name).open("rb") as file:
            yield file

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        with self.reading(name) as file:
            return file.read()

    def holds(self, name: str) -> bool:
        """Tell whether there is a file called *name*."""
        return (self.path / name).is_file()

    def names(self, under: str = "") -> list[str]:
        """Return the names of the files below the folder *under*, sorted; what is being written is none."""
        top = self.path / under
        found = (path for path in top.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    def remove_unfinished(self, under: str = "") -> None:
        """Remove what a run that was killed was writing below the folder *under*; nobody else may be writing there."""
        for path in (self.path / under).rglob(".*"):
            with as_store_errors(path):
                path.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a file that may be there."""
        with as_store_errors(self.path / name):
            (self.path / name).unlink(missing_ok=True)


@contextmanager
def as_store_errors(where: Path) -> Iterator[None]:
    """Tell errors of the system about *where* as StoreErrors."""
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(where, "a file is in the way", "name a folder") from error
    except OSError as error:
        raise StoreError(where, error.strerror or str(error), RIGHT) from error


def _sync_folder(path: Path) -> None:
    """Make the names in a folder last through a power cut; systems that cannot open folders see to it themselves."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
