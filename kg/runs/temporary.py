"""A folder that is there as long as somebody holds it."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

__all__ = ["TemporaryFolder"]


class TemporaryFolder:
    """The folder at `path`, which goes when nobody holds this any more, or the process ends."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="kg-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
