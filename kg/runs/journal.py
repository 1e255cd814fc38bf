"""The journal of a shard in the making: each document is a frame, whole or not there, so that a run that was killed goes on.

What is begun is noted before it is done, so that a document that ends its process can be found.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from kg.errors import StoreError
from kg.runs.folders import as_store_errors
from kg.runs.rows import DocumentRow, FileRow, Summary, decoded, encoded, framed, frames

__all__ = ["Journal", "remove_journal"]

# So long another process that writes the journal is waited for, in seconds, and so often it is asked.
PATIENCE: Final = 60
PERIOD: Final = 0.2


@dataclass(frozen=True, slots=True)
class _Entry:
    """One frame: a file or document that is begun or given up, a document that is done, or a file that is."""

    begun: str = ""
    given_up: str = ""
    document: DocumentRow | None = None
    file: FileRow | None = None


class Journal:
    """The journal at *path*, taken up where it ends; a frame that is not whole is cut off. A context that closes it.

    `begun` is what was begun last and is not done, else "". `given_up` is what has ended the process that did it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.begun = ""
        self._documents: dict[str, int] = {}
        self.files: dict[str, FileRow] = {}
        self.given_up: set[str] = set()
        with as_store_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            self._file: BinaryIO = path.open("r+b")
            try:
                _lock(self._file, path)
                self._take_up()
            except BaseException:
                self._file.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self._file.close()

    def begin(self, made: str) -> None:
        """Note that what *made* names is begun."""
        self._add(_Entry(begun=made))
        self.begun = made

    def give_up(self) -> None:
        """Note that what is begun is not to be tried again."""
        if self.begun:
            self.given_up.add(self.begun)
            self._add(_Entry(given_up=self.begun))
            self.begun = ""

    def add_document(self, row: DocumentRow) -> None:
        """Keep a document that is done."""
        self._documents[row.summary.made] = self._add(_Entry(document=row))
        self.begun = ""

    def add_file(self, row: FileRow) -> None:
        """Keep that a file is done."""
        self._add(_Entry(file=row))
        self.files[row.made] = row
        self.begun = ""

    def summary(self, made: str) -> Summary | None:
        """Return what is told of a document that is done; None where it is not."""
        return self.row(made).summary if made in self._documents else None

    def row(self, made: str) -> DocumentRow:
        """Return a document that is done; raises KeyError where it is not."""
        with as_store_errors(self._path):
            self._file.seek(self._documents[made])
            row = decoded(next(frames(self._file)), _Entry).document
        if row is None:
            raise KeyError(made)
        return row

    def _add(self, entry: _Entry) -> int:
        with as_store_errors(self._path):
            place = self._file.seek(0, 2)
            try:
                self._file.write(framed(encoded(entry)))
                self._file.flush()
            except OSError:
                self._cut(place)
                raise
        return place

    def _take_up(self) -> None:
        end = 0
        for payload in frames(self._file):
            try:
                self._note(decoded(payload, _Entry), end)
            except ValueError:
                break  # of another version
            end = self._file.tell()
        self._cut(end)

    def _note(self, entry: _Entry, place: int) -> None:
        if entry.document is not None:
            self._documents[entry.document.summary.made] = place
        elif entry.file is not None:
            self.files[entry.file.made] = entry.file
        elif entry.given_up:
            self.given_up.add(entry.given_up)
        self.begun = entry.begun

    def _cut(self, end: int) -> None:
        self._file.seek(end)
        self._file.truncate()


def remove_journal(path: Path) -> None:
    """Remove the journal of a shard that is sealed, where there is one."""
    with as_store_errors(path):
        path.unlink(missing_ok=True)


def _lock(file: BinaryIO, path: Path) -> None:
    """Wait until no other process writes the journal: one that was given up may be at it for a moment more.

    Raises StoreError where one still is after a while.
    """
    if sys.platform == "win32":  # which has no such lock
        return
    import fcntl

    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= end:
                wrong = f"is being written by another process, for {PATIENCE} s by now"
                raise StoreError(path, wrong, "wait until that has ended, or end it") from error
            time.sleep(PERIOD)
        else:
            return
