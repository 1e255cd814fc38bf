"""What a process loads once for all the shards of a job: the parser, and the reader with the process that guards it."""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING

from kg.read.file_reader import FileReader
from kg.read.guard import Guard
from kg.read.sidecar import Sidecars
from kg.runs.job import Job

if TYPE_CHECKING:
    from kg.extract.syntax import SpacyParser

__all__ = ["let_go", "parser", "reader_of"]

# The job at hand and its reader; a process makes shards of one job after another.
_held: list[tuple[Job, FileReader, Guard]] = []


@cache
def parser(pipeline: str | None) -> SpacyParser:
    """Return the parser of *pipeline* (None: the bundled one); raises InputError where it cannot be loaded."""
    from kg.extract import load_parser

    return load_parser(pipeline)


def reader_of(job: Job) -> FileReader:
    """Return the reader of the files of *job*, whose guarded process stays for the next shard."""
    if not _held or _held[0][0] is not job:
        let_go()
        guard = Guard(job.reading.limits)
        sidecars = Sidecars(job.reading.manifest, job.files)
        _held.append((job, FileReader(job.reading, guard, sidecars), guard))
    return _held[0][1]


def let_go() -> None:
    """End the process of the reader at hand."""
    while _held:
        _, _, guard = _held.pop()
        guard.__exit__(None, None, None)


atexit.register(let_go)
