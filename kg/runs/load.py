"""Makes a store of what a build has left at some place: its shards, and its dataset in parts."""

from __future__ import annotations

from pathlib import Path

from kg.lexicon import Lexicon
from kg.runs.folders import folder_at, told_place
from kg.runs.job import ShardDone
from kg.runs.jobs import job_for
from kg.runs.parts import blocks_in, dataset_in
from kg.runs.plan import number_of
from kg.runs.publish import kept_files
from kg.runs.result import BuildResult
from kg.runs.revisions import tell_known
from kg.runs.run import Run
from kg.runs.sealed import Manifest, manifest_of
from kg.store import DEFAULT_STORE, StoreFolder

__all__ = ["load"]


def load(shards: str | Path, *, store: str | Path = DEFAULT_STORE) -> BuildResult:
    """Make a store of what a build has left at *shards*, a folder or a URL; nothing is read, linked or drawn again.

    The store remembers where its shards lie. Raises StoreError where there is no whole dataset, or where the store cannot be
    written; UsageError where nothing opens the URL.
    """
    folder, kept = StoreFolder(Path(store)), folder_at(shards)
    dataset = dataset_in(kept)
    options = dataset.options | {"shards": told_place(shards)}
    with folder.locked():
        # Nothing is linked, so no lexicon is asked.
        job = job_for(kept, Lexicon(()), options)
        run = Run(job, tuple(_done(manifest_of(kept, name)) for name in dataset.shards))
        folder.write(blocks_in(kept, dataset), kept_files(run), options)
        tell_known(folder.path, run.manifests)
    return BuildResult(run, folder.dataset(), folder.path)


def _done(manifest: Manifest) -> ShardDone:
    claims = [sum(summary.claims.values()) for _, summary in manifest.documents()]
    return ShardDone(number_of(manifest.name), manifest.name, len(claims), sum(claims))
