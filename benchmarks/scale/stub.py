"""Tasks of a run without the reading: shards whose documents are those of invented reports under other names and ids."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.corpus.collection import write_collection
from benchmarks.data import SEED
from kg.identifiers import sha256_hex
from kg.pipeline import build
from kg.runs.folders import Folder
from kg.runs.job import Job, ShardDone
from kg.runs.rows import DocumentRow, FileRow
from kg.runs.sealed import Manifest, rows_in, seal
from kg.runs.shard import seal_rows

__all__ = ["Stub", "do_nothing", "seal_empty", "seal_whole", "stub_of"]

# The hash at the end of a document's key, and the ids of claims and what hangs on them.
OWN: Final = re.compile(rb"-[0-9a-f]{8}\b|\b[0-9a-f]{24}\b")


@dataclass(frozen=True, slots=True)
class Stub:
    """What a task is told: the job, the documents that it gives out as its own, and how many a shard has."""

    job: Job
    rows: tuple[tuple[FileRow, DocumentRow], ...]
    documents: int


def stub_of(folder: Folder, reports: int, documents: int) -> Stub:
    """Return what tasks are told that seal shards of so many *documents* in *folder*, made of so many invented reports."""
    with TemporaryDirectory() as place:
        write_collection(Path(place) / "reports", reports, SEED)
        run = build([f"{place}/reports"], store=f"{place}/store").run
        rows = tuple(pair for manifest in run.manifests() for pair in rows_in(run.job.folder, manifest))
        return Stub(replace(run.job, folder=folder, kept={}, before={}), rows, documents)


def do_nothing(stub: Stub, number: int) -> ShardDone:
    """Give back what a task tells of its shard."""
    claims = sum(sum(row.summary.claims.values()) for _, row in stub.rows) * stub.documents // len(stub.rows)
    return ShardDone(number, _name(number), stub.documents, claims)


def seal_empty(stub: Stub, number: int) -> ShardDone:
    """Seal a shard whose parts are empty, so that only its manifest is what it would be."""
    files = tuple(file for file, _ in _renamed(stub, number))
    seal(stub.job.folder, Manifest(_name(number), files, {}))
    return do_nothing(stub, number)


def seal_whole(stub: Stub, number: int) -> ShardDone:
    """Seal a shard with all that it would have: documents, claims, and their graphs."""
    pairs = list(_renamed(stub, number))
    seal_rows(stub.job, Manifest(_name(number), tuple(file for file, _ in pairs), {}), (row for _, row in pairs))
    return do_nothing(stub, number)


def _renamed(stub: Stub, number: int) -> Iterator[tuple[FileRow, DocumentRow]]:
    for place in range(stub.documents):
        file, row = stub.rows[place % len(stub.rows)]
        copied = _copy(row, f"{number} {place}".encode())
        made = copied.summary.made
        path = os.fsencode(f"/reports/{number:05}/{copied.summary.name}")
        yield replace(file, path=path, made=made, documents=(copied.summary,), failures=()), copied


def _copy(row: DocumentRow, salt: bytes) -> DocumentRow:
    """Return *row* with other ids, each as long as it was."""

    def other(match: re.Match[bytes]) -> bytes:
        old = match.group()
        new = sha256_hex(salt + old)[: len(old.lstrip(b"-"))].encode()
        return b"-" + new if old.startswith(b"-") else new

    texts = {name: OWN.sub(other, getattr(row, name)) for name in ("read", "document", "claims", "names", "linked")}
    key = OWN.sub(other, row.summary.key.encode()).decode()
    made = sha256_hex(salt + row.summary.made.encode())
    return DocumentRow(replace(row.summary, key=key, made=made, sha256=made), **texts)


def _name(number: int) -> str:
    return f"shards/{number:05}-{sha256_hex(str(number).encode())[:24]}"
