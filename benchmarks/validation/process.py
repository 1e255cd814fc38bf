"""Runs a command as a process of its own, and tells what it took from its start to its end."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import perf_counter

__all__ = ["Run", "run"]


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock and of the processors, the most memory held in MB, and the exit status; below 0 if it was killed.

    Memory never is below what the process that asks has held itself, for the kernel counts from the fork on.
    """

    seconds: float
    processor_seconds: float
    megabytes: float
    status: int
    complaint: str


def run(command: Sequence[str], output: Path, limit: float) -> Run:
    """Run *command* with its standard output in the file *output*, for *limit* seconds at most.

    The complaint of the run is the last line of its standard error.
    """
    errors = output.with_suffix(".stderr")
    with output.open("wb") as out, errors.open("wb") as err:
        began = perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        timer = Timer(limit, process.kill)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        seconds = perf_counter() - began
    # wait4 has taken the status that Popen would wait for.
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = errors.read_text(encoding="utf-8", errors="replace").split("\n")
    complaint = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, complaint)
