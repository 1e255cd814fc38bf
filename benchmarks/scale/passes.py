"""What the driver of a run does with all shards or all paths, measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks.frame.memory import peak
from kg.runs.copies import find_copies
from kg.runs.folders import Folder
from kg.runs.plan import sealed_shards, tasks_of
from kg.runs.sealed import manifest_of

__all__ = ["deal_paths", "look_for_copies", "measured", "read_manifests"]


def read_manifests(folder: Folder, documents: int) -> None:
    """Read every manifest and let go of it."""
    with measured(f"manifests of {documents} documents are read"):
        for _ in sealed_shards(folder):
            pass


def look_for_copies(folder: Folder, documents: int) -> None:
    """Hold all documents against one another, as a run does at its end."""
    names = [name.removesuffix(".json") for name in folder.names("shards")]
    with measured(f"copies are looked for among {documents} documents"):
        find_copies(lambda: (manifest_of(folder, name) for name in names))


def deal_paths(folder: Folder, documents: int) -> None:
    """Deal as many paths to shards as there are documents."""
    with measured(f"{documents} paths are dealt to shards"):
        tasks_of(Path(f"/reports/{number % 1000:03}/report-{number:08}.txt") for number in range(documents))


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print what the body takes."""
    begun = perf_counter()
    yield
    seconds, memory = perf_counter() - begun, peak()
    print(f"{what}: {seconds:.1f} s, peak {memory:.0f} MB", flush=True)
