"""What is told of an exception that is none of ours, where it costs one document and not the run."""

from __future__ import annotations

import logging
from typing import Final

from kg.errors import PassingError

__all__ = ["fault_of"]

LOGGER: Final = logging.getLogger("kg")


def fault_of(where: object, error: Exception) -> PassingError:
    """Return what is told of *error*, about *where*; its traceback goes to the log of kg, which --debug shows."""
    LOGGER.debug("%s", where, exc_info=error)
    if isinstance(error, MemoryError):
        return PassingError(where, "takes more memory than there is", "more memory, or fewer --jobs")
    if isinstance(error, OSError):
        wrong = f"meets an error of the system ({error.strerror or error})"
        return PassingError(where, wrong, "room left, and files that can be read")
    wrong = f"meets a fault of kg ({type(error).__name__})"
    return PassingError(where, wrong, "please report it; kg --debug build --jobs 1 shows where it is")
