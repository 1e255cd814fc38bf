"""Tasks of a run without the reading: shards whose documents are those of invented reports under other names and ids."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
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
from kg.runs.kept import Kept
from kg.runs.rows import DocumentRow, FileRow
from kg.runs.sealed import Manifest, rows_in, seal
from kg.runs.sealing import seal_rows

__all__ = ["Stub", "do_nothing", "seal_empty", "seal_whole", "stub_of"]

# The hash at the end of a document's key, and the ids of claims and what hangs on them.
OWN: Final = re.compile(rb"-[0-9a-f]{8}\b|\b[0-9a-f]{24}\b")
TEXTS: Final = ("read", "document", "claims", "names", "linked")


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
        return Stub(replace(run.job, folder=folder, kept=Kept(), revised={}), rows, documents)


def do_nothing(stub: Stub, number: int) -> ShardDone:
    """Give back what a task tells of its shard."""
    claims = sum(sum(row.summary.claims.values()) for _, row in stub.rows) * stub.documents // len(stub.rows)
    return ShardDone(number, _name(number), stub.documents, claims)


def seal_empty(stub: Stub, number: int) -> ShardDone:
    """Seal a shard whose parts are empty, so that only its manifest is what it would be."""
    files = (_file(stub, number, place) for place in range(stub.documents))
    seal(stub.job.folder, Manifest(_name(number), tuple(files), {}))
    return do_nothing(stub, number)


def seal_whole(stub: Stub, number: int) -> ShardDone:
    """Seal a shard with all that it would have: documents, claims, and their graphs."""
    files = tuple(_file(stub, number, place) for place in range(stub.documents))
    seal_rows(stub.job, Manifest(_name(number), files, {}), _documents(stub, number, files))
    return do_nothing(stub, number)


def _documents(stub: Stub, number: int, files: Sequence[FileRow]) -> Iterator[DocumentRow]:
    for place, file in enumerate(files):
        _, row = _given(stub, place)
        texts = {name: _renamed(getattr(row, name), number, place) for name in TEXTS}
        yield DocumentRow(file.documents[0], **texts)


def _file(stub: Stub, number: int, place: int) -> FileRow:
    file, row = _given(stub, place)
    key = _renamed(row.summary.key.encode(), number, place).decode()
    made = sha256_hex(f"{number} {place} {row.summary.made}".encode())
    summary = replace(row.summary, key=key, made=made, sha256=made)
    path = os.fsencode(f"/reports/{number:05}/{place:05}-{summary.name}")
    return replace(file, path=path, made=made, documents=(summary,), failures=())


def _given(stub: Stub, place: int) -> tuple[FileRow, DocumentRow]:
    return stub.rows[place % len(stub.rows)]


def _renamed(text: bytes, number: int, place: int) -> bytes:
    """Return *text* with other ids, each as long as it was."""
    return OWN.sub(lambda match: _other(match.group(), f"{number} {place} ".encode()), text)


def _other(own: bytes, salt: bytes) -> bytes:
    mark = own[: own.startswith(b"-")]
    return mark + sha256_hex(salt + own)[: len(own) - len(mark)].encode()


def _name(number: int) -> str:
    return f"shards/{number:05}-{sha256_hex(str(number).encode())[:24]}"
