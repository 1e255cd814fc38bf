"""A run: the files in shards, each made by a task of an engine; what is known of it at the end."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import nlargest
from pathlib import Path

from kg.engines import Engine
from kg.errors import InputError, KgError
from kg.read.files import by_manifest
from kg.read.find import Found
from kg.read.sidecar import ManifestError, Sidecars
from kg.runs.copies import find_copies
from kg.runs.job import Copies, Job, ShardDone, Task
from kg.runs.kept import kept_in
from kg.runs.making import SLOWEST, has_ended_its_process
from kg.runs.plan import number_of, sealed_shards, tasks_of
from kg.runs.revisions import Known, find_revisions, revised_before
from kg.runs.rows import Failure, Summary
from kg.runs.sealed import Manifest, manifest_of, remove_shard
from kg.runs.shard import is_begun, make_shard

__all__ = ["Progress", "Run", "answers", "make_shards"]

# What is counted, how many are done, of how many; of nobody knows how many where that is 0.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """The shards of a run, by number, and what is to be told of it.

    `failures` are what was passed over, and `left_out` counts, by suffix, the files of folders that are no reports. `fresh`
    counts the documents that were done and not taken over; `slowest` are the seconds and names of some of these.
    """

    job: Job
    shards: tuple[ShardDone, ...]
    failures: tuple[KgError, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    slowest: tuple[tuple[float, str], ...] = ()

    def manifests(self) -> Iterator[Manifest]:
        """Yield the manifests of the shards."""
        return (manifest_of(self.job.folder, shard.name) for shard in self.shards)

    def summaries(self) -> Iterator[tuple[Path, Summary]]:
        """Yield what is told of each document, with its file, by shard."""
        for manifest in self.manifests():
            for row, summary in manifest.documents():
                yield Path(os.fsdecode(row.path)), summary

    @property
    def documents(self) -> int:
        """Return how many documents there are."""
        return sum(shard.documents for shard in self.shards)

    @property
    def claims(self) -> int:
        """Return how many claims they make."""
        return sum(shard.claims for shard in self.shards)

    @property
    def fresh(self) -> int:
        """Return how many documents were done in this run."""
        return sum(shard.fresh for shard in self.shards)


def make_shards(
    job: Job,
    found: Found,
    engine: Engine,
    *,
    known: Callable[[], Iterable[Known]] = tuple,
    strict: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Make the shards of the files *found* and return what is known of them; each document is in one of them.

    *known* gives what the store has of its documents, which those of the run may be revisions of.

    Raises:
        InputError: with *strict* the first thing that was passed over; else where nothing at all could be read.
        StoreError: a shard cannot be written.
    """
    if strict and found.failures:
        raise found.failures[0]
    before = _before(job)
    job = replace(job, revised=revised_before(known()), again=before.passing)
    paths = (path for path, _ in found.files)
    tasks = [replace(task, without=before.without.get(task.number, ())) for task in tasks_of(paths)]
    told = _Told(progress, sum(len(task.paths) for task in tasks))
    apart = partial(_is_doubted, job, before.deadly)
    shards = {one.number: one for one in _made(job, tasks, engine, told, strict=strict, apart=apart)}
    manifests = partial(_manifests, job, shards)
    copies, repeated = find_copies(manifests)
    revised = find_revisions(known, manifests)
    stale = _stale(job.revised, revised, manifests)
    rights = [(task, copies.get(task.number, ())) for task in tasks]
    again = [replace(task, without=right) for task, right in rights if right != task.without or task.number in stale]
    if again:
        kept = kept_in(manifest_of(job.folder, shards[task.number].name) for task in again)
        right = replace(job, kept=kept, revised=revised, again=frozenset())
        for one in _made(right, again, engine, _Told(None, 0), strict=False):
            shards[one.number] = replace(one, fresh=shards[one.number].fresh, slowest=shards[one.number].slowest)
    ordered = tuple(shards[number] for number in sorted(shards))
    run = Run(job, ordered, (), +Counter(found.left_out))
    failures = (*found.failures, *_failures(run), *repeated, *_unused(run, found))
    if not run.documents and failures:
        for shard in ordered:
            remove_shard(job.folder, shard.name)
        raise _nothing_read(found, failures)
    slowest = nlargest(SLOWEST, (time for shard in ordered for time in shard.slowest))
    return replace(run, failures=failures, slowest=tuple(slowest))


@dataclass(frozen=True, slots=True)
class _Before:
    """What is known of the shards of before: by number the documents that each was without, those of them in which something
    has ended its process, and the files to read again, since something failed there that may be no fault of theirs.
    """

    without: Mapping[int, Copies]
    deadly: frozenset[int]
    passing: frozenset[str]


def _before(job: Job) -> _Before:
    without, deadly, passing = dict[int, Copies](), set[int](), set[str]()
    for manifest in sealed_shards(job.folder):
        number = number_of(manifest.name)
        if manifest.without:
            without[number] = manifest.without
        passing |= {row.made for row in manifest.files if row.passes}
        deadly |= {number for row in manifest.files if has_ended_its_process(row)}
    return _Before(without, frozenset(deadly), frozenset(passing))


def _is_doubted(job: Job, deadly: frozenset[int], task: Task) -> bool:
    """Tell whether what a task has to do may have ended a process before."""
    return task.number in deadly or is_begun(job, task.number)


def _manifests(job: Job, shards: Mapping[int, ShardDone]) -> Iterator[Manifest]:
    return (manifest_of(job.folder, shards[number].name) for number in sorted(shards))


def _stale(before: Mapping[str, str], now: Mapping[str, str], manifests: Callable[[], Iterable[Manifest]]) -> set[int]:
    """Return the numbers of the shards that have a document which replaces another, or none, *now*."""
    changed = {key for key in {**before, **now} if before.get(key) != now.get(key)}
    found = ((manifest, one.key) for manifest in manifests() for row in manifest.files for one in row.documents)
    return {number_of(manifest.name) for manifest, key in found if key in changed} if changed else set()


class _Told:
    """Tells the progress of a run, by its files."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._files = self._documents = self._claims = 0

    def add(self, files: int, done: ShardDone) -> None:
        """Tell of one more shard, which has so many files."""
        self._files += files
        self._documents += done.documents
        self._claims += done.claims
        if self._progress:
            self._progress("files", self._files, self._total)
            self._progress("documents", self._documents, 0)
            self._progress("claims", self._claims, 0)


def _made(
    job: Job,
    tasks: Sequence[Task],
    engine: Engine,
    told: _Told,
    *,
    strict: bool,
    apart: Callable[[Task], bool] | None = None,
) -> Iterator[ShardDone]:
    files = {task.number: len(task.paths) for task in tasks}
    for one in answers(engine.map(make_shard, job, tasks, lambda task: replace(task, blamed=True), apart)):
        told.add(files[one.number], one)
        if strict:
            _refuse_failures(manifest_of(job.folder, one.name))
        yield one


def answers(given: Iterable[ShardDone | Failure]) -> Iterator[ShardDone]:
    """Yield what tasks gave; raises the error of the first that failed."""
    for one in given:
        if isinstance(one, Failure):
            raise one.error()
        yield one


def _refuse_failures(manifest: Manifest) -> None:
    for row in manifest.files:
        for error in row.errors():
            raise error


def _failures(run: Run) -> list[KgError]:
    """Return what the shards passed over, by path; what many files of a folder have in common once."""
    rows = sorted((row for manifest in run.manifests() for row in manifest.files if row.failures), key=lambda r: r.path)
    shared: dict[Failure, ManifestError] = {}
    found: list[KgError] = []
    for row in rows:
        for failure in row.failures:
            if failure.shared:
                told = shared.setdefault(failure, ManifestError(failure.where, failure.wrong, failure.right))
                found.append(told)
            else:
                found.append(failure.error(row.place()))
    return by_manifest(found)


def _unused(run: Run, found: Found) -> Iterable[InputError]:
    """Return what is kept beside reports and applies to none."""
    sidecars = Sidecars(run.job.reading.manifest, run.job.files)
    named = {path for path, itself in found.files if itself}
    for manifest in run.manifests():
        for row in manifest.files:
            path = Path(os.fsdecode(row.path))
            for name in ("", *(summary.name for summary in row.documents)):
                sidecars.meet(path, name, named=path in named)
    return sidecars.unused()


def _nothing_read(found: Found, failures: Sequence[KgError]) -> KgError:
    if len(failures) == 1:
        return failures[0]
    where = ", ".join(str(path) for path, _ in found.files[:3])
    return InputError(where, f"none of {len(failures)} reports can be read, first {failures[0]}", "mend one")
