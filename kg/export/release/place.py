"""Where a release is written: beside its folder, under one lock, and renamed into place when it is whole.

What a run that was stopped had finished stays beside the folder, for the next to go on with. A folder that holds anything but
an untouched release is never replaced.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import KgError, UsageError
from kg.formats.release import SUMS_FILE, is_release, listed_files

__all__ = ["LEDGER", "LOCK", "release_folder"]

LEDGER: Final = ".finished.json"
LOCK: Final = ".lock"


@contextmanager
def release_folder(folder: Path, force: bool) -> Iterator[Path]:
    """Give the folder to write the release for *folder* in; it takes that place where the body succeeds.

    After an error of kg's own nothing stays. After anything else (a signal, say) what is finished stays, for the next run.

    Raises UsageError where *folder* is in use for something else, or for a release while *force* does not let that go.
    """
    target = folder.resolve()
    try:
        _check(folder, target, force)
        aside = target.with_name(f".{target.name}.partial")
        aside.mkdir(parents=True, exist_ok=True)
        with _locked(folder, aside):
            yield from _kept_unless_refused(aside, folder)
            for name in (LEDGER, LOCK):
                (aside / name).unlink(missing_ok=True)
            _swap(aside, target)
    except OSError as error:
        wrong = f"cannot be written ({error.strerror or error})"
        raise UsageError(folder, wrong, "a new folder in one that is there and writable") from error


def _kept_unless_refused(aside: Path, folder: Path) -> Iterator[Path]:
    try:
        yield aside
    except KgError as error:
        shutil.rmtree(aside, ignore_errors=True)
        # A path that is gone again tells nobody anything.
        if error.where.startswith(str(aside)):
            raise type(error)(str(folder) + error.where[len(str(aside)) :], error.wrong, error.right) from error
        raise


@contextmanager
def _locked(folder: Path, aside: Path) -> Iterator[None]:
    with (aside / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(folder, "is being written by another run", "another folder, or to wait for it") from error
        yield


def _check(folder: Path, target: Path, force: bool) -> None:
    if not target.name or (target.exists() and not target.is_dir()):
        raise UsageError(folder, "is in the way", "the name of a new folder")
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not is_release(target):
        raise UsageError(folder, "holds files that are no release", "a new or empty folder")
    listed = {*listed_files(target), SUMS_FILE}
    inside = sorted(item.relative_to(target).as_posix() for item in target.rglob("*") if not item.is_dir())
    if strange := [name for name in inside if name not in listed]:
        raise UsageError(folder / strange[0], "is no part of the release there", "to move it away, or a new folder")
    if not force:
        raise UsageError(folder, "holds a release", "--force to replace it, or a new folder")


def _swap(aside: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
