"""Whose a place of shards is: a run writes there, and removes what is its own, only where nobody else keeps anything.

A place is a run's where it is new or empty, or where the mark is, which is written there first. A store is one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.read.find import MARK
from kg.runs.folders import Folder, LocalFolder, as_store_errors
from kg.store import locked_folder

__all__ = ["check_place", "held"]

SAID: Final = b"Shards of documents, by conflict-kg. kg build writes here, and removes what it needs no more.\n"


def check_place(folder: Folder) -> None:
    """Raise StoreError where *folder* holds what no run has put there."""
    if not (_is_store(folder) or folder.holds(MARK) or folder.is_empty()):
        raise StoreError(folder.place("").rstrip("/"), "holds files that are not a run's", "name a new or empty folder")


@contextmanager
def held(folder: Folder, store: Path) -> Iterator[None]:
    """Keep others from writing to *folder* while the body runs, which holds the lock of *store*; it is marked as a run's.

    Raises StoreError where another process has it, or it is not a run's. What lies at a URL cannot be locked.
    """
    if isinstance(folder, LocalFolder):
        with as_store_errors(folder.path):
            folder.path.mkdir(parents=True, exist_ok=True)
            is_locked = folder.path.samefile(store)
        if not is_locked:
            with locked_folder(folder.path, "another place of shards"):
                _mark(folder)
                yield
            return
    else:
        _mark(folder)
    yield


def _mark(folder: Folder) -> None:
    check_place(folder)
    if not (_is_store(folder) or folder.holds(MARK)):
        folder.write(MARK, SAID)


def _is_store(folder: Folder) -> bool:
    return isinstance(folder, LocalFolder) and (folder.path / "generations").is_dir()
