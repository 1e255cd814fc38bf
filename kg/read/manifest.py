"""The rows of one manifest: which is for which report, and which are for none.

A row calls a file by its path from the manifest's folder, by its whole path or by its name, and a record of it by its own name
besides (`news.jsonl#7`). A name alone is for the one file that is called so and that no path tells.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.read.metadata_files import Fields, read_manifest

__all__ = ["Manifest"]


class Manifest:
    """The manifest at *path*, for the reports of its own folder, or for *files* wherever they are.

    Raises InputError where it cannot be read.
    """

    def __init__(self, path: Path, files: Iterable[Path] | None = None) -> None:
        self.path = path
        self._rows = read_manifest(path)
        self._sorted = sorted(self._rows)
        self._folder = path.parent.resolve()
        self._fits = None if files is None else self._by_name(files)
        self._met: set[str] = set()
        self._asked: set[str] = set()

    def meet(self, path: Path) -> None:
        """Remember that the file at *path* is read."""
        names = self._names(path)
        self._asked.update(names)
        self._met.update(name for name in names if name in self._rows)

    def row(self, path: Path, member: str) -> Fields | None:
        """Return what is said of the file at *path*, or of one record of it: *member* begins with `#`, or is empty."""
        names = self._names(path)
        wanted = [name for name in (*(name + member for name in names), *names) if name in self._rows]
        self._met.update(wanted)
        return self._rows[wanted[0]] if wanted else None

    def rows_of(self, path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return every row that may be for the file at *path* or a record of it, in order."""
        found: list[str] = []
        for name in self._names(path):
            near = self._sorted[bisect_left(self._sorted, name) : bisect_right(self._sorted, f"{name}#\U0010ffff")]
            found += [row for row in near if row == name or row.startswith(f"{name}#")]
        return [(name, sorted(self._rows[name].items())) for name in found]

    def unused(self) -> Iterator[InputError]:
        """Yield an error for each row that is for no report, or for which of several nobody can tell."""
        for name in self._rows:
            if name in self._met:
                continue
            files = [name[:end] for end in (*(at for at, sign in enumerate(name) if sign == "#"), len(name))]
            fits = max(self._fits[file] for file in files) if self._fits is not None else 0
            if fits > 1:
                wrong = f"the row of {name!r} fits {fits} files, and fills none"
                yield InputError(self.path, wrong, "their paths from the folder of the manifest")
            elif self._asked.intersection(files) or not any(map(self._is_elsewhere, files)):
                yield InputError(self.path, f"the row of {name!r} applies to no report", "the name of one that is read")

    def _is_elsewhere(self, file: str) -> bool:
        """Whether *file* is there for a row to be for, though it has not been asked for."""
        return (self._fits is not None or "/" not in file) and os.path.exists(self._folder / file)  # noqa: PTH110 - false, where a path cannot be, and no error

    def _names(self, path: Path) -> list[str]:
        """Return what a row may call the file at *path*: its path, and its name where that tells it from others."""
        if self._fits is None:
            return [path.name]
        own = self._relative(path)
        is_told = own in self._rows or self._fits[path.name] != 1
        return [own, *([] if is_told or own == path.name else [path.name])]

    def _by_name(self, files: Iterable[Path]) -> Counter[str]:
        """Count the files of each name that no path tells, nor tells of another that is called so."""
        distinct = {(path.name, path.resolve()): self._relative(path) for path in files}
        told = {own for own in distinct.values() if own in self._rows}
        return Counter(name for (name, _), own in distinct.items() if own not in told and name not in told)

    def _relative(self, path: Path) -> str:
        """Return the path of a file from the folder of the manifest, or its whole path where it is not in there."""
        own = path.resolve()
        return (own.relative_to(self._folder) if own.is_relative_to(self._folder) else own).as_posix()
