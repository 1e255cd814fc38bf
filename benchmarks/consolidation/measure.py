"""Measures one size: the processor seconds of each stage, and the memory that all of them take above the claims."""

from __future__ import annotations

import gc
from collections import defaultdict
from dataclasses import dataclass
from time import process_time

from benchmarks.consolidation.claims import invent_claims, invent_lexicon
from benchmarks.consolidation.stages import STAGES, Rows
from benchmarks.frame.memory import peak

__all__ = ["Run", "measure"]


@dataclass(frozen=True, slots=True)
class Run:
    """One size: processor seconds and number of results of each stage, and the peak memory above that of the claims in MB."""

    size: int
    seconds: dict[str, float]
    results: dict[str, int]
    memory: float

    @property
    def total(self) -> float:
        """Return the seconds of all stages."""
        return sum(self.seconds.values())


def measure(size: int) -> Run:
    """Consolidate *size* claims, stage by stage."""
    lexicon, claims = invent_lexicon(), invent_claims(size)
    gc.collect()
    before = peak()
    rows: Rows = defaultdict(list)
    seconds: dict[str, float] = {}
    results: dict[str, int] = {}
    for name, stage in STAGES.items():
        start = process_time()
        results[name] = stage(claims, lexicon, rows)
        seconds[name] = process_time() - start
    return Run(size, seconds, results, peak() - before)
