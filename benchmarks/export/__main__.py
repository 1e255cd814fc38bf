"""`python -m benchmarks.export --sizes 100000 1000000`: seconds, MB/s and peak memory of each format beside its peers.

The stores are copies of the bundled reports (`benchmarks.sized`). `kg` writes, reads back and counts; `kg unchecked` only
writes; `kg from a file` sorts a file in another order first. rdflib's serializers and Oxigraph's `Store.dump` write what they
have in memory; loading is not timed, and JSON-LD of Oxigraph is expanded. Each run is a process of its own, and of --runs the
median is shown. rdflib gets no store beyond --rdflib quads. Ratios are of CPU seconds, which others disturb less.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.export.runs import RDFLIB, WAYS
from benchmarks.sized import write_sized_store

LIMIT: Final = 1_200


@dataclass(frozen=True, slots=True)
class Run:
    """One line of the table; *failure* says why there are no figures."""

    way: str
    seconds: float = 0
    cpu: float = 0
    bytes: int = 0
    peak: int = 0
    failure: str = ""


def main(arguments: Sequence[str]) -> None:
    """Print the table of each size."""
    chosen = _parser().parse_args(arguments)
    for size in chosen.sizes:
        with TemporaryDirectory(dir=chosen.folder) as folder:
            store = Path(folder) / "store"
            quads = write_sized_store(store, size)
            print(f"\n{quads:,} quads\n{'format':9} {'way':15} {'seconds':>8} {'cpu s':>8} {'MB/s':>7} {'peak MB':>8}"
                  f" {'rdflib takes':>13} {'of a dump':>10}")  # fmt: skip
            for format in chosen.formats:
                _print(format, list(_measured(format, store, quads <= chosen.rdflib, chosen.runs)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.export")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="quads")
    parser.add_argument("--formats", nargs="*", choices=[*RDFLIB], default=[*RDFLIB])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rdflib", type=int, default=200_000, help="the most quads that rdflib gets")
    parser.add_argument("--folder", type=Path, help="make the stores there")
    return parser


def _measured(format: str, store: Path, with_rdflib: bool, runs: int) -> Iterator[Run]:
    for way in WAYS:
        if (way == "rdflib" and not with_rdflib) or (way == "kg from a file" and format != "nquads"):
            continue
        # What takes minutes is not repeated.
        done = [_run(way, format, store)]
        while not done[0].failure and len(done) < runs and done[0].seconds < 60:
            done.append(_run(way, format, store))
        yield sorted(done, key=lambda run: run.cpu)[len(done) // 2]


def _run(way: str, format: str, store: Path) -> Run:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.export.runs",
        way,
        format,
        str(store),
        str(store / "out"),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return Run(way, failure=f"stopped after {LIMIT} s")
    except subprocess.CalledProcessError as error:
        return Run(way, failure=error.stderr.strip().splitlines()[-1])
    return Run(way, **json.loads(done.stdout))


def _print(format: str, runs: Sequence[Run]) -> None:
    by_way = {run.way: run for run in runs if not run.failure}
    for run in runs:
        if run.failure:
            print(f"{format:9} {run.way:15} {run.failure}")
            continue
        speed = run.bytes / 1e6 / run.seconds
        print(
            f"{format:9} {run.way:15} {run.seconds:8.2f} {run.cpu:8.2f} {speed:7.1f} {run.peak:8,}"
            f" {_ratio(by_way.get('rdflib'), run):>13} {_ratio(run, by_way.get('oxigraph')):>10}"
        )


def _ratio(one: Run | None, other: Run | None) -> str:
    return f"{one.cpu / other.cpu:.2f}×" if one and other else ""


if __name__ == "__main__":
    main(sys.argv[1:])
