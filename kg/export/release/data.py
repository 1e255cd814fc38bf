"""Writes the data of a release in every format, and keeps a ledger of what is finished.

Formats that may refuse the data come first: that one of them does is known before the others are written.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import LossError, UnwritableError
from kg.export.describe.files import ExportedFile, exported_files
from kg.export.merging import Merging
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
    allow_loss: bool = False,
    compress: bool = False,
    progress: Progress | None = None,
) -> tuple[tuple[ExportedFile, ...], dict[str, str]]:
    """Write *source* below *root* in each of *formats*; return the files, and why formats are left out, by their names.

    A format that a run before has finished, with the same *key* and unchanged since, is not written again. What a format cannot
    carry is known here and told in the release; that nothing else is missing is checked (`kg.export.writing`).

    Raises LossError where a format cannot write this source, and *allow_loss* does not let it be left out.
    """
    ledger, merging = _Ledger(root, key), Merging(source)
    files: dict[str, tuple[ExportedFile, ...]] = {}
    refused: dict[str, str] = {}
    for number, format in enumerate(sorted(map(EXPORT_FORMATS.__getitem__, formats), key=lambda row: not row.refuses)):
        if progress:
            progress("formats", number, len(formats))
        if not format.refuses:
            _check_refused(refused, allow_loss)
        try:
            files[format.name] = ledger.kept(format, compress) or _write(
                source, format, root, options, compress, merging
            )
        except UnwritableError as error:
            refused[format.name] = error.wrong
        else:
            ledger.add(format, files[format.name])
    _check_refused(refused, allow_loss and bool(files))
    if progress:
        progress("formats", len(formats), len(formats))
    return tuple(file for name in formats for file in files.get(name, ())), refused


def _check_refused(refused: Mapping[str, str], allow_loss: bool) -> None:
    if refused and not allow_loss:
        without = " ".join(f"--without {name}" for name in refused)
        wrong = "; ".join(f"{name} {why}" for name, why in refused.items())
        raise LossError("--release", wrong, f"{without}, or --allow-loss to leave out what cannot be written")


def _write(
    source: Source, format: Format, root: Path, options: Options, compress: bool, merging: Merging
) -> tuple[ExportedFile, ...]:
    from kg.export.writing import export_file

    path, told = _place(root, format), [merging.told(format.name)]
    path.parent.mkdir(exist_ok=True)
    for item in (path, _compressed(path)):
        shutil.rmtree(item) if item.is_dir() else item.unlink(missing_ok=True)
    export_file(source, format.name, path, options=options, allow_loss=True, tell=told.append)
    if compress and not format.folder:
        path = _compress(path)
    return exported_files(format, path, root, "; ".join(filter(None, told)))


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

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            row = json.loads(self._file.read_text(encoding="utf-8"))
            if row["key"] == self._key:
                return {
                    name: {"files": dict(found["files"]), "told": found["told"]}
                    for name, found in row["formats"].items()
                }
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
        found = exported_files(format, path, self._root, known["told"])
        return found if _sums(found) == known["files"] else None

    def add(self, format: Format, files: Sequence[ExportedFile]) -> None:
        """Note that *format* is finished."""
        self._formats[format.name] = {"files": _sums(files), "told": files[0].told}
        text = json.dumps({"key": self._key, "formats": self._formats}, sort_keys=True)
        aside = self._file.with_suffix(".new")
        aside.write_text(text, encoding="utf-8")
        aside.replace(self._file)


def _sums(files: Sequence[ExportedFile]) -> dict[str, str]:
    return {file.name: file.sha256 for file in files}
