"""A folder that is there as long as somebody holds it, and what is told where there is no room for temporary files."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from kg.errors import StoreError

__all__ = ["TemporaryFolder", "temporary_error"]


class TemporaryFolder:
    """The folder at `path`, which goes when nobody holds this any more, or the process ends."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="kg-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def temporary_error(error: OSError) -> StoreError:
    """Return what is told of an error of the system where work is done in temporary files."""
    where = error.filename or _temporary_place()
    return StoreError(where, error.strerror or str(error), "a folder for temporary files (TMPDIR) with room left")


def _temporary_place() -> str:
    try:
        return gettempdir()
    except OSError:  # there is none that can be written
        return "TMPDIR"
