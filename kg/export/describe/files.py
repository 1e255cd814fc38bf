"""The files that a dataset can be had as, each with its size and checksum."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

from kg.export.table import Format

__all__ = ["ExportedFile", "checksum", "exported_files", "media_type_of"]

# What is in the folders of formats that are folders.
_MEDIA_TYPES: Final = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class ExportedFile:
    """One file: its name below the dataset's folder, its format, and what is in it, byte by byte.

    *media_type* is that of the contents, also where they are *compressed* (gzip). *told* is what its writer said of this
    source: how much has no place in the format.
    """

    name: str
    format: Format
    media_type: str
    size: int
    sha256: str
    compressed: bool = False
    told: str = ""

    @property
    def leaves_out(self) -> str:
        """Return in words what of the dataset is not in the file; "" where all is."""
        return "; ".join((*self.format.loses, *filter(None, [self.told])))


def exported_files(format: Format, path: Path, root: Path, told: str = "") -> tuple[ExportedFile, ...]:
    """Return the files of the export of *format* at *path*: one, or those of a folder by name, named from *root*."""
    if not path.is_dir():
        return (_exported(format, path, root, format.media_type, told),)
    inside = sorted(item for item in path.rglob("*") if item.is_file())
    return tuple(_exported(format, item, root, media_type_of(item), told) for item in inside)


def checksum(path: Path) -> str:
    """Return the sha256 of the file at *path* in hex; it is read piece by piece."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def media_type_of(path: Path) -> str:
    """Return the media type that the suffix of *path* stands for."""
    return _MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")


def _exported(format: Format, path: Path, root: Path, media_type: str, told: str) -> ExportedFile:
    name = path.relative_to(root).as_posix()
    return ExportedFile(name, format, media_type, path.stat().st_size, checksum(path), path.suffix == ".gz", told)
