"""Tasks of a run without its work: a shard is sealed at once, whose rows are those of a bundled report under other names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory

from kg.identifiers import sha256_hex
from kg.pipeline import build
from kg.runs.folders import Folder
from kg.runs.job import ShardDone
from kg.runs.rows import FileRow
from kg.runs.sealed import Manifest, seal

__all__ = ["Stub", "do_nothing", "seal_at_once", "seed_rows"]


@dataclass(frozen=True, slots=True)
class Stub:
    """What a task is told: where to seal, rows to give back, and how many documents a shard has."""

    folder: Folder
    rows: tuple[FileRow, ...]
    documents: int


def seed_rows() -> tuple[FileRow, ...]:
    """Return the rows of the bundled reports, as a build has them."""
    with TemporaryDirectory() as folder:
        result = build(store=f"{folder}/store")
        return tuple(row for manifest in result.run.manifests() for row in manifest.files if row.documents)


def do_nothing(stub: Stub, number: int) -> ShardDone:
    """Give back what a task tells of its shard."""
    return ShardDone(number, _name(number), stub.documents, 40 * stub.documents)


def seal_at_once(stub: Stub, number: int) -> ShardDone:
    """Seal a shard whose parts are empty."""
    seal(stub.folder, Manifest(_name(number), tuple(_rows(stub, number)), {}))
    return do_nothing(stub, number)


def _rows(stub: Stub, number: int) -> Iterator[FileRow]:
    for place in range(stub.documents):
        row = stub.rows[place % len(stub.rows)]
        made = sha256_hex(f"{number} {place}".encode())
        summary = row.documents[0]
        key = f"{summary.key[:-8]}{number:05}{place:05}-{made[:8]}"
        path = os.fsencode(f"/reports/{number:05}/{key}.txt")
        summary = replace(summary, made=made, sha256=made, key=key, name=f"{key}.txt")
        yield replace(row, path=path, made=made, documents=(summary,))


def _name(number: int) -> str:
    return f"shards/{number:05}-{sha256_hex(str(number).encode())[:24]}"
