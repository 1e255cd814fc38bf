"""Writes the data of a release in every format, and keeps a ledger of what is finished."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from kg.export.describe.files import ExportedFile, exported_files
from kg.export.release.place import LEDGER
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Format, Options

__all__ = ["FOLDER", "Progress", "write_data"]

FOLDER: Final = "data"
Progress: TypeAlias = Callable[[str, int, int], None]


def write_data(
    source: Source,
    root: Path,
    formats: Sequence[str],
    options: Options,
    key: str,
    *,
    compress: bool = False,
    progress: Progress | None = None,
) -> tuple[ExportedFile, ...]:
    """Write *source* below *root* in each of *formats* and return the files.

    A format that a run before has finished, with the same *key* and unchanged since, is not written again. What a format cannot
    carry is known here and told in the release; that nothing else is missing is checked (`kg.export.writing`).
    """
    ledger = _Ledger(root, key)
    files: list[ExportedFile] = []
    for number, name in enumerate(formats):
        if progress:
            progress("formats", number, len(formats))
        format = EXPORT_FORMATS[name]
        found = ledger.kept(format, compress)
        if found is None:
            found = _write(source, format, _place(root, format), options, compress)
            ledger.add(format, found)
        files += found
    if progress:
        progress("formats", len(formats), len(formats))
    return tuple(files)


def _write(source: Source, format: Format, path: Path, options: Options, compress: bool) -> tuple[ExportedFile, ...]:
    from kg.export.writing import export_file

    path.parent.mkdir(exist_ok=True)
    for item in (path, _compressed(path)):
        shutil.rmtree(item) if item.is_dir() else item.unlink(missing_ok=True)
    export_file(source, format.name, path, options=options, allow_loss=True)
    if compress and not format.folder:
        path = _compress(path)
    return exported_files(format, path, path.parents[1])


def _place(root: Path, format: Format) -> Path:
    return root / FOLDER / (format.name if format.folder else format.name + format.suffix)


def _compressed(path: Path) -> Path:
    return path.with_name(path.name + ".gz")


def _compress(path: Path) -> Path:
    """Replace the file at *path* by its gzip, which names no file and no time."""
    target = _compressed(path)
    with (
        path.open("rb") as plain,
        target.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
    ):
        shutil.copyfileobj(plain, packed, 1 << 20)
    path.unlink()
    return target


class _Ledger:
    """Which formats are finished, and the checksums of their files then."""

    def __init__(self, root: Path, key: str) -> None:
        self._root, self._file, self._key = root, root / LEDGER, key
        self._formats = self._read()

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            row = json.loads(self._file.read_text(encoding="utf-8"))
            if row["key"] == self._key:
                return {name: dict(files) for name, files in row["formats"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        shutil.rmtree(self._root / FOLDER, ignore_errors=True)
        return {}

    def kept(self, format: Format, compress: bool) -> tuple[ExportedFile, ...] | None:
        """Return the files of *format* where all are there as they were written, else None."""
        known, path = self._formats.get(format.name), _place(self._root, format)
        path = _compressed(path) if compress and not format.folder else path
        if not known or not path.exists():
            return None
        found = exported_files(format, path, self._root)
        return found if {file.name: file.sha256 for file in found} == known else None

    def add(self, format: Format, files: Sequence[ExportedFile]) -> None:
        """Note that *format* is finished."""
        self._formats[format.name] = {file.name: file.sha256 for file in files}
        text = json.dumps({"key": self._key, "formats": self._formats}, sort_keys=True)
        aside = self._file.with_suffix(".new")
        aside.write_text(text, encoding="utf-8")
        aside.replace(self._file)
