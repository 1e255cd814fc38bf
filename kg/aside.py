"""Writes a file beside its place and renames it there, so that nobody reads half of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import UsageError

__all__ = ["renamed_into_place", "sync_file", "sync_folder", "write_synced", "written_aside"]

RIGHT = "a file in a folder that is there and writable"


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give a path to write to, which is renamed to *path* where the body succeeds, and removed where it does not.

    A link leads to the file that is written. Of a device or a pipe, which nothing can replace, *path* itself is given.

    Raises UsageError where the file cannot be written, or is a folder; then the body is not run.
    """
    if path.is_dir():
        raise UsageError(path, "is a folder", RIGHT)
    target = path.resolve()
    is_device = path.exists() and not path.is_file()
    aside = path if is_device else target.with_name(f".{target.name}-{os.getpid()}")
    try:
        yield aside
        if not is_device:
            aside.replace(target)
    except BrokenPipeError:  # of what else the body writes to, such as stdout
        raise
    except OSError as error:
        if isinstance(error.filename, str) and Path(error.filename) not in {aside, target, path}:
            raise  # of another file that the body is at
        raise UsageError(path, f"cannot be written ({error.strerror or error})", RIGHT) from error
    finally:
        if not is_device:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


@contextmanager
def renamed_into_place(path: Path, data: bytes) -> Iterator[None]:
    """Write *data* beside *path* before the body runs; see `written_aside`."""
    with written_aside(path) as aside:
        aside.write_bytes(data)
        yield


def write_synced(path: Path, data: bytes) -> None:
    """Write *data* to *path* so that a power cut leaves what was there before, or all of it; see `written_aside`."""
    with written_aside(path) as aside:
        aside.write_bytes(data)
        sync_file(aside)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what is in a file last through a power cut; raises OSError where it does not."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the names in a folder last through a power cut; systems that cannot open folders see to it themselves."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
