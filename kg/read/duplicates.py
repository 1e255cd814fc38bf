"""Documents by key, one of each: which of those that ask for one key stays, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from kg.errors import InputError
from kg.model import Document

__all__ = ["Documents", "Told", "copy_error"]

METADATA = ("title", "author", "publisher", "issued", "url", "language")


class Told(Protocol):
    """What of a document tells it from another of one key: a Document, or a summary of one."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Documents:
    """The documents read so far; of several with one key the first by path stays, in whatever order they come."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Path, Document]] = {}
        self._others: list[tuple[Path, Document]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, path: Path, document: Document) -> None:
        """Add the document of the file at *path*; a file named twice, or linked with nothing else beside it, counts once."""
        kept = self._kept.setdefault(document.key, (path, document))
        if kept[1] is document:
            return
        first, other = sorted((kept, (path, document)), key=lambda one: one[0].as_posix())
        self._kept[document.key] = first
        if kept[1] != document or kept[0].resolve() != path.resolve():
            self._others.append(other)

    def by_name(self) -> list[tuple[Path, Document]]:
        """Return the documents that stay, each with its file."""
        return sorted(self._kept.values(), key=lambda one: (one[1].name, one[1].key))

    def failures(self) -> Iterable[InputError]:
        """Yield an error for each that does not stay."""
        for path, document in sorted(self._others, key=lambda one: (one[0].as_posix(), one[1].name)):
            yield copy_error(path, document, *self._kept[document.key])


def copy_error(path: Path, document: Told, first: Path, kept: Told) -> InputError:
    """Return what is said of a *document* of the file at *path* that is not read, since *kept* of the file *first* is."""
    record = document.name.removeprefix(path.name)
    where = f"{path}{record}"
    if document.sha256 != kept.sha256:
        wrong = f"has the key of {first}{kept.name.removeprefix(first.name)}, {kept.key}, and is not read"
        return InputError(where, wrong, "another name for one of the two")
    said = f"has the name and text of {first}{record}" if record else f"is {first} once more, byte for byte"
    differs = [name for name in METADATA if getattr(document, name) not in (None, getattr(kept, name))]
    left = f", and what is said of its {', '.join(differs)} is left out" if differs else ""
    return InputError(where, said + left, "one of the two")
