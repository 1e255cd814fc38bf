"""The files that keep metadata of reports → fields by name: sidecars (JSON) and manifests (CSV, RFC 4180), in UTF-8.

A file with a key or column that is not known, or a value that is none, is refused whole: it would be believed in part.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import InputError
from kg.read.opening import open_file
from kg.read.options import MIB
from kg.read.placeholders import without_placeholders
from kg.read.stated import iso_day, stated_text, stated_url

__all__ = ["Fields", "read_manifest", "read_sidecar"]

Fields: TypeAlias = Mapping[str, str]
LARGEST: Final = 64 * MIB
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


def _text(path: Path) -> str:
    try:
        with open_file(path) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(path, f"holds more than {LARGEST // MIB} MiB", "the metadata of reports alone")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start + 1} is not UTF-8", "a file in UTF-8") from error
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "give a file that you may read") from error


def read_sidecar(path: Path) -> Fields:
    """Return what the sidecar at *path* says; raises InputError where it is wrong."""
    try:
        pairs = json.loads(_text(path), object_pairs_hook=tuple)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}", f"is no JSON ({error.msg})", _keys()) from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, f"is no JSON ({error})", _keys()) from error
    if not isinstance(pairs, tuple):
        raise InputError(path, "is no JSON object", _keys())
    return _values(pairs, path)


def read_manifest(path: Path) -> Mapping[str, Fields]:
    """Return what the manifest at *path* says, by file; raises InputError where it is wrong."""
    rows: dict[str, Fields] = {}
    lines: dict[str, int] = {}
    for line, row in _rows_of(path):
        where = f"{path}:{line}"
        name = _from_folder(row.pop("file").strip().replace("\\", "/"), path.parent)
        if not name:
            raise InputError(where, "names no file", "a name, or a path from the folder of the manifest")
        if name in rows:
            raise InputError(where, f"{name!r} is in line {lines[name]} already", "one row for each file")
        rows[name], lines[name] = _values(row.items(), where), line
    return rows


def _from_folder(name: str, folder: Path) -> str:
    """Return how the file called *name* is called from *folder*: below it by its path from there, else by its whole path."""
    if "\0" in name or not (Path(name).is_absolute() or ".." in name.split("/")):
        return name.removeprefix("./")
    folder, whole = folder.resolve(), (folder / name).resolve()
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


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
    """Return what *pairs* say; empty values, and those that stand for them, say nothing."""
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
        if value := without_placeholders(key, value):
            values[key] = value
    return values


def _keys() -> str:
    return f"some of: {', '.join(READERS)}"


def _columns() -> str:
    return f"a column file, once, and some of: {', '.join(READERS)}, with commas between"
