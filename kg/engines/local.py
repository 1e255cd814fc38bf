"""One process of this machine, or several that loky starts and watches."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.errors import KgError, StoreError
from kg.processes import pool_of

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["LocalEngine"]

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
# Tasks that wait for each process, so that none is idle while results are taken.
AHEAD: Final = 2
MOST_TRIES: Final = 3


class LocalEngine:
    """Does tasks in *jobs* processes, which stay for the next tasks until `close`; in this process where that is one."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._processes: ProcessPoolExecutor | None = None

    def map(
        self,
        function: Callable[[S, T], R],
        shared: S,
        items: Iterable[T],
        blamed: Callable[[T], T] | None = None,
        apart: Callable[[T], bool] | None = None,
    ) -> Iterator[R]:
        """Yield what the tasks give, as each is done: see `Engine.map`.

        Where a process ends, those that were under way are tried again one at a time, so that the one to blame is known.
        """
        waiting = deque(items)
        if self._jobs == 1 or len(waiting) < 2:
            doubted = [item for item in waiting if apart and apart(item)]
            yield from (function(shared, item) for item in waiting if item not in doubted)
            yield from self._each_alone(function, shared, doubted, blamed)
            return
        with _given_to_all(function, shared) as given:
            while waiting:
                broken = yield from self._together(given, waiting)
                for item in broken:
                    yield self._alone(given, item, blamed)

    def _each_alone(
        self, function: Callable[[S, T], R], shared: S, items: list[T], blamed: Callable[[T], T] | None
    ) -> Iterator[R]:
        if items:
            with _given_to_all(function, shared) as given:
                for item in items:
                    yield self._alone(given, item, blamed)

    def close(self) -> None:
        """End the processes, and give back their memory."""
        self._end(kill=False)

    def _end(self, *, kill: bool) -> None:
        if self._processes is not None:
            self._processes.shutdown(wait=True, kill_workers=kill)
            self._processes = None

    def _together(self, given: Path, waiting: deque[T]) -> Generator[Any, None, list[T]]:
        """Yield results as they come, and return the items that were under way when a process ended: none where none did."""
        running: dict[Future[Any], T] = {}
        try:
            while waiting or running:
                while waiting and len(running) < AHEAD * self._jobs:
                    running[self._pool(self._jobs).submit(_do, given, waiting[0])] = waiting[0]
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
        except BrokenExecutor:
            self._end(kill=True)
            whole = [future for future in running if future.done() and future.exception() is None]
            yield from (future.result() for future in whole)
            return [item for future, item in running.items() if future not in whole]
        except BaseException:
            self._end(kill=True)
            raise
        return []

    def _alone(self, given: Path, item: T, blamed: Callable[[T], T] | None) -> Any:
        """Return what *item* gives when nothing else is under way."""
        for tries in range(2, MOST_TRIES + 1):
            tried = blamed(item) if blamed and tries == MOST_TRIES else item
            try:
                with suppress(BrokenExecutor):
                    return self._pool(1).submit(_do, given, tried).result()
            finally:
                self._end(kill=True)
        raise KgError(item, f"has ended its process {MOST_TRIES} times", "more memory, or fewer --jobs")

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        if self._processes is None:
            self._processes = pool_of(jobs)
        return self._processes


@contextmanager
def _given_to_all(function: Callable[[S, T], R], shared: S) -> Iterator[Path]:
    """Give a file with *function* and *shared*, which each process reads once, for the time of the body."""
    with TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "given"
        try:
            path.write_bytes(pickle.dumps((function, shared)))
        except OSError as error:
            wrong = error.strerror or str(error)
            raise StoreError(path, wrong, "a folder for temporary files (TMPDIR) with room left") from error
        yield path


# What this process was given last.
_held: dict[Path, tuple[Callable[[Any, Any], Any], Any]] = {}


def _do(given: Path, item: Any) -> Any:
    if given not in _held:
        _held.clear()
        _held[given] = pickle.loads(given.read_bytes())
    function, shared = _held[given]
    return function(shared, item)
