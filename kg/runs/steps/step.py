"""What a step is, and how its tasks are done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.consolidate import AcceptancePolicy
from kg.engines import Engine
from kg.errors import KgError
from kg.runs.folders import Folder
from kg.runs.job import Job
from kg.runs.mail import is_whole_mail, read_mail, send
from kg.runs.rows import DocumentRow, Failure
from kg.runs.sealed import documents_in, manifest_of
from kg.runs.temporary import temporary_error

__all__ = ["Emitted", "Plan", "Step", "do_step", "in_one_place", "over_batches", "over_partitions", "to"]

Row = TypeVar("Row")
Emitted = Iterator[tuple[int, object]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What every task of the steps is told.

    `batches` are the names of the shards of each batch, and `partitions` is how many partitions of rows there are. `made` is
    the hash of all that the steps rest on, and `folder` is where their files lie.
    """

    job: Job
    policy: AcceptancePolicy
    made: str
    folder: Folder
    batches: tuple[tuple[str, ...], ...]
    partitions: int

    def rows(self, batch: int) -> Iterator[DocumentRow]:
        """Yield the documents of a batch, in their order."""
        for name in self.batches[batch]:
            yield from documents_in(self.job.folder, manifest_of(self.job.folder, name))

    def size(self, batch: int) -> int:
        """Return how many documents a batch has."""
        manifests = (manifest_of(self.job.folder, name) for name in self.batches[batch])
        return sum(1 for manifest in manifests for _ in manifest.documents())

    def read(self, step: Step, to: int, kind: type[Row]) -> Iterator[Row]:
        """Yield the rows of *kind* that the tasks of *step* sent to the task of number *to*."""
        return read_mail(self.folder, [step.file(number) for number in range(step.tasks(self))], to, kind)

    def read_of(self, step: Step, number: int, to: int, kind: type[Row]) -> Iterator[Row]:
        """Yield the rows of *kind* that the task *number* of *step* sent to the task of number *to*."""
        return read_mail(self.folder, [step.file(number)], to, kind)


@dataclass(frozen=True, slots=True)
class Step:
    """A step called *name*, of so many tasks, each of which gives rows with the number of the task that each goes to."""

    name: str
    tasks: Callable[[Plan], int]
    task: Callable[[Plan, int], Emitted]

    def file(self, number: int) -> str:
        """Return the name of the file that a task writes."""
        return f"{self.name}-{number:05}"


@dataclass(frozen=True, slots=True)
class _Shared:
    plan: Plan
    step: Step


@dataclass(frozen=True, slots=True)
class _Item:
    """A task of the step called *name*, which it is told by."""

    name: str
    number: int

    def __str__(self) -> str:
        return f"task {self.number} of the step {self.name}"


def do_step(engine: Engine, plan: Plan, step: Step) -> None:
    """Do the tasks of *step* that are not done; raises KgError where one cannot be."""
    items = [_Item(step.name, number) for number in range(step.tasks(plan))]
    for failure in engine.map(_do, _Shared(plan, step), items):
        if failure is not None:
            raise failure.error()


def _do(shared: _Shared, item: _Item) -> Failure | None:
    name = shared.step.file(item.number)
    try:
        if not is_whole_mail(shared.plan.folder, name):
            send(shared.plan.folder, name, shared.step.task(shared.plan, item.number))
    except KgError as error:
        return Failure.of(error)
    except OSError as error:
        return Failure.of(temporary_error(error))
    return None


def over_batches(plan: Plan) -> int:
    """Return the number of batches."""
    return len(plan.batches)


def over_partitions(plan: Plan) -> int:
    """Return the number of partitions."""
    return plan.partitions


def in_one_place(plan: Plan) -> int:
    """Return 1: the step is one task."""
    return 1


def to(number: int, rows: Iterable[object]) -> Emitted:
    """Yield *rows*, all for the task *number*."""
    return ((number, row) for row in rows)
