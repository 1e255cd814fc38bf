"""Processes that others have started end with them: else what was killed would go on beside the run that comes after it."""

from __future__ import annotations

import os
import sys
import time
from threading import Thread
from typing import Final

__all__ = ["end_with"]

PERIOD: Final = 0.2  # seconds


def end_with(parent: int) -> None:
    """End this process soon after the process numbered *parent*, which has started it, however that ends."""
    if sys.platform != "win32":  # where a process keeps the number of a parent that is gone
        Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PERIOD)
    os._exit(1)
