"""A command as a whole: how long it takes, and the most memory that it and all that it starts hold together."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Measured", "measure"]

PERIOD: Final = 0.5
MEBI: Final = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """The exit code, the seconds, the greatest memory in MB (shared pages counted once), and the stderr."""

    code: int
    seconds: float
    memory: float
    told: str


def measure(command: Sequence[str], folder: Path) -> Measured:
    """Run *command* and return what it took; its stderr lies in *folder* meanwhile. Memory is looked at twice a second."""
    told = folder / "stderr"
    most = 0.0
    begun = time.perf_counter()
    with told.open("wb") as err:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=err)
        while process.poll() is None:
            most = max(most, sum(map(_held, _tree(process.pid))))
            time.sleep(PERIOD)
    return Measured(process.returncode, time.perf_counter() - begun, most, told.read_text("utf-8", "replace"))


def _tree(process: int) -> list[int]:
    """Return *process* and all that it has started and that lives."""
    found = [process]
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [one for child in path.read_text().split() for one in _tree(int(child))]
        except OSError:  # it has ended
            continue
    return found


def _held(process: int) -> float:
    """Return the memory of a process in MB, a page that several share in parts; 0 where that is not told."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / MEBI
