"""The task of a run: reads the files of one shard, does their documents, and seals them.

What the journal has, and what a sealed shard of before has of a file, is taken over and not done again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import chain
from pathlib import Path
from socket import gethostname
from time import perf_counter
from typing import Final

from kg.errors import InputError, KgError
from kg.formats.rdf import dumped
from kg.formats.writers.lines import sorted_blocks
from kg.identifiers import sha256_hex
from kg.model import Document
from kg.read.file_reader import FileReader
from kg.read.sidecar import ManifestError
from kg.runs.drawing import with_inferred
from kg.runs.job import Copies, Job, ShardDone, Task
from kg.runs.journal import Journal
from kg.runs.rows import DocumentRow, Failure, FileRow, Summary, encoded, framed
from kg.runs.sealed import (
    DOCUMENTS,
    GRAPH,
    Manifest,
    Part,
    documents_in,
    is_whole,
    manifest_of,
    rows_in,
    seal,
    written_part,
)
from kg.runs.tools import reader_of
from kg.runs.working import document_made, done, failures_of, graph_of, revised

__all__ = ["JOURNALS", "SHARDS", "SLOWEST", "make_shard", "seal_rows", "shard_name"]

JOURNALS: Final = "journals"
SHARDS: Final = "shards"
SLOWEST: Final = 10


def make_shard(job: Job, task: Task) -> ShardDone | Failure:
    """Make the shard of *task*, or find it made; return what it holds, or the error that keeps it from being made."""
    try:
        return _told(job, task)
    except KgError as error:
        return Failure.of(error)


def _told(job: Job, task: Task) -> ShardDone:
    if not any(map(os.path.lexists, task.paths)):
        wrong = f"is not there on {gethostname()}, nor is any other file of its shard"
        raise InputError(task.paths[0], wrong, "files that every node sees under the same name")
    reader = reader_of(job)
    files = {path: _made_of(job, path, reader) for path in task.paths}
    told = ((os.fsencode(path), made) for path, made in files.items())
    name, path = shard_name(job, task.number, told, task.without), job.folder.beside(f"{JOURNALS}/{task.number:05}")
    fresh, times = 0, list[tuple[float, str]]()
    if not is_whole(job.folder, name) or not all(_holds(job, row) for row in manifest_of(job.folder, name).files):
        with Journal(path) as journal:
            making = _Making(job, task, reader, journal)
            making.take_over(files)
            rows = tuple(making.file(path, made) for path, made in files.items())
            done_rows = (revised(job, journal.row(summary.made)) for row in rows for summary in row.documents)
            seal_rows(job, Manifest(name, rows, {}, task.without), done_rows)
            fresh, times = making.fresh, making.times
    path.unlink(missing_ok=True)
    manifest = manifest_of(job.folder, name)
    claims = [sum(summary.claims.values()) for _, summary in manifest.documents()]
    return ShardDone(task.number, name, len(claims), sum(claims), fresh, tuple(times))


def _made_of(job: Job, path: Path, reader: FileReader) -> str:
    """Return the hash of all that the documents of a file rest on."""
    return sha256_hex(encoded((job.made, reader.state(path))))


def _holds(job: Job, row: FileRow) -> bool:
    """Tell whether the documents of a file replace what they would replace now."""
    return all(summary.revision_of == job.revised.get(summary.key) for summary in row.documents)


def shard_name(job: Job, number: int, files: Iterable[tuple[bytes, str]], without: Copies) -> str:
    """Return the name of a shard, which holds the hash of all that it rests on: the paths of its files and their hashes."""
    return f"{SHARDS}/{number:05}-{sha256_hex(encoded((job.drawn, list(files), without)))[:24]}"


@dataclass
class _Making:
    """The documents of a shard in the making; `fresh` counts those that were done, `times` are the slowest of them."""

    job: Job
    task: Task
    reader: FileReader
    journal: Journal
    fresh: int = 0
    times: list[tuple[float, str]] = field(default_factory=list)

    def take_over(self, files: Mapping[Path, str]) -> None:
        """Copy into the journal what sealed shards of before have of *files*."""
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for made in files.values():
            if made not in self.journal.files and (name := self.job.kept.shard_of(made)):
                wanted[name].add(made)
        folder = self.job.folder
        for name in sorted(wanted):
            if is_whole(folder, name):
                manifest = manifest_of(folder, name)
                taken = {row.made for row in manifest.files if row.made in wanted[name]}
                for file, row in rows_in(folder, manifest):
                    if file.made in taken:
                        self.journal.add_document(row)
                for file in manifest.files:
                    if file.made in taken:
                        self.journal.add_file(file)

    def file(self, path: Path, made: str) -> FileRow:
        """Return the row of a file whose documents are in the journal."""
        row = self._file(path, made)
        told = (replace(one, revision_of=self.job.revised.get(one.key)) for one in row.documents)
        return replace(row, path=os.fsencode(path), documents=tuple(told))

    def _file(self, path: Path, made: str) -> FileRow:
        if (row := self.journal.files.get(made)) is not None:
            return row
        blamed = self.journal.begun if self.task.blamed else ""
        summaries, failures = list[Summary](), list[Failure]()
        try:
            for one in self.reader.documents(path):
                if isinstance(one, Document):
                    summaries += self._document(path, one, blamed, failures)
                else:
                    failures.append(Failure.of(one))
        except InputError as error:
            failures.append(Failure.of(error, shared=isinstance(error, ManifestError)))
        row = FileRow(os.fsencode(path), made, tuple(summaries), tuple(failures))
        self.journal.add_file(row)
        return row

    def _document(self, path: Path, document: Document, blamed: str, failures: list[Failure]) -> list[Summary]:
        """Return the summary of a document that is in the journal then; [] of one that is to blame, which fails."""
        made = document_made(self.job, document)
        if made == blamed:
            where = f"{path}{document.name.removeprefix(path.name)}"
            failures.append(Failure.of(InputError(where, "ends the process that reads it out", "a simpler document")))
            return []
        failures += failures_of(self.job, document)
        if (summary := self.journal.summary(made)) is not None:
            return [summary]
        self.journal.begin(made)
        begun = perf_counter()
        row = done(self.job, document, made)
        self.journal.add_document(row)
        self.times = nlargest(SLOWEST, [*self.times, (perf_counter() - begun, document.name)])
        self.fresh += 1
        return [row.summary]


def seal_rows(job: Job, manifest: Manifest, rows: Iterable[DocumentRow]) -> None:
    """Write the shard of *manifest*, whose parts are made: *rows* are all documents of its files, in order."""
    parts, samples = dict[str, Part](), list[bytes]()
    with written_part(job.folder, manifest.name, DOCUMENTS, parts) as documents:
        for row in rows:
            documents.add(framed(encoded(row)))
    with written_part(job.folder, manifest.name, GRAPH, parts) as graph:
        drawn = (dumped(with_inferred(graph_of(job, row), job.base)) for row in documents_in(job.folder, manifest))
        for block in sorted_blocks(chain.from_iterable(drawn)):
            graph.add(block, block.count(b"\n"))
            samples.append(block.partition(b" ")[0])
    seal(job.folder, replace(manifest, parts=parts, samples=tuple(samples)))
