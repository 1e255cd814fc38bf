"""Reads files one by one, with what is kept beside each; what the whole collection must know is told before."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Document
from kg.read.guard import Guard
from kg.read.one_file import read_file
from kg.read.opening import open_file
from kg.read.options import ReadOptions
from kg.read.sidecar import ManifestError, Sidecars

__all__ = ["FileReader", "check_beside"]


class FileReader:
    """Reads files as *options* say, with what *sidecars* say beside them; *guard* bounds what each takes."""

    def __init__(self, options: ReadOptions, guard: Guard, sidecars: Sidecars) -> None:
        self._options, self._guard, self._sidecars = options, guard, sidecars

    def documents(self, path: Path, *, named: bool = False) -> Iterator[Document | KgError]:
        """Yield the documents of the file at *path*, and an error for each record of it that cannot be read.

        *named* where the user named the file itself, so that a wrong manifest beside it is its own error.
        Raises InputError where the file cannot be read, ManifestError where only the manifest of its folder is wrong.
        """
        check_beside(self._sidecars, path, named=named)
        for one in read_file(path, self._options, self._guard):
            yield self._sidecars.filled(path, one) if isinstance(one, Document) else one

    def state(self, path: Path) -> str:
        """Return what is the same as long as the file at *path* and all that is said beside it are; not where it lies."""
        try:
            with open_file(path) as file:
                digest = file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError, InputError) as error:
            digest = str(error)
        return repr((path.name, digest, self._sidecars.state(path)))


def check_beside(sidecars: Sidecars, path: Path, *, named: bool) -> None:
    """Look at the metadata beside a file; a wrong manifest is a file's own error where the file is *named*."""
    try:
        sidecars.check(path, named=named)
    except ManifestError as error:
        if not named:
            raise
        raise InputError(path, f"not read, since {error.where}: {error.wrong}", error.right) from error
