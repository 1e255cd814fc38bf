"""One process of this machine, or several that loky starts and watches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.errors import KgError

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["LocalEngine"]

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
# Tasks that wait for each process, so that none is idle while results are taken.
AHEAD: Final = 2
MOST_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Does tasks in *jobs* processes; in this one where that is one."""

    jobs: int = 1

    def map(
        self,
        function: Callable[[S, T], R],
        shared: S,
        items: Iterable[T],
        blamed: Callable[[T], T] | None = None,
    ) -> Iterator[R]:
        """Yield what the tasks give, as each is done: see `Engine.map`.

        Where a process ends, those that were under way are tried again one at a time, so that the one to blame is known.
        """
        waiting = deque(items)
        if self.jobs == 1 or len(waiting) < 2:
            yield from (function(shared, item) for item in waiting)
            return
        while waiting:
            broken = yield from _in_pool(function, shared, waiting, self.jobs)
            for item in broken:
                yield _alone(function, shared, item, blamed)


def _in_pool(function: Callable[[S, T], R], shared: S, waiting: deque[T], jobs: int) -> Generator[R, None, list[T]]:
    """Yield results as they come, and return the items that were under way when a process ended: none where none did."""
    running: dict[Future[R], T] = {}
    with _pool(jobs, function, shared) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < AHEAD * jobs:
                    running[pool.submit(_do, waiting[0])] = waiting[0]
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
        except BrokenExecutor:
            whole = [future for future in running if future.done() and future.exception() is None]
            yield from (future.result() for future in whole)
            return [item for future, item in running.items() if future not in whole]
    return []


def _alone(function: Callable[[S, T], R], shared: S, item: T, blamed: Callable[[T], T] | None) -> R:
    """Return what *item* gives when nothing else is under way."""
    for tries in range(2, MOST_TRIES + 1):
        with _pool(1, function, shared) as pool, suppress(BrokenExecutor):
            result: R = pool.submit(_do, blamed(item) if blamed and tries == MOST_TRIES else item).result()
            return result
    raise KgError(item, f"has ended its process {MOST_TRIES} times", "more memory, or fewer --jobs")


@contextmanager
def _pool(jobs: int, function: Callable[[S, T], R], shared: S) -> Iterator[ProcessPoolExecutor]:
    from loky import ProcessPoolExecutor

    pool = ProcessPoolExecutor(max_workers=jobs, initializer=_keep, initargs=(function, shared))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, kill_workers=True)


# What a process has been given for all its tasks.
_kept: list[Any] = []


def _keep(function: Callable[[S, T], R], shared: S) -> None:
    _kept[:] = [function, shared]


def _do(item: Any) -> Any:
    function, shared = _kept
    return function(shared, item)
