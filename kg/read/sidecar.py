"""Metadata that is kept beside reports fills what a document does not say of itself, marked as such.

1. `NAME.meta.json` beside the file is asked first, be it `report.html.meta.json` or `report.meta.json`: an object with some of
   title, author, publisher, issued, url and language.
2. Else a manifest: a CSV file with a column `file` and some of these. A row is for a file by its name, by its path from the
   manifest's folder or its whole path, or for one record of it (`news.jsonl#7`); what tells more of it is tried first. It is
   the one that the user names, else `manifest.csv` in the file's own folder. A name that several files have, and no path, is
   for none of them.
3. What the document states stays, whatever is beside it. Only the language, which no document states and the reader guesses, is
   as the curator says; of its tag the first part counts ("en" of "en-GB").
4. What applies to nothing is told at the end, by `unused`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.model import Document
from kg.read.manifest import Manifest
from kg.read.media_types import suffix_of
from kg.read.metadata_files import Fields, read_sidecar

__all__ = ["ManifestError", "Sidecars"]

MANIFEST: Final = "manifest.csv"
BESIDE: Final = ".meta.json"
SHOWN: Final = 5


class ManifestError(InputError):
    """Raised for each report that is not read since the manifest of its folder is wrong."""


class Sidecars:
    """The metadata beside reports, read once for each folder; *manifest* is a CSV file for all of them, which are *files*.

    Raises InputError where *manifest* cannot be read.
    """

    def __init__(self, manifest: Path | None, files: Iterable[Path] = ()) -> None:
        self._manifest = None if manifest is None else Manifest(manifest, files)
        self._folders: dict[Path, _Folder] = {}

    def check(self, path: Path, *, named: bool = True) -> None:
        """Look at what is beside the file at *path*, before it is read; *named* where nothing else of its folder is.

        Raises InputError where it is wrong, ManifestError where that is the manifest of the folder.
        """
        folder = self._folder(path)
        folder.is_whole |= not named
        try:
            beside = folder.beside(path.name)
        except InputError as error:
            raise InputError(path, f"not read, since {error.where}: {error.wrong}", error.right) from error
        manifest = self._manifest or (folder.manifest() if beside is None else None)
        if manifest is not None:
            manifest.meet(path)

    def filled(self, path: Path, document: Document) -> Document:
        """Return *document* of the file at *path*, which has been checked, with the fields that it does not state."""
        folder = self._folders[path.parent]
        found = folder.beside(path.name)
        manifest = self._manifest or (folder.manifest() if found is None else None)
        row = manifest.row(path, document.name.removeprefix(path.name)) if manifest is not None else None
        if found is None and manifest is not None and row is not None:
            found = manifest.path, row
        return document if found is None else _filled(document, *found)

    def state(self, path: Path) -> object:
        """Return what is the same as long as all that is said of the file at *path*, and of its records, is."""
        folder = self._folder(path)
        try:
            found = folder.beside(path.name)
            manifest = self._manifest or (folder.manifest() if found is None else None)
        except InputError as error:
            return str(error)
        if found is not None or manifest is None:
            return found and (found[0].name, sorted(found[1].items()))
        return manifest.path.name, manifest.rows_of(path)

    def meet(self, path: Path, name: str, *, named: bool) -> None:
        """Remember that the document called *name* of the file at *path* has been read, be it elsewhere."""
        with suppress(InputError):
            self.check(path, named=named)
            manifest = self._manifest or (
                None if self._folder(path).beside(path.name) else self._folder(path).manifest()
            )
            if manifest is not None:
                manifest.row(path, name.removeprefix(path.name))

    def unused(self) -> list[InputError]:
        """Return an error for each of the first metadata that apply to nothing, and one that counts the others."""
        wholes = [folder for folder in self._folders.values() if folder.is_whole]
        manifests = [self._manifest] if self._manifest else [folder.opened for folder in wholes if folder.opened]
        found = [error for manifest in manifests for error in manifest.unused()]
        found += [error for folder in wholes for error in folder.orphans()]
        if len(found) <= SHOWN:
            return found
        rest = InputError(
            found[SHOWN].where, f"{len(found) - SHOWN} more metadata apply to nothing", "names of reports"
        )
        return [*found[:SHOWN], rest]

    def _folder(self, path: Path) -> _Folder:
        if path.parent not in self._folders:
            self._folders[path.parent] = _Folder(path.parent)
        return self._folders[path.parent]


class _Folder:
    """The sidecars of one folder, each read when it is asked for and once; `is_whole` where all of its reports are read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_whole = False
        self.opened: Manifest | None = None
        self._names: frozenset[str] | None = None
        self._read: dict[str, Fields] = {}
        self._wrong: ManifestError | None = None

    def beside(self, name: str) -> tuple[Path, Fields] | None:
        """Return the sidecar of the file called *name* and what it says."""
        for own in (f"{name}{BESIDE}", f"{_stem(name)}{BESIDE}"):
            if own in self.names:
                if own not in self._read:
                    self._read[own] = read_sidecar(self.path / own)
                return self.path / own, self._read[own]
        return None

    def manifest(self) -> Manifest | None:
        """Return the folder's manifest, None where it has none; raises ManifestError, each time, where it is wrong."""
        if self._wrong is not None:
            raise self._wrong
        if self.opened is None and MANIFEST in self.names:
            try:
                self.opened = Manifest(self.path / MANIFEST)
            except InputError as error:
                self._wrong = ManifestError(error.where, error.wrong, error.right)
                raise self._wrong from error
        return self.opened

    def orphans(self) -> Iterator[InputError]:
        """Yield an error for each sidecar that no file is called like."""
        known = {own for name in self.names if not name.endswith(BESIDE) for own in (name, _stem(name))}
        for name in sorted(self.names):
            if name.endswith(BESIDE) and not name.startswith(".") and name.removesuffix(BESIDE) not in known:
                yield InputError(self.path / name, "applies to no report", "called like a report in the folder")

    @property
    def names(self) -> frozenset[str]:
        """The names of the files in the folder."""
        if self._names is None:
            try:
                self._names = frozenset(path.name for path in self.path.iterdir())
            except OSError:
                self._names = frozenset()  # a folder may be opened for its files and not for a list of them
        return self._names


def _stem(name: str) -> str:
    return name[: len(name) - len(suffix_of(name))]


def _filled(document: Document, sidecar: Path, fields: Fields) -> Document:
    own = {key: value for key, value in fields.items() if key == "language" or not getattr(document, key)}
    if not own:
        return document
    values: dict[str, Any] = dict(own)
    return replace(document, supplied=tuple(sorted(own)), sidecar=sidecar.name, **values)
