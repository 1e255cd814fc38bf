"""Runs engines in turns on one graph, and tells what each took and found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.validation.engines import Engine
from benchmarks.validation.graph import Sample
from benchmarks.validation.process import Run, run

__all__ = ["Ran", "run_all"]

SHAPES: Final = Path(__file__).with_name("shapes.ttl")
# A run of more seconds is not repeated; one of more than LIMIT is ended.
SLOW: Final = 30.0
LIMIT: Final = 3_600.0


@dataclass(slots=True)
class Ran:
    """What an engine took for a graph, and how many results each shape gave; `failure` says why there are none."""

    triples: int
    engine: Engine
    expected: Counter[str]
    runs: list[Run] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    failure: str = ""

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.runs)

    @property
    def processor_seconds(self) -> float:
        return median(run.processor_seconds for run in self.runs)

    @property
    def megabytes(self) -> float:
        return max(run.megabytes for run in self.runs)

    @property
    def results(self) -> str:
        """Return how many results were found of how many; `≠` where the shapes differ, though the number may not."""
        mark = "" if self.found == self.expected else " ≠"
        return f"{self.found.total()} of {self.expected.total()}{mark}"

    @property
    def finished(self) -> bool:
        """Tell whether there is no need for another run."""
        return bool(self.failure) or any(run.seconds > SLOW for run in self.runs)


def run_all(sample: Sample, engines: Iterable[Engine], runs: int) -> list[Ran]:
    """Run *engines* on *sample* in turns, *runs* times each; one row for each, in their order."""
    rows = [(engine, Ran(sample.triples, engine, sample.expected)) for engine in engines]
    for _ in range(runs):
        for engine, row in rows:
            if not row.finished:
                _run(engine, row, sample.path)
    return [row for _, row in rows]


def _run(engine: Engine, row: Ran, data: Path) -> None:
    report = data.with_suffix(f".{engine.name}.report")
    try:
        done = run(engine.command(data, SHAPES), report, LIMIT)
    except OSError as error:
        row.failure = f"cannot be started: {error}"
        return
    row.runs.append(done)
    try:
        row.found = engine.count(report.read_text(encoding="utf-8"))
    except ValueError:
        row.failure = done.complaint or f"exit status {done.status}"
    if done.status < 0:
        row.failure = f"killed by signal {-done.status} after {done.seconds:.0f} s"
