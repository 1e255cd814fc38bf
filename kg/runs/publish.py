"""From the shards of a run to the store: its dataset, and the files of its documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.errors import StoreError
from kg.runs.folders import Folder
from kg.runs.run import Run
from kg.runs.sealed import documents_in
from kg.runs.sealing import SHARDS
from kg.runs.shard import JOURNALS

__all__ = [
    "PUBLISHED",
    "Published",
    "kept_files",
    "remove_others",
    "tell_published",
    "told_at",
    "without_place",
]

PUBLISHED: Final = "shards.json"
OURS: Final = re.compile(rf"{SHARDS}/\d{{5,}}-[0-9a-f]{{24}}\.(json|documents\.gz|graph\.nq\.gz)|{JOURNALS}/\d{{5,}}")


@dataclass(frozen=True, slots=True)
class Published:
    """What a place tells of its shards: their names, the generation of a store that they make, and the options of that."""

    shards: tuple[str, ...] = ()
    generation: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def kept_files(run: Run) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a store keeps of each document, with what is in them."""
    for manifest in run.manifests():
        for row in documents_in(run.job.folder, manifest):
            key = row.summary.key
            yield f"documents/{key}.json", row.document
            yield f"claims/{key}.jsonl", row.claims
            yield f"linked/{key}.json", row.names


def told_at(folder: Folder) -> Published:
    """Return what *folder* tells of its shards; nothing where it does not, or not readably."""
    import msgspec

    try:
        return msgspec.json.decode(folder.read(PUBLISHED), type=Published)
    except (StoreError, ValueError):
        return Published()


def tell_published(run: Run, generation: str, options: Mapping[str, str]) -> None:
    """Say that *generation* of a store is made of the shards of *run* by *options*, and remove all others.

    Where the shards lie is not said: they may be moved.
    """
    names = [shard.name for shard in run.shards]
    told = {"shards": names, "generation": generation, "options": without_place(options)}
    data = (json.dumps(told, indent=1, sort_keys=True) + "\n").encode()
    folder = run.job.folder
    if not folder.holds(PUBLISHED) or folder.read(PUBLISHED) != data:
        folder.write(PUBLISHED, data)
    remove_others(folder, names)


def without_place(options: Mapping[str, str]) -> dict[str, str]:
    """Return *options* without where the shards lie."""
    return {key: value for key, value in options.items() if key != "shards"}


def remove_others(folder: Folder, names: list[str]) -> None:
    """Remove the shards that are not among *names*, and all journals; what is called otherwise is none of them."""
    kept = set(names)
    for under in ("", SHARDS):
        folder.remove_unfinished(under)
    for name in (*folder.names(SHARDS), *folder.names(JOURNALS)):
        if OURS.fullmatch(name) and name.partition(".")[0] not in kept:
            folder.remove(name)
