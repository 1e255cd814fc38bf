"""Files, folders and globs → the files to read, in a fixed order.

A file that is named is read whatever it is called. Of a folder, and of what a glob matches, the files of a format that is
read, in it and below; left out are hidden ones, metadata (`NAME.meta.json`, `manifest.csv`), and what tells about the folder
(`README` and the like). Other files are counted by suffix, so that nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import has_magic
from pathlib import Path

from kg.errors import InputError
from kg.read.media_types import SUFFIXES, suffix_of

__all__ = ["Found", "find_files"]

ABOUT_FOLDER = re.compile(r"(?:readme|licen[cs]e|copying|changelog|contributing|manifest)(?:\..*)?", re.IGNORECASE)
BESIDE = (".meta.json", ".csv")


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, each with whether it was named itself, and how many of each suffix were left out of folders."""

    files: tuple[tuple[Path, bool], ...]
    left_out: Counter[str] = field(default_factory=Counter)


def find_files(paths: Iterable[Path]) -> Found:
    """Return the files that *paths* lead to, those of one folder by name.

    Raises InputError where a folder cannot be listed or holds no report, or a glob matches nothing.
    """
    files: list[tuple[Path, bool]] = []
    left_out: Counter[str] = Counter()
    for path in paths:
        if path.is_dir():
            found = _in_folder(path, left_out)
            if not found:
                raise InputError(path, "holds no report", f"a folder with files of {_suffixes()}")
            files += ((file, False) for file in found)
        elif has_magic(str(path)) and not path.exists():
            files += ((file, False) for file in _matches(path, left_out))
        else:
            files.append((path, True))
    return Found(tuple(files), left_out)


def _in_folder(folder: Path, left_out: Counter[str]) -> list[Path]:
    try:
        found = [path for path in folder.rglob("*") if not path.is_dir()]
    except OSError as error:
        raise InputError(folder, f"cannot be listed ({error.strerror})", "give a folder that you may read") from error
    visible = (p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(_reports(visible, left_out), key=lambda p: (p.name, p.as_posix()))


def _matches(pattern: Path, left_out: Counter[str]) -> list[Path]:
    root = Path(pattern.anchor)
    found = list(root.glob(str(pattern.relative_to(root))))
    if not found:
        raise InputError(pattern, "no file matches", "a pattern such as 'reports/**/*.html', in quotes")
    files = [path for path in found if path.is_file()]
    folders = [path for path in found if path.is_dir()]
    inside = (file for folder in folders for file in _in_folder(folder, left_out))
    return sorted({*_reports(files, left_out), *inside}, key=lambda p: (p.name, p.as_posix()))


def _reports(paths: Iterable[Path], left_out: Counter[str]) -> Iterator[Path]:
    for path in paths:
        name = path.name.lower()
        if suffix_of(name) in SUFFIXES and not ABOUT_FOLDER.fullmatch(name):
            yield path
        elif not ABOUT_FOLDER.fullmatch(name) and not name.endswith(BESIDE):
            left_out[suffix_of(name) or "no suffix"] += 1


def _suffixes() -> str:
    return ", ".join(sorted(SUFFIXES))
