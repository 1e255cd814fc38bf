"""The task of a run: reads the files of one shard, does their documents, and seals them."""

from __future__ import annotations

import os
from pathlib import Path
from socket import gethostname
from typing import Final

from kg.errors import InputError, KgError
from kg.runs.job import Job, ShardDone, Task
from kg.runs.journal import Journal, remove_journal
from kg.runs.making import Making, made_of, stands
from kg.runs.rows import Failure
from kg.runs.sealed import manifest_of
from kg.runs.sealing import shard_name
from kg.runs.temporary import temporary_error
from kg.runs.tools import reader_of

__all__ = ["JOURNALS", "is_begun", "make_shard"]

JOURNALS: Final = "journals"


def make_shard(job: Job, task: Task) -> ShardDone | Failure:
    """Make the shard of *task*, or find it made; return what it holds, or the error that keeps it from being made."""
    try:
        return _told(job, task)
    except KgError as error:
        return Failure.of(error)
    except OSError as error:
        return Failure.of(temporary_error(error))


def _told(job: Job, task: Task) -> ShardDone:
    if not any(map(os.path.lexists, task.paths)):
        wrong = f"is not there on {gethostname()}, nor is any other file of its shard"
        raise InputError(task.paths[0], wrong, "files that every node sees under the same name")
    reader = reader_of(job)
    files = {path: made_of(job, path, reader) for path in task.paths}
    told = ((os.fsencode(path), made) for path, made in files.items())
    name, path = shard_name(job, task.number, told, task.without), _journal_of(job, task.number)
    fresh, times = 0, list[tuple[float, str]]()
    if not stands(job, name):
        with Journal(path) as journal:
            if task.blamed:
                journal.give_up()
            making = Making(job, task, reader, journal)
            making.take_over(files)
            name = making.sealed(making.file(path, made) for path, made in files.items())
            fresh, times = making.fresh, making.times
    remove_journal(path)
    manifest = manifest_of(job.folder, name)
    claims = [sum(summary.claims.values()) for _, summary in manifest.documents()]
    return ShardDone(task.number, name, len(claims), sum(claims), fresh, tuple(times))


def _journal_of(job: Job, number: int) -> Path:
    return job.folder.beside(f"{JOURNALS}/{number:05}")


def is_begun(job: Job, number: int) -> bool:
    """Tell whether a run that was ended has begun the shard of this number, on this machine, and not sealed it."""
    return _journal_of(job, number).exists()
