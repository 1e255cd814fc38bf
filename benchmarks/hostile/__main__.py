"""Reads each hostile document in a process of its own and prints what that took.

    python -m benchmarks.hostile [--size BYTES] [--only WORDS]

Seconds and the peak of resident memory are those of the whole process, `kg extract` with its start and its reader, less
nothing; the row "text: nothing hostile" is what that takes by itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.hostile.cases import CASES, read_out

__all__ = ["Row", "measured"]


@dataclass(frozen=True, slots=True)
class Row:
    """What reading one case took: seconds, peak memory in MB of the process or its largest child, and what came of it."""

    name: str
    seconds: float
    megabytes: float
    outcome: str


def measured(case: str, size: int, limit: float = 600) -> Row:
    """Read *case* out in a process of its own; past *limit* seconds it is killed and its outcome says so."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.hostile", "--case", case, "--size", str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            said = process.communicate(timeout=limit)[0].strip().splitlines()
        except subprocess.TimeoutExpired:
            process.kill()
            return Row(case, time.perf_counter() - started, 0.0, f"killed after {limit:g} s")
    peak, outcome = said[-1].partition(" ")[::2] if said and process.returncode == 0 else ("0", " ".join(said[-1:]))
    return Row(case, time.perf_counter() - started, float(peak), outcome or f"exit code {process.returncode}")


def _peak() -> float:
    import resource

    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in users) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--case")
    given = parser.parse_args()
    if given.case:
        outcome = read_out(given.case, given.size)
        print(f"{_peak():.0f} {outcome}")
        return
    print(f"{given.size:,} bytes each, {os.cpu_count()} cores")
    for case in CASES:
        if given.only in case.name:
            row = measured(case.name, given.size)
            print(f"{row.name:38} {row.seconds:7.1f} s {row.megabytes:6.0f} MB  {row.outcome[:110]}", flush=True)


if __name__ == "__main__":
    main()
