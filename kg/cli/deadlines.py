"""Ends a command that takes too long, whatever it is doing."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import UsageError

__all__ = ["deadline"]


@contextmanager
def deadline(seconds: float | None, where: str) -> Iterator[None]:
    """End the process with exit code 2 and one line, which names *where*, if the body takes more than *seconds*.

    Neither way would do alone: a signal waits for Python code, a thread for Python's lock, and a query of the store runs
    outside both while a regular expression of Python holds the lock. Nothing is half-written: files are renamed into place.
    """
    if seconds is None:
        yield
        return
    if not 0 < seconds <= threading.TIMEOUT_MAX:
        raise UsageError("--timeout", f"is {seconds:g} seconds", "a number of seconds above 0")

    ending = threading.Lock()

    def give_up(*_: object) -> None:
        if not ending.acquire(blocking=False):
            return
        sys.stderr.write(f"{where}: not done after {seconds:g} s; a larger --timeout, or less to do\n")
        sys.stderr.flush()
        os._exit(2)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    alarm = getattr(signal, "SIGALRM", None)
    before = signal.signal(alarm, give_up) if alarm is not None else None
    if alarm is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        timer.cancel()
        if alarm is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(alarm, before)
