"""Which document of a run is a revision of which that the store had.

1. A document whose key the store has keeps what it replaced, also none: neither other files nor their order change that.
2. A new one replaces a document that is gone from the run and had its name, in a file of the same name: the one whose path
   was the same; else, since a folder may have moved, the only one of that name in the store, if it is the only one in the run.
3. Where that does not decide, it replaces none.

What is gone and what is new is known when all shards are in. What the store has of each document is kept beside its
documents, and not with the shards, which may lie elsewhere and may be removed.
"""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from kg.identifiers import hash_number
from kg.runs.folders import LocalFolder
from kg.runs.sealed import Manifest

__all__ = ["KNOWN", "Known", "find_revisions", "known_documents", "revised_before", "tell_known"]

# What the store has: a line of JSON for each document, by shard.
KNOWN: Final = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Known:
    """A document that a store has: its key and name, the path of its file from the root, and the key that it replaced."""

    key: str
    name: str
    path: str
    revision_of: str | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Return the name of the file and that of the document."""
        return Path(self.path).name, self.name

    @property
    def number(self) -> int:
        """Return what stands for the key where many are held."""
        return hash_number("document", self.key)


def tell_known(store: Path, manifests: Callable[[], Iterable[Manifest]]) -> None:
    """Write down what the store at *store* has now by its *manifests*; where that is what stands there, nothing is written."""
    pairs = zip_longest(known_documents(store), _documents(manifests()))
    if all(one == other for one, other in pairs) and (store / KNOWN).exists():
        return
    with LocalFolder(store).writing(KNOWN) as file:
        for one in _documents(manifests()):
            file.write(json.dumps(asdict(one)).encode("ascii") + b"\n")


def known_documents(store: Path) -> Iterator[Known]:
    """Yield what is written down of the documents of a store; none where nothing is; a line that is damaged is passed over."""
    try:
        file = (store / KNOWN).open("rb")
    except OSError:
        return
    with file:
        for line in file:
            try:
                row = json.loads(line)
                yield Known(str(row["key"]), str(row["name"]), str(row["path"]), row["revision_of"])
            except (ValueError, KeyError, TypeError):
                continue


def revised_before(known: Iterable[Known]) -> dict[str, str]:
    """Return, by the key of each document that replaced another, the key of that."""
    return {one.key: one.revision_of for one in known if one.revision_of}


def find_revisions(known: Callable[[], Iterable[Known]], manifests: Callable[[], Iterable[Manifest]]) -> dict[str, str]:
    """Return, by key, what each document of a run replaces; *known* and *manifests*, the store's and the run's, are read anew.

    Eight bytes are in memory for each document, and more only of those that are new, or have the name of one that is.
    """
    before = _numbers(known())
    if not before:
        return {}
    gone, new = _differences(before, _numbers(_documents(manifests())))
    found = {one.key: one.revision_of for one in known() if one.revision_of and one.number not in gone}
    if gone and new:
        found |= _new_revisions(gone, new, known, lambda: _documents(manifests()))
    return found


def _new_revisions(
    gone: frozenset[int],
    new: frozenset[int],
    known: Callable[[], Iterable[Known]],
    run: Callable[[], Iterable[Known]],
) -> dict[str, str]:
    fresh = sorted((one for one in run() if one.number in new), key=lambda one: (one.path, one.name))
    names = {one.names for one in fresh}
    here = Counter(one.names for one in run() if one.names in names)
    there = Counter(one.names for one in known() if one.names in names)
    left = [one for one in known() if one.names in names and one.number in gone]
    at = {(one.path, one.name): one.key for one in left}
    alone = {one.names: one.key for one in left if there[one.names] == here[one.names] == 1}
    found: dict[str, str] = {}
    for one in fresh:
        if revised := at.get((one.path, one.name)) or alone.get(one.names):
            found.setdefault(one.key, revised)
    return found


def _documents(manifests: Iterable[Manifest]) -> Iterator[Known]:
    for manifest in manifests:
        for row, one in manifest.documents():
            yield Known(one.key, one.name, str(Path(os.fsdecode(row.path)).absolute()), one.revision_of)


def _numbers(documents: Iterable[Known]) -> array[int]:
    return array("Q", (one.number for one in documents))


def _differences(before: array[int], now: array[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return what is only in *before*, and what is only in *now*."""
    import numpy as np

    one, other = (np.frombuffer(numbers, np.uint64) if numbers else np.empty(0, np.uint64) for numbers in (before, now))
    gone, new = np.setdiff1d(one, other), np.setdiff1d(other, one)
    return frozenset(gone.tolist()), frozenset(new.tolist())
