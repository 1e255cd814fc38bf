"""Metadata that is kept beside reports fills what a document does not say of itself, marked as such.

1. `NAME.meta.json` beside the file is asked first, be it `report.html.meta.json` or `report.meta.json`: an object with some of
   title, author, publisher, issued, url and language.
2. Else a manifest: a CSV file (RFC 4180) in UTF-8 with a column `file` and some of these. A row is for a file by its name, by
   its path from the manifest's folder, or for one record of it (`news.jsonl#7`); what tells more of it is tried first. It is
   the one that the user names, else `manifest.csv` in the file's own folder.
3. What the document states stays, whatever is beside it. Only the language, which no document states and the reader guesses, is
   as the curator says; of its tag the first part counts ("en" of "en-GB").
A file with a key or column that is not known, or a value that is none, is refused whole: it would be believed in part.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import InputError
from kg.model import Document
from kg.read.media_types import suffix_of
from kg.read.options import MIB
from kg.read.stated import iso_day, stated_text, stated_url

__all__ = ["Sidecars"]

Fields: TypeAlias = Mapping[str, str]
LARGEST: Final = 64 * MIB
MANIFEST: Final = "manifest.csv"
BESIDE: Final = ".meta.json"
TAG = re.compile(r"[A-Za-z]{2,3}(?=(?:-[A-Za-z0-9]{1,8}){0,8}$)")


def _language(value: object) -> str | None:
    match = TAG.match(value.strip()) if isinstance(value, str) else None
    return match[0].lower() if match else None


# What reads each value, and what would be one.
READERS: Final = {
    "title": (stated_text, "a text"),
    "author": (stated_text, "a name, or a list of names"),
    "publisher": (stated_text, "a name"),
    "issued": (iso_day, "a day such as 2026-11-22"),
    "url": (stated_url, "a web address such as https://example.org/report"),
    "language": (_language, "a language tag (BCP 47) such as en"),
}


class Sidecars:
    """The metadata beside reports, read once for each folder; *manifest* is a CSV file for all of them.

    Raises InputError where *manifest* cannot be read.
    """

    def __init__(self, manifest: Path | None) -> None:
        self.manifest = manifest
        self._rows = None if manifest is None else _manifest(manifest)
        self._folders: dict[Path, _Folder] = {}

    def filled(self, path: Path, document: Document) -> Document:
        """Return *document* of the file at *path* with the fields that it does not state.

        Raises InputError where the file beside it is wrong.
        """
        folder = self._folders.setdefault(path.parent, _Folder(path.parent))
        member = document.name.removeprefix(path.name)
        found = folder.beside(path.name)
        if found is None and self.manifest is not None and self._rows is not None:
            found = _row(self._rows, [_relative(path, self.manifest), path.name], member, self.manifest)
        elif found is None:
            found = _row(folder.rows(), [path.name], member, folder.path / MANIFEST)
        return document if found is None else _filled(document, *found)


class _Folder:
    """The sidecars of one folder, each read when it is asked for and once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names: frozenset[str] | None = None
        self._read: dict[str, Fields] = {}
        self._rows: Mapping[str, Fields] | InputError | None = None

    def beside(self, name: str) -> tuple[Path, Fields] | None:
        """Return the sidecar of the file called *name* and what it says."""
        for own in (f"{name}{BESIDE}", f"{name[: len(name) - len(suffix_of(name))]}{BESIDE}"):
            if own in self.names:
                if own not in self._read:
                    self._read[own] = _json(self.path / own)
                return self.path / own, self._read[own]
        return None

    def rows(self) -> Mapping[str, Fields]:
        """Return the rows of the folder's manifest by file; none where it has none."""
        if self._rows is None:
            try:
                self._rows = _manifest(self.path / MANIFEST) if MANIFEST in self.names else {}
            except InputError as error:
                self._rows = error
        if isinstance(self._rows, InputError):
            raise self._rows
        return self._rows

    @property
    def names(self) -> frozenset[str]:
        """The names of the sidecars and of the manifest in the folder."""
        if self._names is None:
            try:
                names = (path.name for path in self.path.iterdir())
                self._names = frozenset(name for name in names if name.endswith(BESIDE) or name == MANIFEST)
            except OSError:
                self._names = frozenset()  # a folder may be opened for its files and not for a list of them
        return self._names


def _filled(document: Document, sidecar: Path, fields: Fields) -> Document:
    own = {key: value for key, value in fields.items() if key == "language" or not getattr(document, key)}
    if not own:
        return document
    values: dict[str, Any] = dict(own)
    return replace(document, supplied=tuple(sorted(own)), sidecar=sidecar.name, **values)


def _row(
    rows: Mapping[str, Fields], names: Iterable[str | None], member: str, manifest: Path
) -> tuple[Path, Fields] | None:
    known = [name for name in names if name is not None]
    wanted = [*(name + member for name in known if member), *known]
    return next(((manifest, rows[name]) for name in wanted if name in rows), None)


def _relative(path: Path, manifest: Path) -> str | None:
    folder, own = manifest.parent.resolve(), path.resolve()
    return own.relative_to(folder).as_posix() if own.is_relative_to(folder) else None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(path, f"holds more than {LARGEST // MIB} MiB", "the metadata of reports alone")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start + 1} is not UTF-8", "a file in UTF-8") from error
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "give a file that you may read") from error


def _json(path: Path) -> Fields:
    try:
        pairs = json.loads(_text(path), object_pairs_hook=tuple)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}", f"is no JSON ({error.msg})", _keys()) from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, f"is no JSON ({error})", _keys()) from error
    if not isinstance(pairs, tuple):
        raise InputError(path, "is no JSON object", _keys())
    return _values(pairs, path)


def _manifest(path: Path) -> Mapping[str, Fields]:
    rows: dict[str, Fields] = {}
    lines: dict[str, int] = {}
    for line, row in _rows_of(path):
        where = f"{path}:{line}"
        name = row.pop("file").strip().replace("\\", "/").removeprefix("./")
        if not name:
            raise InputError(where, "names no file", "a name, or a path from the folder of the manifest")
        if name in rows:
            raise InputError(where, f"{name!r} is in line {lines[name]} already", "one row for each file")
        rows[name], lines[name] = _values(row.items(), where), line
    return rows


def _rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not blank, by column, with the number of its last line."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if "file" not in header or len(set(header)) < len(header) or not {"file", *READERS}.issuperset(header):
            raise InputError(f"{path}:1", f"has the columns {', '.join(header)[:200] or 'of nothing'}", _columns())
        for row in reader:
            if len(row) > len(header):
                raise InputError(f"{path}:{reader.line_num}", "has more cells than columns", "quote cells with commas")
            if any(cell.strip() for cell in row):
                yield reader.line_num, dict(zip(header, row + [""] * (len(header) - len(row)), strict=True))
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}", f"is no CSV ({error})", _columns()) from error


def _values(pairs: Iterable[tuple[str, Any]], where: object) -> Fields:
    """Return what *pairs* say; empty values say nothing."""
    values: dict[str, str] = {}
    seen: set[str] = set()
    for key, given in pairs:
        if key not in READERS or key in seen:
            raise InputError(where, f"{'unknown key' if key not in seen else 'twice'} {key[:40]!r}", _keys())
        seen.add(key)
        if given is None or given == [] or (isinstance(given, str) and not given.strip()):
            continue
        read, right = READERS[key]
        value = read(given)
        if value is None:
            raise InputError(where, f"{key} {str(given)[:60]!r} is none", right)
        values[key] = value
    return values


def _keys() -> str:
    return f"some of: {', '.join(READERS)}"


def _columns() -> str:
    return f"a column file, once, and some of: {', '.join(READERS)}, with commas between"
