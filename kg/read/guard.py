"""Reads in a process of its own, which may take so much time and memory and no more.

Broken and hostile files take libraries where nobody has been. The process has the bounds of `Limits`; where it passes them,
crashes, or is killed, that one file is a failure, and the next is read in a new one. loky starts it without running the
caller's script again, and notices when it dies.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as LateError
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from kg.errors import InputError, KgError, MissingExtraError, PassingError
from kg.processes import pool_of
from kg.read.libraries import with_libraries
from kg.read.options import MIB, Limits
from kg.reading_defaults import EXTRA

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["Guard"]

T = TypeVar("T")


class Guard:
    """Runs readers within *limits*; a context that ends the process."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def run(self, reader: Callable[..., T], *given: Any, where: object) -> T:
        """Return what *reader* returns for *given*, a function of a module; both must be picklable.

        Raises InputError, about *where*, for what the reader refuses, and PassingError where it passes a bound or dies.
        """
        process = self._process = self._process or self._start()
        try:
            outcome: T | _Refusal | MemoryError = process.submit(_told, reader, given).result(self.limits.seconds)
        except LateError as error:
            self._end()
            wrong = f"takes longer than {self.limits.seconds:g} s to read"
            raise PassingError(where, wrong, "a simpler file, or a higher --time-limit") from error
        except BrokenExecutor as error:
            self._end()
            raise PassingError(where, "makes its reader crash", "a file that other programs can open") from error
        if isinstance(outcome, _Refusal):
            raise outcome.error()
        if isinstance(outcome, MemoryError):
            self._end()
            wrong = f"takes more than {self.limits.memory // MIB} MiB of memory to read"
            raise PassingError(where, wrong, "a smaller file")
        return outcome

    def _start(self) -> ProcessPoolExecutor:
        with with_libraries("what is no plain text"):
            return pool_of(1, _bound_memory, self.limits.memory)

    def _end(self) -> None:
        if self._process is not None:
            with suppress(OSError):
                self._process.shutdown(wait=True, kill_workers=True)
            self._process = None


class _Refusal:
    """An error of ours as plain data, since exceptions with arguments of their own do not travel between processes."""

    def __init__(self, error: KgError) -> None:
        self.extra = error.where if isinstance(error, MissingExtraError) else None
        self.said = (error.where, error.wrong, error.right)

    def error(self) -> KgError:
        return InputError(*self.said) if self.extra is None else MissingExtraError(self.extra, EXTRA)


def _told(reader: Callable[..., T], given: tuple[Any, ...]) -> T | _Refusal | MemoryError:
    try:
        return reader(*given)
    except KgError as error:
        return _Refusal(error)
    except MemoryError:
        return MemoryError()


def _bound_memory(most: int) -> None:
    """Bound the address space of this process; systems without such a bound (Windows) have none."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
