"""From the shards of a run to the store: its dataset, and the files of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import StoreError
from kg.runs.folders import Folder
from kg.runs.run import Run
from kg.runs.sealed import documents_in
from kg.runs.shard import JOURNALS, SHARDS

__all__ = ["PUBLISHED", "kept_files", "published", "remove_others", "tell_published"]

# The names of the shards that the store's generation was made of.
PUBLISHED = "shards.json"


def kept_files(run: Run) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a store keeps of each document, with what is in them."""
    for manifest in run.manifests():
        for row in documents_in(run.job.folder, manifest):
            key = row.summary.key
            yield f"documents/{key}.json", row.document
            yield f"claims/{key}.jsonl", row.claims
            yield f"linked/{key}.json", row.names


def published(folder: Folder) -> tuple[str, ...]:
    """Return the names of the shards of the store's generation; none where it does not say, or not readably."""
    try:
        names = json.loads(folder.read(PUBLISHED))["shards"]
        return tuple(name for name in names if isinstance(name, str))
    except (StoreError, ValueError, KeyError, TypeError):
        return ()


def tell_published(run: Run) -> None:
    """Say that the store's generation is made of the shards of *run*, and remove all others."""
    names = [shard.name for shard in run.shards]
    data = (json.dumps({"shards": names}, indent=1) + "\n").encode()
    folder = run.job.folder
    if not folder.holds(PUBLISHED) or folder.read(PUBLISHED) != data:
        folder.write(PUBLISHED, data)
    remove_others(folder, names)


def remove_others(folder: Folder, names: list[str]) -> None:
    """Remove the shards that are not among *names*, and all journals."""
    kept = set(names)
    folder.remove_unfinished(SHARDS)
    for name in folder.names(SHARDS):
        if name.partition(".")[0] not in kept:
            folder.remove(name)
    for name in folder.names(JOURNALS):
        folder.remove(name)
