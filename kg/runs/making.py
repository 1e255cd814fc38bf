"""The documents of a shard in the making: read, done, and sealed, each step noted in the journal.

What the journal has, and what a sealed shard of before has of a file, is taken over and not done again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Final

from kg.errors import InputError, KgError, PassingError
from kg.faults import fault_of
from kg.identifiers import sha256_hex
from kg.model import Document
from kg.read.file_reader import FileReader
from kg.read.sidecar import ManifestError
from kg.runs.job import Job, Task
from kg.runs.journal import Journal
from kg.runs.rows import Failure, FileRow, Summary, encoded
from kg.runs.sealed import Manifest, is_whole, manifest_of, rows_in
from kg.runs.sealing import DRAWN, UndrawnError, seal_rows, shard_name
from kg.runs.working import document_made, done, endless_in, revised

__all__ = ["SLOWEST", "Making", "has_ended_its_process", "made_of", "stands"]

SLOWEST: Final = 10
# So often a file is read that is another afterwards.
MOST_READINGS: Final = 3
ENDS_READING: Final = "ends the process that reads it out"
ENDS_DRAWING: Final = "ends the process that draws its graph"
DEADLY: Final = frozenset({ENDS_READING, ENDS_DRAWING})
SIMPLER: Final = "a simpler document"


def has_ended_its_process(row: FileRow) -> bool:
    """Tell whether something of a file has ended the process that was at it."""
    return any(failure.wrong in DEADLY for failure in row.failures)


def stands(job: Job, name: str) -> bool:
    """Tell whether a shard is sealed, and replaces what it would replace now."""
    return is_whole(job.folder, name) and all(_holds(job, row) for row in manifest_of(job.folder, name).files)


def made_of(job: Job, path: Path, reader: FileReader) -> str:
    """Return the hash of all that the documents of a file rest on."""
    return sha256_hex(encoded((job.made, reader.state(path))))


@dataclass
class Making:
    """The documents of a shard in the making; `fresh` counts those that were done, `times` are the slowest of them."""

    job: Job
    task: Task
    reader: FileReader
    journal: Journal
    fresh: int = 0
    times: list[tuple[float, str]] = field(default_factory=list)

    def take_over(self, files: Mapping[Path, str]) -> None:
        """Copy into the journal what sealed shards of before have of *files*; of those to read again the documents alone."""
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for made in files.values():
            if self._known(made) is None and (name := self.job.kept.shard_of(made)):
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
                    if file.made in taken and file.made not in self.job.again:
                        self.journal.add_file(file)

    def file(self, path: Path, made: str) -> FileRow:
        """Return the row of a file whose documents are in the journal, each with what it replaces."""
        row = self._file(path, made)
        told = (replace(one, revision_of=self.job.revised.get(one.key)) for one in row.documents)
        return replace(row, path=os.fsencode(path), documents=tuple(told))

    def _file(self, path: Path, made: str) -> FileRow:
        """Return the row of a file out of the journal, or read it; one that changes meanwhile is read again."""
        for _ in range(MOST_READINGS):
            if (row := self._known(made)) is not None:
                return row
            row = self._read(path, made)
            made = made_of(self.job, path, self.reader)
            if made == row.made:
                break
        else:
            changing = PassingError(path, "changes while it is read", "a file that nobody is writing")
            row = FileRow(os.fsencode(path), made, (), (Failure.of(changing, path),))
        self.journal.add_file(row)
        return row

    def sealed(self, rows: Iterable[FileRow]) -> str:
        """Seal the shard of *rows*, without the documents that cannot be drawn; return its name."""
        files = tuple(rows)
        for made in sorted(one.removeprefix(DRAWN) for one in self.journal.given_up if one.startswith(DRAWN)):
            files = _left_out(files, made, PassingError("", ENDS_DRAWING, SIMPLER))
        while True:
            told = ((row.path, row.held) for row in files)
            name = shard_name(self.job, self.task.number, told, self.task.without)
            if stands(self.job, name):
                return name
            done_rows = (revised(self.job, self.journal.row(one.made)) for row in files for one in row.documents)
            try:
                seal_rows(self.job, Manifest(name, files, {}, self.task.without), done_rows, self.journal.begin)
            except UndrawnError as error:
                files = _left_out(files, error.made, error)
            else:
                return name

    def _known(self, made: str) -> FileRow | None:
        """Return the row that the journal has of a file; what failed and may pass stands in the run in which it did."""
        row = self.journal.files.get(made)
        if row is None:
            return None
        is_of_this_run = made not in self.job.again and self.job.kept.shard_of(made) is not None
        return row if is_of_this_run or not row.passes else None

    def _read(self, path: Path, made: str) -> FileRow:
        summaries, failures = list[Summary](), list[Failure]()
        try:
            for one in self._found(path, made):
                if isinstance(one, Document):
                    summaries += self._document(path, one, failures)
                else:
                    failures.append(Failure.of(one, path))
        except InputError as error:
            failures.append(Failure.of(error, path, shared=isinstance(error, ManifestError)))
        except KgError:
            raise
        except Exception as error:
            failures.append(Failure.of(fault_of(path, error), path))
        return FileRow(os.fsencode(path), made, tuple(summaries), tuple(failures))

    def _found(self, path: Path, made: str) -> Iterator[Document | KgError]:
        """Yield what a file holds, up to what ends the process that reads it."""
        found = self.reader.documents(path)
        for number in count():
            begun = f"{made} {number}"
            if begun in self.journal.given_up:
                raise PassingError(path, ENDS_READING, "a simpler file")
            self.journal.begin(begun)
            if (one := next(found, None)) is None:
                return
            yield one

    def _document(self, path: Path, document: Document, failures: list[Failure]) -> list[Summary]:
        """Return the summary of a document that is in the journal then; [] of one that fails."""
        where = f"{path}{document.name.removeprefix(path.name)}"
        try:
            made = document_made(self.job, document)
            if made in self.journal.given_up:
                raise PassingError(where, ENDS_READING, SIMPLER)
            long = endless_in(self.job, document)
            summary = self._done(document, made)
        except PassingError as error:
            failures.append(Failure.of(error, path))
            return []
        except KgError:
            raise
        except Exception as error:
            failures.append(Failure.of(fault_of(where, error), path))
            return []
        failures += (Failure.of(error, path) for error in long)
        return [summary]

    def _done(self, document: Document, made: str) -> Summary:
        if (summary := self.journal.summary(made)) is not None:
            return summary
        self.journal.begin(made)
        begun = perf_counter()
        row = done(self.job, document, made)
        self.journal.add_document(row)
        self.times = nlargest(SLOWEST, [*self.times, (perf_counter() - begun, document.name)])
        self.fresh += 1
        return row.summary


def _left_out(rows: Iterable[FileRow], made: str, error: KgError) -> tuple[FileRow, ...]:
    """Return *rows* without the document that *made* names, which fails with *error*."""
    return tuple(_without(row, made, error) for row in rows)


def _without(row: FileRow, made: str, error: KgError) -> FileRow:
    gone = [summary for summary in row.documents if summary.made == made]
    if not gone:
        return row
    failure = Failure.of(PassingError(gone[0].name, error.wrong, error.right), row.place())
    left = tuple(summary for summary in row.documents if summary.made != made)
    return replace(row, documents=left, failures=(*row.failures, failure))


def _holds(job: Job, row: FileRow) -> bool:
    """Tell whether the documents of a file replace what they would replace now."""
    return all(summary.revision_of == job.revised.get(summary.key) for summary in row.documents)
