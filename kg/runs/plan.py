"""Which file goes to which shard, and what sealed shards there are already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.identifiers import sha256_hex
from kg.runs.folders import Folder
from kg.runs.job import Task
from kg.runs.sealed import Manifest, manifest_of
from kg.runs.sealing import SHARDS

__all__ = ["FILES_A_SHARD", "number_of", "sealed_shards", "tasks_of"]

MANIFEST: Final = re.compile(rf"{SHARDS}/\d{{5,}}-[0-9a-f]{{24}}\.json")
# Few enough that little is under way when a run ends, and that progress is seen; so many that a shard is worth its files.
FILES_A_SHARD: Final = 32


def tasks_of(files: Iterable[Path], most: int = FILES_A_SHARD) -> list[Task]:
    """Return the shards of *files*, each with its own by path; *most* is about how many files a shard has.

    A file goes where the hash of its path leads, so that one more file changes one shard.
    """
    ordered = sorted(set(files), key=Path.as_posix)
    count = 1 << max(0, (max(len(ordered) - 1, 0) // most).bit_length())
    shards: defaultdict[int, list[Path]] = defaultdict(list)
    for path in ordered:
        shards[int(sha256_hex(path.as_posix().encode("utf-8", "surrogateescape"))[:8], 16) % count].append(path)
    return [Task(number, tuple(shards[number])) for number in sorted(shards)]


def number_of(name: str) -> int:
    """Return the number of the shard called *name*."""
    return int(name.removeprefix(f"{SHARDS}/").partition("-")[0])


def sealed_shards(folder: Folder) -> Iterator[Manifest]:
    """Yield the manifests of the shards that are in *folder*, by name; one that is damaged is none."""
    for name in folder.names(SHARDS):
        if MANIFEST.fullmatch(name):
            try:
                yield manifest_of(folder, name.removesuffix(".json"))
            except StoreError:
                continue
