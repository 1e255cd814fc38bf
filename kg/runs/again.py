"""The task of linking once more: a sealed shard, with the names of its claims decided by another registry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.errors import KgError
from kg.identifiers import sha256_hex
from kg.runs.folders import Folder
from kg.runs.job import Job, ShardDone
from kg.runs.plan import number_of
from kg.runs.rows import Failure
from kg.runs.sealed import Manifest, is_whole, manifest_of, rows_in
from kg.runs.sealing import seal_rows, shard_name
from kg.runs.temporary import temporary_error
from kg.runs.working import linked_again

__all__ = ["Again", "link_shard"]


@dataclass(frozen=True, slots=True)
class Again:
    """The sealed shard *name* of *folder*, to link once more; *salt* tells it from what a build makes, "" where it is that."""

    folder: Folder
    name: str
    salt: str


def link_shard(job: Job, again: Again) -> ShardDone | Failure:
    """Make the shard that a sealed one is when it is linked by the lexicon of *job*."""
    try:
        manifest = manifest_of(again.folder, again.name)
        made = _linked(job, manifest, again)
        if not is_whole(job.folder, made.name):
            seal_rows(job, made, (linked_again(job, row) for _, row in rows_in(again.folder, manifest)))
        claims = [sum(summary.claims.values()) for _, summary in manifest.documents()]
        return ShardDone(number_of(again.name), made.name, len(claims), sum(claims))
    except KgError as error:
        return Failure.of(error)
    except OSError as error:
        return Failure.of(temporary_error(error))


def _linked(job: Job, manifest: Manifest, again: Again) -> Manifest:
    """Return the manifest of the shard to make; with a salt no build takes its files for its own."""
    if not again.salt:
        files = manifest.files
    else:
        files = tuple(replace(row, made=sha256_hex(f"{row.made} {again.salt}".encode())) for row in manifest.files)
    told = ((row.path, row.held) for row in files)
    return Manifest(shard_name(job, number_of(again.name), told, manifest.without), files, {}, manifest.without)
