"""The most memory that a process has held."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Final

__all__ = ["peak"]

STATUS: Final = Path("/proc/self/status")


def peak() -> float:
    """Return the most memory that this process has held, in MB.

    Linux counts in `getrusage` what the parent had held before this program began, so its own count is taken there.
    """
    if STATUS.exists():
        return int(STATUS.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
