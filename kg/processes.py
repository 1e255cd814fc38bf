"""Pools of processes that end with who has started them: else what was killed would go on beside the run after it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["pool_of"]

PERIOD: Final = 0.2  # seconds
# What Python's tracker of resources says of processes that were killed; it has cleared them away when it says so.
UNSAID: Final = "ignore:resource_tracker:UserWarning"


def pool_of(jobs: int, begin: Callable[..., object] | None = None, *given: Any) -> ProcessPoolExecutor:
    """Return so many processes of loky, each of which calls *begin* with what is *given* first, if that is given."""
    from loky import ProcessPoolExecutor

    said = os.environ.get("PYTHONWARNINGS", "")
    if UNSAID not in said:
        os.environ["PYTHONWARNINGS"] = ",".join(filter(None, (said, UNSAID)))
    return ProcessPoolExecutor(max_workers=jobs, initializer=_begin, initargs=(os.getpid(), begin, given))


def _begin(parent: int, begin: Callable[..., object] | None, given: tuple[Any, ...]) -> None:
    if sys.platform != "win32":  # where a process keeps the number of a parent that is gone
        Thread(target=_watch, args=(parent,), daemon=True).start()
    if begin is not None:
        begin(*given)


def _watch(parent: int) -> None:
    """End this process soon after the process numbered *parent*, which has started it, however that ends."""
    while os.getppid() == parent:
        time.sleep(PERIOD)
    os._exit(1)
