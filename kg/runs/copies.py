"""Documents of one key in several files: the first by path stays, and of each other one an error is told."""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import InputError
from kg.identifiers import hash_number
from kg.read.duplicates import copy_error
from kg.runs.job import Copies
from kg.runs.plan import number_of
from kg.runs.rows import Summary
from kg.runs.sealed import Manifest

__all__ = ["find_copies"]


def find_copies(manifests: Callable[[], Iterable[Manifest]]) -> tuple[Mapping[int, Copies], list[InputError]]:
    """Return, by number of the shard, the documents that stand in a file before as well, and what is to be said of them.

    Of a file that is named twice, or linked with nothing else beside it, nothing is said. The manifests are read twice: eight
    bytes for each document are in memory, and more only of those whose key another may have.
    """
    shared = _shared(manifests())
    first: dict[str, tuple[Path, Summary, int]] = {}
    others: list[tuple[Path, Summary, int]] = []
    for manifest in manifests() if shared else ():
        for row in manifest.files:
            path = Path(os.fsdecode(row.path))
            for summary in (one for one in row.documents if _number(one) in shared):
                one = (path, summary, number_of(manifest.name))
                kept = first.setdefault(summary.key, one)
                if kept is not one:
                    before, after = sorted((kept, one), key=lambda found: found[0].as_posix())
                    first[summary.key] = before
                    others.append(after)
    copies: defaultdict[int, list[tuple[bytes, str]]] = defaultdict(list)
    errors = []
    for path, summary, number in sorted(others, key=lambda found: (found[0].as_posix(), found[1].name)):
        copies[number].append((os.fsencode(path), summary.key))
        kept_path, kept_summary, _ = first[summary.key]
        if summary.made != kept_summary.made or path.resolve() != kept_path.resolve():
            errors.append(copy_error(path, summary, kept_path, kept_summary))
    return {number: tuple(sorted(found)) for number, found in copies.items()}, errors


def _shared(manifests: Iterable[Manifest]) -> frozenset[int]:
    """Return the numbers that keys of two documents or more have."""
    import numpy as np

    keys = array("Q", (_number(one) for manifest in manifests for row in manifest.files for one in row.documents))
    numbers, counts = np.unique(np.frombuffer(keys, np.uint64), return_counts=True)
    return frozenset(numbers[counts > 1].tolist())


def _number(summary: Summary) -> int:
    return hash_number("document", summary.key)
