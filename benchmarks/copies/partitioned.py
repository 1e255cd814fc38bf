"""Finds shared texts by the steps of a build (`kg.runs.steps.texts`): task by task in one process, with all rows on disk.

The documents are held in memory, where a build has sealed them in shards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kg.consolidate import load_policy
from kg.engines import LocalEngine
from kg.graph import Activity
from kg.lexicon import Lexicon
from kg.link import LinkedDocument
from kg.model import Document
from kg.read import ReadOptions
from kg.runs.folders import LocalFolder
from kg.runs.job import Job
from kg.runs.rows import DocumentRow, Summary, encoded
from kg.runs.steps import Plan, do_step
from kg.runs.steps.texts import STEPS

__all__ = ["Shard", "steps_done"]

Shard: TypeAlias = Sequence[tuple[Document, LinkedDocument]]


@dataclass(frozen=True, slots=True)
class _PlanAtHand(Plan):
    """A plan whose documents are at hand, each batch one shard."""

    shards: Sequence[Shard] = ()

    def rows(self, batch: int) -> Iterator[DocumentRow]:
        for document, linked in self.shards[batch]:
            summary = Summary("", document.key, document.name, document.sha256)
            yield DocumentRow(summary, encoded(document), b"", b"", b"", encoded(linked))

    def size(self, batch: int) -> int:
        return len(self.shards[batch])


def steps_done(shards: Sequence[Shard], partitions: int, folder: Path) -> Plan:
    """Do the steps over *shards*, where the registry is empty, and return the plan, whose rows then lie in *folder*."""
    place = LocalFolder(folder)
    job = Job(place, "", "", Lexicon(()), Activity("benchmark", ""), ReadOptions(), "")
    plan = _PlanAtHand(job, load_policy(), "", place, ((),) * len(shards), partitions, shards=shards)
    engine = LocalEngine()
    for step in STEPS:
        do_step(engine, plan, step)
    return plan
