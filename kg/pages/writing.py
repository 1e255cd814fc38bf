"""A folder of files, put into place as a whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.errors import UsageError

__all__ = ["GENERATOR", "write_site"]

# In the head of each page; a folder whose index has it is ours to replace.
GENERATOR: Final = '<meta name="generator" content="kg docs">'


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write *files*, bytes by path, aside and rename them into place as *folder*; pages of before are replaced.

    Raises UsageError where *folder* holds anything else, or cannot be written.
    """
    aside, before = (folder.with_name(f".{folder.name}-{what}-{os.getpid()}") for what in ("new", "old"))
    if not _is_ours(folder):
        raise UsageError(folder, "holds files that are no pages of kg docs", "a new or empty folder")
    try:
        for name, data in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if folder.exists():
            folder.rename(before)
        aside.rename(folder)
    except OSError as error:
        raise UsageError(folder, f"cannot be written ({error.strerror})", "a folder that can be written") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    index = folder / "index.html"
    return not any(folder.iterdir()) or (
        index.is_file() and GENERATOR in index.read_text(encoding="utf-8", errors="replace")
    )
