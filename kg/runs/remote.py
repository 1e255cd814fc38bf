"""Folders at a URL, by fsspec: what object stores, HDFS and other servers hold, and for tests memory.

An object store shows an object when it is whole, so it is put there at once. Elsewhere a file is put under another name and
moved. What is read comes in pieces, so that a part of a large file costs little more than that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BufferedReader, RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import KgError, MissingExtraError, StoreError, UsageError
from kg.runs.folders import AHEAD, RIGHT, Folder, as_store_errors, aside_name, whole_name

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["RemoteFolder", "check_remote"]

# An object is there when it is whole.
WHOLE: Final = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss"})


@dataclass(frozen=True, slots=True)
class RemoteFolder(Folder):
    """The folder at *url*, which every process opens for itself."""

    url: str

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        with TemporaryDirectory(prefix="kg-") as folder:
            made = Path(folder) / "made"
            with made.open("wb") as file:
                yield file
            with _told(self.place(name)):
                self._put(made, name)

    def _put(self, made: Path, name: str) -> None:
        system, root = _opened(self.url)
        target = f"{root}/{name}"
        if _puts_whole(system):
            system.put_file(str(made), target)
            return
        folder, _, own = target.rpartition("/")
        aside = f"{folder}/{aside_name(own)}"
        system.makedirs(folder, exist_ok=True)
        try:
            system.put_file(str(made), aside)
            _move(system, aside, target)
        except BaseException:
            with suppress(Exception):
                system.rm_file(aside)
            raise

    @contextmanager
    def reading(self, name: str, ahead: int = AHEAD) -> Iterator[BinaryIO]:
        system, root = _opened(self.url)
        with _told(self.place(name)):
            file = system.open(f"{root}/{name}", "rb", block_size=ahead)
        with file, BufferedReader(_Reading(file, self.place(name))) as buffered:
            yield buffered

    def holds(self, name: str) -> bool:
        system, root = _opened(self.url)
        with _told(self.place(name)):
            return bool(system.isfile(f"{root}/{name}"))

    def names(self, under: str = "") -> list[str]:
        return [name for name in self._found(under) if not name.rpartition("/")[2].startswith(".")]

    def remove_unfinished(self, under: str = "") -> None:
        for name in self._found(under, depth=1):
            if whole_name(name) != name:
                self.remove(name)

    def remove(self, name: str) -> None:
        system, root = _opened(self.url)
        with _told(self.place(name)), suppress(FileNotFoundError):
            system.rm_file(f"{root}/{name}")

    def remove_below(self, under: str, ours: Callable[[str], object]) -> None:
        system, root = _opened(self.url)
        with _told(self.place(under)):
            for name in filter(lambda name: ours(whole_name(name)), self._found(under)):
                system.rm_file(f"{root}/{name}")

    def below(self, under: str) -> RemoteFolder:
        return RemoteFolder(self.place(under))

    def place(self, name: str) -> str:
        return f"{self.url.rstrip('/')}/{name}"

    def beside(self, name: str) -> Path:
        top = Path(gettempdir()) / f"kg-{getattr(os, 'getuid', int)()}"
        with _told(top):
            top.mkdir(mode=0o700, exist_ok=True)
            if hasattr(os, "getuid") and (top.is_symlink() or top.stat().st_uid != os.getuid()):
                raise StoreError(top, "belongs to somebody else", "another TMPDIR")
        return top / sha256(self.url.encode()).hexdigest()[:24] / name

    def _found(self, under: str, depth: int | None = None) -> list[str]:
        system, root = _opened(self.url)
        top = f"{root}/{under}".rstrip("/")
        with _told(self.place(under)):
            if not system.isdir(top):
                return []
            return sorted(path.removeprefix(f"{root}/") for path in system.find(top, maxdepth=depth))


def check_remote(url: str) -> None:
    """Raise MissingExtraError where fsspec is not installed, UsageError where nothing that is opens *url*."""
    try:
        _opened(url)
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] == "fsspec":
            raise MissingExtraError(url, "ray") from error
        raise UsageError(url, f"cannot be opened ({error})", "install what fsspec opens such URLs with") from error
    except (ImportError, ValueError) as error:
        raise UsageError(url, f"cannot be opened ({error})", "a URL that fsspec opens") from error


@cache
def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of *url*, which remembers no listing, and the path in it."""
    from fsspec.core import url_to_fs

    system, root = url_to_fs(url, use_listings_cache=False)
    return system, root.rstrip("/")


def _puts_whole(system: AbstractFileSystem) -> bool:
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    return not WHOLE.isdisjoint(protocols)


def _move(system: AbstractFileSystem, aside: str, target: str) -> None:
    """Move a file; where the system cannot, it is copied there, which no other name of ours is."""
    from fsspec import AbstractFileSystem

    if type(system).mv is AbstractFileSystem.mv:  # takes names for patterns
        system.cp_file(aside, target)
        system.rm_file(aside)
    else:
        system.mv(aside, target)


class _Reading(RawIOBase):
    """A file that tells what goes wrong as StoreErrors; what libraries of servers raise is of many kinds."""

    def __init__(self, file: Any, place: str) -> None:
        self._given, self._place = file, place

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return int(self._given.tell())

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with _told(self._place):
            return int(self._given.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        with _told(self._place):
            data = self._given.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _told(where: Path | str) -> Iterator[None]:
    """Tell what goes wrong with a file system as a StoreError."""
    with as_store_errors(where):
        try:
            yield
        except (KgError, OSError):  # one that is not there, too
            raise
        except Exception as error:
            raise StoreError(where, f"{type(error).__name__} {error}".strip(), RIGHT) from error
