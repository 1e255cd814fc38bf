"""What every task of a run is told, as plain data that travels to other processes and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kg.graph import Activity
from kg.lexicon import Lexicon
from kg.namespaces import DATA
from kg.read import ReadOptions
from kg.runs.folders import Folder
from kg.runs.kept import Kept

__all__ = ["Copies", "Job", "ShardDone", "Task"]

# Documents by the path of their file and their key.
Copies: TypeAlias = tuple[tuple[bytes, str], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """How documents are turned into shards.

    `made` is the hash of all that the claims and their linking rest on besides the documents, `drawn` that of what the graph
    of a document rests on besides. `claims` is a folder with the claims of each document (KEY.jsonl), None where they are
    extracted by `pipeline`. `files` are all files of the run where a manifest is to be held against them. `revised` tells, by
    key, which document each replaces that replaces one: see `kg.runs.revisions`. `kept` tells in which sealed shard a file
    is, by the hash of all that it rests on; `again` are those of them to read again, since something failed there that may
    be no fault of the file.
    """

    folder: Folder
    made: str
    drawn: str
    lexicon: Lexicon
    activity: Activity
    reading: ReadOptions
    text: str
    base: str = DATA
    pipeline: str | None = None
    claims: Path | None = None
    files: tuple[Path, ...] = ()
    revised: Mapping[str, str] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    again: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """One shard to make: its number, and its files by path.

    `without` are the documents that others of the run have already, by path of the file and key. `blamed` says that what the
    journal has as begun is not to be tried again, since it ended its process.
    """

    number: int
    paths: tuple[Path, ...]
    without: Copies = ()
    blamed: bool = False

    def __str__(self) -> str:
        return f"{self.paths[0]} (or another of the {len(self.paths)} files of shard {self.number:05})"


@dataclass(frozen=True, slots=True)
class ShardDone:
    """What a task tells of its shard: its name, how many documents and claims it stands for, and what took how many seconds.

    `fresh` counts the documents that were done, and not taken over from a shard or journal of before.
    """

    number: int
    name: str
    documents: int
    claims: int
    fresh: int = 0
    slowest: tuple[tuple[float, str], ...] = ()
