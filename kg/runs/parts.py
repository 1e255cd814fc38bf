"""A dataset beside its shards, in parts that any store loads: no process has held the whole.

    dataset/HASH/00017.nq.gz    canonical N-Quads, sorted; the parts follow one another and have no line in common
    dataset.json                the manifest: how the dataset was made, of which shards, and the sha256 and size of each part

The manifest comes last, and with it the parts are there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from typing import Final

from kg.engines import Engine
from kg.errors import KgError, StoreError
from kg.formats.writers.lines import blocks_of
from kg.identifiers import sha256_hex
from kg.runs.folders import Folder
from kg.runs.rows import Failure, encoded
from kg.runs.run import Run
from kg.runs.sealed import Part, PartWriter, unpacked
from kg.runs.steps.dataset import part_of, parts_in
from kg.runs.steps.step import Plan
from kg.runs.temporary import temporary_error

__all__ = ["Dataset", "blocks_in", "dataset_in", "keep_dataset"]

TOP: Final = "dataset"
OURS: Final = re.compile(rf"{TOP}/[0-9a-f]{{24}}/\d{{5,}}\.nq\.gz")
MANIFEST: Final = "dataset.json"
RIGHT: Final = "build it again with kg build --shards: what is there is taken over"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset in parts: the folder of these, how it was made, the names of the shards that it is made of, and its parts."""

    folder: str
    options: dict[str, str]
    shards: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    plan: Plan
    folder: str


def keep_dataset(run: Run, plan: Plan, options: Mapping[str, str], engine: Engine) -> None:
    """Write the dataset of *plan*, whose steps are done, beside the shards of *run*; raises KgError where it cannot be."""
    import msgspec

    folder, names = run.job.folder, [shard.name for shard in run.shards]
    top = f"{TOP}/{sha256_hex(encoded((plan.made, sorted(options.items()))))[:24]}"
    folder.remove_unfinished(top)
    found: dict[int, Part] = {}
    for done in engine.map(_write, _Shared(plan, top), range(parts_in(plan))):
        if isinstance(done, Failure):
            raise done.error()
        found[done[0]] = done[1]
    parts = tuple(found[number] for number in sorted(found))
    told = Dataset(top, dict(options), tuple(names), parts)
    folder.write(MANIFEST, msgspec.json.encode(told, order="deterministic") + b"\n")
    _remove_others(folder, {_name(top, number) for number in found})


def _remove_others(folder: Folder, kept: Collection[str]) -> None:
    """Remove all parts but those *kept*, whole or not."""
    folder.remove_below(TOP, lambda name: OURS.fullmatch(name) and name not in kept)


def dataset_in(folder: Folder) -> Dataset:
    """Return the dataset that lies in *folder*; raises StoreError where there is none, or its manifest is damaged."""
    import msgspec

    if not folder.holds(MANIFEST):
        raise StoreError(folder.place(MANIFEST), "is not there", "a place that kg build --shards has filled to the end")
    try:
        return msgspec.json.decode(folder.read(MANIFEST), type=Dataset)
    except ValueError as error:
        raise StoreError(folder.place(MANIFEST), f"is damaged ({error})", RIGHT) from error


def blocks_in(folder: Folder, dataset: Dataset) -> Iterator[bytes]:
    """Yield the lines of a dataset, sorted, in blocks; raises StoreError where a part is damaged, before any line of it."""
    for number, part in enumerate(dataset.parts):
        name = _name(dataset.folder, number)
        with folder.reading(name) as file:
            if file_digest(file, "sha256").hexdigest() != part.sha256:  # type: ignore[arg-type]  # a file of bytes
                raise StoreError(folder.place(name), "is damaged (its sha256 is another)", RIGHT)
        with unpacked(folder, name) as file:
            yield from blocks_of(file)


def _write(shared: _Shared, number: int) -> tuple[int, Part] | Failure:
    """Write one part; return its number, and what it holds."""
    try:
        with shared.plan.job.folder.writing(_name(shared.folder, number)) as file:
            writer = PartWriter(file)
            for block in part_of(shared.plan, number):
                writer.add(block, block.count(b"\n"))
            return number, writer.end()
    except KgError as error:
        return Failure.of(error)
    except OSError as error:
        return Failure.of(temporary_error(error))


def _name(folder: str, number: int) -> str:
    return f"{folder}/{number:05}.nq.gz"
