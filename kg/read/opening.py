"""Opens files, and nothing else: a pipe waits for a writer who may never come, and a device has no end."""

from __future__ import annotations

from errno import EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOTDIR, EPERM
from io import BufferedReader
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

from kg.errors import InputError, PassingError

__all__ = ["open_file", "unreadable"]

# What the system says of a file itself, and says again as long as nobody changes it.
LASTING: Final = frozenset({EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOTDIR, EPERM})


def open_file(path: Path) -> BufferedReader:
    """Open the file at *path* for reading bytes.

    Raises InputError where it is a pipe, a socket or a device; what the system refuses (no such file, a folder, no right) is
    its OSError.
    """
    mode = path.stat().st_mode
    if not S_ISREG(mode) and not S_ISDIR(mode):
        raise InputError(path, "is a pipe or a device, no file", "save what it gives to a file, and name that")
    return path.open("rb")


def unreadable(where: object, error: Exception, wrong: str, right: str) -> InputError:
    """Return what is told where the system gave *error* as a file was read; PassingError where that may be the disk's fault."""
    code = getattr(error, "errno", None)
    return (InputError if code is None or code in LASTING else PassingError)(where, wrong, right)
