"""The folder of a release: what tells that it is one, which files it lists, and the N-Quads in it that hold everything.

A release lists its files in `SHA256SUMS`, as sha256sum writes and checks it; `data/` has one file or folder for each format.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from kg.errors import InputError
from kg.formats.rdf import parse_rdf

if TYPE_CHECKING:
    from typing import BinaryIO

    from pyoxigraph import Quad

__all__ = ["CRATE_FILE", "SUMS_FILE", "is_release", "listed_files", "release_data", "release_quads"]

SUMS_FILE: Final = "SHA256SUMS"
CRATE_FILE: Final = "ro-crate-metadata.json"
_NQUADS: Final = ("data/nquads.nq", "data/nquads.nq.gz")
_LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")


def is_release(folder: Path) -> bool:
    """Tell whether *folder* is that of a release."""
    return all((folder / name).is_file() for name in (SUMS_FILE, CRATE_FILE, "void.ttl"))


def listed_files(folder: Path) -> dict[str, str]:
    """Return the files that a release lists: name to sha256; raises InputError where the list is damaged."""
    path, found = folder / SUMS_FILE, {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})", "the checksums of a release") from error
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise InputError(f"{path}:{number}", "is no checksum and name", "a line of sha256sum")
        found[match[2]] = match[1]
    return found


def release_data(folder: Path) -> Path | None:
    """Return the N-Quads file of the release in *folder*, which may be compressed (`.nq.gz`); None where it is no release."""
    if not is_release(folder):
        return None
    return next((folder / name for name in _NQUADS if (folder / name).is_file()), None)


def release_quads(folder: Path) -> Iterator[Quad]:
    """Yield the quads of the release in *folder* to the letter, in canonical order.

    Raises InputError where it is no release with N-Quads, or these are damaged.
    """
    path = release_data(folder)
    if path is None:
        raise InputError(folder, "is no release with N-Quads", "a folder that kg export --release has made")
    if path.suffix != ".gz":
        yield from parse_rdf(path, "nquads")
        return
    try:
        with gzip.open(path) as file:
            yield from parse_rdf(cast("BinaryIO", file), "nquads", str(path))
    except EOFError as error:
        raise InputError(path, "is cut off", "a whole file of gzip") from error
