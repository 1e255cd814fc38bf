"""Measures one size: the processor seconds of each stage, and the memory that all of them take above the claims."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from time import process_time
from typing import Any

from benchmarks.consolidation.claims import invent_claims, invent_lexicon
from benchmarks.consolidation.stages import STAGES
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
    given: dict[str, Any] = {}
    seconds: dict[str, float] = {}
    for name, stage in STAGES.items():
        start = process_time()
        given[name] = stage(claims, lexicon, given)
        seconds[name] = process_time() - start
    results = {name: len(found) for name, found in given.items() if hasattr(found, "__len__")}
    return Run(size, seconds, results, peak() - before)
