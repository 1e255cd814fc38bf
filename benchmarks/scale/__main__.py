"""Measures what a large run asks of its driver and of Ray, with tasks that do no work: see `benchmarks.scale.stub`.

`python -m benchmarks.scale [TASKS [SEALED]]`: so many tasks that do nothing (default 10,000: ten million documents in shards of
1,000), and so many shards that are sealed, listed and held against one another as a run does (default 1,000).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.scale.passes import deal_paths, look_for_copies, measured, read_manifests
from benchmarks.scale.stub import Stub, do_nothing, seal_at_once, seed_rows
from kg.engines import Engine
from kg.engines.cluster import RayEngine
from kg.runs.folders import folder_at

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


def drain(engine: Engine, function: Callable[[Stub, int], object], stub: Stub, count: int) -> None:
    """Do so many tasks."""
    for _ in engine.map(function, stub, range(count)):
        pass


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(TASKS, SEALED)[len(given) :])
