"""Opens files, and nothing else: a pipe waits for a writer who may never come, and a device has no end."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from kg.errors import InputError

__all__ = ["open_file"]


def open_file(path: Path) -> BufferedReader:
    """Open the file at *path* for reading bytes.

    Raises InputError where it is a pipe, a socket or a device; what the system refuses (no such file, a folder, no right) is
    its OSError.
    """
    mode = path.stat().st_mode
    if not S_ISREG(mode) and not S_ISDIR(mode):
        raise InputError(path, "is a pipe or a device, no file", "save what it gives to a file, and name that")
    return path.open("rb")
