"""Reads in a process of its own, which may take so much time and memory and no more.

Broken and hostile files take libraries where nobody has been. The process has the bounds of `Limits`; where it passes them,
crashes, or is killed, that one file is a failure, and the next is read in a new one. loky starts it without running the
caller's script again, and notices when it dies.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as LateError
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from kg.errors import InputError, KgError, MissingExtraError, PassingError
from kg.processes import pool_of
from kg.read.libraries import with_libraries
from kg.read.options import MIB, Limits
from kg.reading_defaults import EXTRA

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["Guard"]

T = TypeVar("T")
# How a process ends whose libraries get no memory: PDFium and the C++ library abort, glibc's loader exits with 127.
OUT_OF_MEMORY: Final = ("SIGABRT", "EXIT(127)")


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

    def run(self, reader: Callable[..., T], *given: Any, where: object, memory: int | None = None) -> T:
        """Return what *reader* returns for *given*, a function of a module; both must be picklable.

        *memory* is in bytes of address space, by default that of the limits. Raises InputError, about *where*, for what the
        reader refuses, and PassingError where it passes a bound or dies.
        """
        process = self._process = self._process or self._start()
        most = self.limits.memory if memory is None else memory
        try:
            outcome: T | _Refusal | MemoryError = process.submit(_told, reader, given, most).result(self.limits.seconds)
        except LateError as error:
            self._end()
            wrong = f"takes longer than {self.limits.seconds:g} s to read"
            raise PassingError(where, wrong, "a simpler file, or a higher --time-limit") from error
        except BrokenExecutor as error:
            self._end()
            if any(sign in str(error) for sign in OUT_OF_MEMORY):
                raise _too_much(where, most) from error
            raise PassingError(where, "makes its reader crash", "a file that other programs can open") from error
        if isinstance(outcome, _Refusal):
            raise outcome.error()
        if isinstance(outcome, MemoryError):
            self._end()
            raise _too_much(where, most)
        return outcome

    def _start(self) -> ProcessPoolExecutor:
        with with_libraries("what is no plain text"):
            return pool_of(1, _fall_silent)

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


def _told(reader: Callable[..., T], given: tuple[Any, ...], memory: int) -> T | _Refusal | MemoryError:
    _bound_memory(memory)
    try:
        return reader(*given)
    except KgError as error:
        return _Refusal(error)
    except MemoryError:
        return MemoryError()


def _too_much(where: object, memory: int) -> PassingError:
    return PassingError(where, f"takes more than {memory // MIB} MiB of memory to read", "a smaller file")


def _fall_silent() -> None:
    """Put aside what libraries write to stderr, and the stack of a crash: what went wrong is told by who started this."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _bound_memory(most: int) -> None:
    """Bound the address space of this process until the next bound; systems without such a bound (Windows) have none."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
