"""Measures what a large run asks of its driver and of Ray, with tasks that do no work: see `benchmarks.scale.stub`.

`python -m benchmarks.scale [TASKS [SEALED]]`: so many tasks that do nothing (default 10,000: ten million documents in shards of
1,000), and so many shards that are sealed, listed and held against one another as a run does (default 1,000).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.scale.stub import Stub, do_nothing, seal_at_once, seed_rows
from kg.engines import Engine
from kg.engines.cluster import RayEngine
from kg.runs.copies import find_copies
from kg.runs.folders import Folder, folder_at
from kg.runs.plan import sealed_shards, tasks_of
from kg.runs.sealed import manifest_of

TASKS: Final = 10_000
SEALED: Final = 1_000
DOCUMENTS: Final = 1_000


def main(tasks: int, sealed: int) -> None:
    """Print a line for each measurement: what, how much of it, seconds, and the most memory that its process has had, in MB."""
    rows = seed_rows()
    with TemporaryDirectory() as place:
        folder = folder_at(place)
        stub = Stub(folder, rows, DOCUMENTS)
        with measured("Ray starts"):
            engine = RayEngine()
        with measured("first tasks, which load kg"):
            drain(engine, do_nothing, stub, 8)
        with measured(f"{tasks} tasks that do nothing"):
            drain(engine, do_nothing, stub, tasks)
        with measured(f"{sealed} shards of {DOCUMENTS} documents are sealed"):
            drain(engine, seal_at_once, stub, sealed)
        engine.close()
        size = sum(path.stat().st_size for path in Path(place).rglob("*.json"))
        print(f"{sealed} manifests: {size} bytes, {size / sealed / DOCUMENTS:.0f} for each document")
        for measure in (read_manifests, look_for_copies, deal_paths):
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # its peak memory is its own
                pool.submit(measure, folder, sealed * DOCUMENTS).result()


def read_manifests(folder: Folder, documents: int) -> None:
    """Read every manifest and let go of it."""
    with measured(f"manifests of {documents} documents are read"):
        for _ in sealed_shards(folder):
            pass


def look_for_copies(folder: Folder, documents: int) -> None:
    """Hold all documents against one another, as a run does at its end."""
    names = [name.removesuffix(".json") for name in folder.names("shards")]
    with measured(f"copies are looked for among {documents} documents"):
        find_copies(manifest_of(folder, name) for name in names)


def deal_paths(folder: Folder, documents: int) -> None:
    """Deal as many paths to shards as there are documents."""
    with measured(f"{documents} paths are dealt to shards"):
        tasks_of(Path(f"/reports/{number % 1000:03}/report-{number:08}.txt") for number in range(documents))


def drain(engine: Engine, function: Callable[[Stub, int], object], stub: Stub, count: int) -> None:
    """Do so many tasks."""
    for _ in engine.map(function, stub, range(count)):
        pass


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print what the body takes."""
    begun = perf_counter()
    yield
    seconds, memory = perf_counter() - begun, _memory()
    print(f"{what}: {seconds:.1f} s, peak {memory:.0f} MB", flush=True)


def _memory() -> float:
    """Return the most memory that this process has had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(TASKS, SEALED)[len(given) :])
