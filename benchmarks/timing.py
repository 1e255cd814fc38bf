"""Measures two ways of doing one thing in turns, so that both meet the same state of the machine."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

__all__ = ["Pair", "side_by_side"]

RUNS = 3
LIMIT = 4.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Median seconds of ours and of theirs, and what each gave; theirs is LIMIT and None where it took longer than that."""

    name: str
    ours: float
    theirs: float
    results: tuple[object, object]

    @property
    def gave_up(self) -> bool:
        """Tell whether theirs was stopped."""
        return self.results[1] is None

    @property
    def ratio(self) -> float:
        """Return how many times as long theirs takes; at least that where it was stopped."""
        return self.theirs / self.ours


def side_by_side(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> Pair:
    """Run both in turns, RUNS times each; theirs is stopped after LIMIT seconds and then not run again."""
    seconds: tuple[list[float], list[float]] = ([], [])
    results: list[object] = [None, None]
    for number in range(RUNS):
        results[0] = _timed(ours, seconds[0])
        if number == 0 or results[1] is not None:
            results[1] = _limited(theirs, seconds[1])
    return Pair(name, median(seconds[0]), median(seconds[1] or [LIMIT]), (results[0], results[1]))


def _timed(act: Callable[[], object], seconds: list[float]) -> object:
    start = perf_counter()
    result = act()
    seconds.append(perf_counter() - start)
    return result


def _limited(act: Callable[[], object], seconds: list[float]) -> object:
    try:
        with _alarm():
            return _timed(act, seconds)
    except TimeoutError:
        return None


@contextmanager
def _alarm() -> Iterator[None]:
    """Raise TimeoutError in the body after LIMIT seconds; this needs the main thread and a Unix."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
