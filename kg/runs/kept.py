"""In which sealed shard each file is, by the hash of all that it rests on, in a dozen bytes a file."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.runs.sealed import Manifest

__all__ = ["Kept", "kept_in"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The names of shards; the beginnings of the hashes of their files, sorted; and, for each, the place of its shard's name.

    Who asks looks into the manifest for the whole hash: a beginning that two share makes one of the files be done again.
    """

    names: tuple[str, ...] = ()
    hashes: array[int] = field(default_factory=lambda: array("Q"))
    places: array[int] = field(default_factory=lambda: array("I"))

    def shard_of(self, made: str) -> str | None:
        """Return the name of the shard that has the file, None where none has it."""
        number = _number(made)
        at = bisect_left(self.hashes, number)
        return self.names[self.places[at]] if at < len(self.hashes) and self.hashes[at] == number else None


def kept_in(manifests: Iterable[Manifest]) -> Kept:
    """Return what *manifests*, of which one is held at a time, have of files; the first of two that have one file counts."""
    import numpy as np

    names, hashes, places = list[str](), array("Q"), array("I")
    for place, manifest in enumerate(manifests):
        names.append(manifest.name)
        hashes.extend(_number(row.made) for row in manifest.files)
        places.extend([place] * len(manifest.files))
    if not hashes:
        return Kept()
    numbers = np.frombuffer(hashes, np.uint64)
    order = np.argsort(numbers, kind="stable")
    return Kept(
        tuple(names),
        array("Q", numbers[order].tobytes()),
        array("I", np.frombuffer(places, np.uint32)[order].tobytes()),
    )


def _number(made: str) -> int:
    return int(made[:16], 16)
