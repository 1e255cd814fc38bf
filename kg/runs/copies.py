"""Documents of one key in several files: the first by path stays, and of each other one an error is told."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import InputError
from kg.read.duplicates import copy_error
from kg.runs.job import Copies
from kg.runs.plan import number_of
from kg.runs.rows import Summary
from kg.runs.sealed import Manifest

__all__ = ["find_copies"]


def find_copies(manifests: Iterable[Manifest]) -> tuple[Mapping[int, Copies], list[InputError]]:
    """Return, by number of the shard, the documents that stand in a file before as well, and what is to be said of them.

    Of a file that is named twice, or linked with nothing else beside it, nothing is said. One entry for each document is in
    memory meanwhile.
    """
    first: dict[str, tuple[Path, Summary, int]] = {}
    others: list[tuple[Path, Summary, int]] = []
    for manifest in manifests:
        for row in manifest.files:
            path = Path(os.fsdecode(row.path))
            for summary in row.documents:
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
