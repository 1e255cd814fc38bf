"""What the shards of a run say together: the steps one after the other, and the dataset at their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isqrt
from typing import Final

from kg.consolidate import AcceptancePolicy, SharedText
from kg.engines import Engine
from kg.identifiers import sha256_hex
from kg.runs.rows import encoded
from kg.runs.run import Progress, Run
from kg.runs.steps import Plan, dataset, do_step, texts, world

__all__ = ["Together", "bring_together", "remove_steps"]

STEPS: Final = "steps"
OURS: Final = re.compile(rf"{STEPS}/[0-9a-f]{{24}}/[a-z]+-\d{{5,}}")
ALL: Final = (*texts.STEPS, *world.STEPS, *dataset.STEPS)
# Documents that a task over shards, and over a partition of rows, has at least.
BATCH: Final = 512
PARTITION: Final = 1024
# Each task reads a piece of each file of the step before: so that pieces grow with the documents, tasks with their root do.
ROOTS: Final = 2


class Together:
    """The dataset and the shared texts of a run, in the files of its steps."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def dataset(self) -> Iterator[bytes]:
        """Yield the lines of the dataset, sorted, each once, in blocks."""
        return dataset.parts_of(self.plan)

    def shared_texts(self) -> tuple[SharedText, ...]:
        """Return the texts that several documents publish, by id."""
        return tuple(texts.shared_texts(self.plan))


def bring_together(run: Run, policy: AcceptancePolicy, engine: Engine, progress: Progress | None = None) -> Together:
    """Do the steps over the shards of *run*; those that a run before had done are taken over."""
    plan = _plan(run, policy)
    for number, step in enumerate(ALL, 1):
        do_step(engine, plan, step)
        if progress:
            progress("steps", number, len(ALL))
    return Together(plan)


def remove_steps(run: Run) -> None:
    """Remove the files of all steps; what is called otherwise is none of them."""
    run.job.folder.remove_below(STEPS, OURS.fullmatch)


def _plan(run: Run, policy: AcceptancePolicy) -> Plan:
    root = ROOTS * isqrt(run.documents)
    batches: list[list[str]] = [[]]
    held = 0
    for shard in run.shards:
        if held >= max(BATCH, root):
            batches.append([])
            held = 0
        batches[-1].append(shard.name)
        held += shard.documents
    partitions = max(1, -(-run.documents // max(PARTITION, root)))
    rests_on = (
        [shard.name for shard in run.shards],
        partitions,
        policy,
        run.job.lexicon.digest,
        run.job.base,
        run.job.drawn,
    )
    made = sha256_hex(encoded(rests_on))[:24]
    folder = run.job.folder.below(f"{STEPS}/{made}")
    return Plan(run.job, policy, made, folder, tuple(map(tuple, batches)), partitions)
