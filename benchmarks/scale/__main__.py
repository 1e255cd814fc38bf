"""Measures what a large run asks of its driver, of Ray and of the place of its shards: see `benchmarks.scale.stub`.

`python -m benchmarks.scale`: tasks that do nothing (10,000 stand for ten million documents in shards of 1,000), shards that are
whole, and shards whose manifest alone is what it would be, which are then listed and held against one another as a run does.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.scale.passes import deal_paths, look_for_copies, measured, read_manifests
from benchmarks.scale.stub import Stub, do_nothing, seal_empty, seal_whole, stub_of
from kg.engines import Engine
from kg.engines.cluster import RayEngine
from kg.runs.folders import folder_at


def main(arguments: Sequence[str]) -> None:
    """Print a line for each measurement: what, how much of it, seconds, and the most memory that its process has had, in MB."""
    chosen = _arguments(arguments)
    with TemporaryDirectory() as place, TemporaryDirectory() as whole_place:
        stub = stub_of(folder_at(place), chosen.reports, chosen.documents)
        whole = stub_of(folder_at(whole_place), chosen.reports, chosen.documents)
        with measured("Ray starts"):
            engine = RayEngine()
        with measured("first tasks, which load kg"):
            drain(engine, do_nothing, stub, 8)
        with measured(f"{chosen.tasks} tasks that do nothing"):
            drain(engine, do_nothing, stub, chosen.tasks)
        with measured(f"{chosen.whole} whole shards of {chosen.documents} documents are sealed"):
            drain(engine, seal_whole, whole, chosen.whole)
        with measured(f"{chosen.sealed} shards of {chosen.documents} documents are sealed, their parts empty"):
            drain(engine, seal_empty, stub, chosen.sealed)
        engine.close()
        for suffix in ("documents.gz", "graph.nq.gz", "json"):
            _tell_size(Path(whole_place), suffix, chosen.whole * chosen.documents)
        for measure in (read_manifests, look_for_copies, deal_paths):
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # its peak memory is its own
                pool.submit(measure, stub.job.folder, chosen.sealed * chosen.documents).result()


def drain(engine: Engine, function: Callable[[Stub, int], object], stub: Stub, count: int) -> None:
    """Do so many tasks."""
    for _ in engine.map(function, stub, range(count)):
        pass


def _tell_size(place: Path, suffix: str, documents: int) -> None:
    sizes = [path.stat().st_size for path in place.rglob(f"*.{suffix}")]
    each = f"{sum(sizes) / max(1, len(sizes)):,.0f} bytes each, {sum(sizes) / documents:,.0f} a document"
    print(f"{len(sizes)} files of {suffix}: {each}", flush=True)


def _arguments(arguments: Sequence[str]) -> Any:
    parser = ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    for name, default, told in (
        ("tasks", 10_000, "that do nothing"),
        ("sealed", 1_000, "shards of which the manifest alone is whole"),
        ("whole", 8, "whole shards"),
        ("documents", 1_000, "of each shard"),
        ("reports", 100, "that are invented, and given out under other names"),
    ):
        parser.add_argument(f"--{name}", type=int, default=default, metavar="N", help=told)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
