"""What an engine is to a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

__all__ = ["Engine"]

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Does tasks: functions of a module, with arguments and results that can be pickled."""

    def map(
        self,
        function: Callable[[S, T], R],
        shared: S,
        items: Iterable[T],
        blamed: Callable[[T], T] | None = None,
        apart: Callable[[T], bool] | None = None,
    ) -> Iterator[R]:
        """Yield `function(shared, item)` for each of *items*, as each is done; *shared* travels once to each process.

        An item whose process ends without an answer is tried again, the last time as *blamed* gives it, if that is given.
        One for which *apart* holds is never done in this process, which it might end.
        Raises KgError where it does not come through for all that.
        """
        ...

    def close(self) -> None:
        """End what the tasks so far have been done in, so that their memory is free; more tasks may follow."""
        ...
