"""An export from the first byte to its place: refused, or written aside, read back, counted, compared, and renamed.

What is at the path stays as it is until the new file has passed. A writer that cannot write something raises UsageError.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import LossError, StoreError, UsageError
from kg.export.counts import Counts
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Format, Options
from kg.formats.suffixes import FORMATS
from kg.formats.writers.lines import DamagedLineError, statements

__all__ = ["Progress", "compared", "export_file", "find_format"]

NO_OPTIONS: Final = Options()
Progress: TypeAlias = Callable[[str, int, int], None]
FRAMED: Final = "kg.export.views.frames"
# By what the RDF formats are compared with the source before anything is counted there: the sum of quads, or of triples.
SUMS: Final = {name: "quad_sum" if name in ("trig", "nquads") else "triple_sum" for name in FORMATS}
STEPS: Final = ("writing", "counting the source", "reading back")


def export_file(
    source: Source,
    format: str,
    path: Path,
    *,
    options: Options = NO_OPTIONS,
    allow_loss: bool = False,
    check: bool = True,
    progress: Progress | None = None,
    tell: Callable[[str], None] | None = None,
) -> Counts:
    """Write *source* to *path*, a file or a new folder, and return what an independent parser finds there.

    Without *check* nothing is read back, and the counts are empty. *progress* is told of each of three steps, and
    *tell* what the writer says of what it has left out of this source.

    Raises:
        LossError: the format cannot carry something, and *allow_loss* does not say that this is known; or the file lacks
            something of the source. The message names what.
        UsageError: there is no such format, the format cannot write a term, or the path cannot be written.
    """
    row = find_format(format, options)
    if row.loses and not allow_loss:
        raise _refusal(row)
    with _aside(path, row.folder) as aside, _damage_told(source):
        found = Counts()
        _told(progress, 0)
        told = _write(row, source, aside, options)
        if check:
            found, lost = compared(row, source, aside, progress)
            if lost:
                raise LossError(path, lost, "the export is not whole and was not kept")
        _told(progress, 3)
    if told and tell is not None:
        tell(told)
    return found


def find_format(name: str, options: Options = NO_OPTIONS) -> Format:
    """Return the format *name* as *options* would have it; raises UsageError where there is none."""
    if name not in EXPORT_FORMATS:
        raise UsageError(name, "is no format of an export", f"one of: {', '.join(EXPORT_FORMATS)}")
    if options.frame and name != "jsonld":
        raise UsageError("--frame", f"does not fit the format {name}", "--format jsonld")
    row = EXPORT_FORMATS[name]
    return replace(row, writer=f"{FRAMED}:write_frames", counter=f"{FRAMED}:count_frames") if options.frame else row


def _refusal(row: Format) -> LossError:
    what = "; ".join(row.loses)
    return LossError(row.title, f"cannot carry: {what}", "--allow-loss, or a format that loses nothing, such as trig")


def _write(row: Format, source: Source, path: Path, options: Options) -> str | None:
    write: Callable[..., str | None] = _call(row.writer)
    if row.folder:
        return write(source, path, options)
    with path.open("wb") as out:
        return write(source, out, options)


def _call(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _told(progress: Progress | None, step: int) -> None:
    if progress is not None:
        progress(STEPS[min(step, len(STEPS) - 1)], step, len(STEPS))


def compared(row: Format, source: Source, path: Path, progress: Progress | None = None) -> tuple[Counts, str]:
    """Return what an independent parser finds in *path*, written as *row* has it, and in words what it lacks of *source*.

    Raises LossError where it cannot be read.
    """
    if row.reader:
        from kg.export.views.check import compare

        _told(progress, 2)
        comparison = compare(source, _call(row.reader)(path), path, names=row.names)
        return comparison.counts, comparison.lost
    _told(progress, 1)
    expected: Counts = getattr(source, SUMS.get(row.name, "counts"))
    _told(progress, 2)
    try:
        found = _call(row.counter)(path)
    except (LossError, SyntaxError) as error:
        # Where the source itself is damaged, that is what is told.
        for block in source.blocks():
            statements(block)
        if isinstance(error, LossError):
            raise
        raise LossError(row.title, f"cannot be read back ({error.msg})", "another format") from error
    # Where the sums are the same, so is all that could be counted.
    lost = expected.shortfalls(found) and source.counts.shortfalls(found)
    return found, _lost_words(row, source, path, lost) if lost else ""


def _lost_words(row: Format, source: Source, path: Path, lost: tuple[str, ...]) -> str:
    from kg.export.losses import lost_examples

    examples = lost_examples(row.name, source, path)
    return f"holds {', '.join(lost)}" + (f", without e.g. {', '.join(examples)}" if examples else "")


@contextmanager
def _damage_told(source: Source) -> Iterator[None]:
    try:
        yield
    except DamagedLineError as error:
        raise StoreError(source.dataset, f"is damaged ({error})", "build it again with kg build") from error


@contextmanager
def _aside(path: Path, folder: bool) -> Iterator[Path]:
    """Give a place beside *path*, which is renamed to it where the body succeeds, and removed where it does not."""
    target = path.resolve()
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    right = "a new or empty folder" if folder else "a file in a folder that is there and writable"
    if _is_taken(path, folder):
        raise UsageError(path, "is in the way", right)
    try:
        if folder:
            aside.mkdir(parents=True)
        yield aside
        _move(aside, path, target)
    except OSError as error:
        raise UsageError(path, f"cannot be written ({error.strerror or error})", right) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(aside) if aside.is_dir() else aside.unlink(missing_ok=True)


def _is_taken(path: Path, folder: bool) -> bool:
    if folder:
        return path.exists() and not (path.is_dir() and not any(path.iterdir()))
    return path.is_dir()


def _move(aside: Path, path: Path, target: Path) -> None:
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe, which nothing can replace
        with aside.open("rb") as data, path.open("wb") as out:
            shutil.copyfileobj(data, out)
        return
    if target.is_dir():
        target.rmdir()
    aside.replace(target)
