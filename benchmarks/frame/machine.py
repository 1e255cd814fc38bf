"""On what benchmarks run, and what else takes the processors' time meanwhile."""

from __future__ import annotations

import os
import platform
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Load", "Watch", "describe"]

TICKS: Final = os.sysconf("SC_CLK_TCK")
# Fields of the first line of /proc/stat, proc_stat(5): all but idle and iowait, and without guests, who are counted in user.
BUSY: Final = (1, 2, 3, 6, 7, 8)
QUIET: Final = 0.02


@dataclass(frozen=True, slots=True)
class Load:
    """What a run took: seconds, load averages of one minute before and after, and the share of all cores that others took.

    *others* is None where the system does not tell.
    """

    seconds: float
    before: float
    after: float
    others: float | None

    @property
    def told(self) -> str:
        """Return the load in words."""
        averages = f"load average {self.before:.2f} before, {self.after:.2f} after"
        if self.others is None:
            return averages
        if self.others < QUIET:
            return f"no other processes to speak of; {averages}"
        return f"other processes were running, and took {self.others:.0%} of the processors' time; {averages}"


class Watch:
    """Begins to watch the machine when it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), os.getloadavg()[0], _busy(), _own()

    def load(self) -> Load:
        """Return what there was since then; child processes that have ended count as own."""
        start, before, busy, own = self._start
        seconds, now = time.perf_counter() - start, _busy()
        others = None
        if now is not None and busy is not None:
            others = max(0.0, now - busy - (_own() - own)) / (seconds * (os.cpu_count() or 1))
        return Load(seconds, before, os.getloadavg()[0], others)


def describe() -> dict[str, str]:
    """Return what the machine is, by name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _busy() -> float | None:
    """Return the seconds that all processors have worked since the system was started."""
    stat = Path("/proc/stat")
    if not stat.is_file():
        return None
    fields = stat.read_text().splitlines()[0].split()
    return sum(int(fields[at]) for at in BUSY) / TICKS


def _own() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
