"""Files, folders and globs → the files to read, in a fixed order.

A file that is named is read whatever it is called. Of a folder, and of what a glob matches, the files of a format that is
read, in it and below; hidden ones are passed over, save where the pattern itself has the dot, and so are metadata
(`NAME.meta.json`, `manifest.csv`, `manifest.json`). What else is there is counted, so that nothing is passed over in silence:
what tells about the folder (`README` and the like) by its name, links to folders, which may run in a circle and are not
followed, and stores of `kg build`, as such, other files by suffix.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from glob import has_magic
from pathlib import Path

from kg.errors import InputError
from kg.read.media_types import SUFFIXES, suffix_of

__all__ = ["MARK", "Found", "find_files"]

ABOUT_FOLDER = re.compile(r"(?:readme|licen[cs]e|copying|changelog|contributing)(?:\.(?:md|markdown|txt|rst))?", re.I)
METADATA = re.compile(r".*\.meta\.json|manifest\.(?:csv|json)", re.IGNORECASE)
LINK = "link to a folder"
STORE = "store of kg build"
# The name of the file that makes a folder a place of shards of `kg build`.
MARK = "conflict-kg.txt"


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, each with whether it was named itself; how many of each kind were left out; what cannot be listed."""

    files: tuple[tuple[Path, bool], ...]
    left_out: Counter[str] = field(default_factory=Counter)
    failures: tuple[InputError, ...] = ()


def find_files(paths: Iterable[Path]) -> Found:
    """Return the files that *paths* lead to, those of one folder by name.

    Raises InputError where a folder cannot be listed, a folder or glob leads to no report, or a path means standard input.
    """
    files: list[tuple[Path, bool]] = []
    walk = _Walk()
    for path in paths:
        if path.is_dir():
            files += ((file, False) for file in _some(path, walk.reports(walk.inside(path))))
        elif has_magic(str(path)) and not path.exists():
            files += ((file, False) for file in _some(path, _matches(path, walk)))
        elif str(path) == "-" and not path.exists():
            raise InputError("-", "reports are not read from standard input", "save it to a file, and name that")
        else:
            files.append((path, True))
    return Found(tuple(files), +walk.left_out, tuple(walk.failures))


class _Walk:
    """Looks into folders, and keeps what it left out there and what it could not list."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        self.failures: list[InputError] = []

    def inside(self, folder: Path) -> Iterator[Path]:
        """Yield the files in *folder* and below that are not hidden; raises InputError where it cannot be listed itself."""
        for at, folders, names in os.walk(folder, onerror=lambda error: self._unlisted(folder, error)):
            here = Path(at)
            if _is_store(folders, names):
                self.left_out[STORE] += 1
                folders.clear()
                continue
            seen = [name for name in folders if not name.startswith(".")]
            folders[:] = [name for name in seen if not (here / name).is_symlink()]
            self.left_out[LINK] += len(seen) - len(folders)
            yield from (here / name for name in names if not name.startswith("."))

    def reports(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Yield those of *paths* that are in a format that is read."""
        for path in paths:
            name = path.name.lower()
            if ABOUT_FOLDER.fullmatch(name):
                self.left_out[path.name] += 1
            elif suffix_of(name) in SUFFIXES:
                yield path
            elif not METADATA.fullmatch(name):
                self.left_out[suffix_of(name) or "no suffix"] += 1

    def _unlisted(self, folder: Path, error: OSError) -> None:
        where = Path(error.filename or folder)
        failure = InputError(where, f"cannot be listed ({error.strerror})", "give a folder that you may read")
        if where == folder:
            raise failure from error
        self.failures.append(failure)


def _is_store(folders: Collection[str], names: Collection[str]) -> bool:
    """Tell whether what is in a folder is that of a store, finished or in the making, or of a place of shards."""
    return MARK in names or (
        "generations" in folders and ("CURRENT" in names or "shards" in folders or "journals" in folders)
    )


def _some(path: Path, found: Iterable[Path]) -> list[Path]:
    """Return *found* by name; raises InputError where *path* leads to none."""
    files = sorted(set(found), key=lambda p: (p.name, p.as_posix()))
    if not files:
        raise InputError(path, "holds no report", f"a folder with files of {', '.join(sorted(SUFFIXES))}")
    return files


def _matches(pattern: Path, walk: _Walk) -> Iterator[Path]:
    root = Path(pattern.anchor)
    found = sorted(path for path in root.glob(str(pattern.relative_to(root))) if not _is_hidden(path, pattern))
    if not found:
        raise InputError(pattern, "no file matches", "a pattern such as 'reports/**/*.html', in quotes")
    linked = [path for path in found if path.is_dir() and path.is_symlink()]
    walk.left_out[LINK] += len(linked)
    folders = [path for path in found if path.is_dir() and path not in linked]
    inside = (file for folder in folders for file in walk.inside(folder))
    yield from walk.reports({*(path for path in found if not path.is_dir()), *inside})


def _is_hidden(path: Path, pattern: Path) -> bool:
    """Whether a part of *path* begins with a dot where none of *pattern* does that it matches."""
    dotted = [part for part in pattern.parts if part.startswith(".")]
    return any(part.startswith(".") and not any(fnmatch(part, one) for one in dotted) for part in path.parts)
