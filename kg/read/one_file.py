"""One file → its documents, each as it is found.

Plain text is read here; what needs a library is read in a guarded process (`kg.read.guard`). A file that holds several
reports gives each as a document called `file#member`, and an error for each record that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.errors import InputError, KgError, PassingError
from kg.faults import fault_of
from kg.model import Document
from kg.read.containers import find_records
from kg.read.draft import Record
from kg.read.guard import Guard
from kg.read.media_types import CONTAINERS, TEXT, media_type_of, suffix_of
from kg.read.opening import open_file, unreadable
from kg.read.options import ReadOptions
from kg.read.parse import misnamed, parse_document, parse_record

__all__ = ["file_bytes", "read_file", "refuse_foreign"]

FOREIGN = frozenset({".doc", ".odt", ".rtf", ".json", ".xml", ".mht", ".mhtml", ".djvu", ".ps"})
HEAD = 4096
MOST_AS_ONE = 10_000


def read_file(path: Path, options: ReadOptions, guard: Guard) -> Iterator[Document | KgError]:
    """Yield the documents of the file at *path*, and an error for each record of it that cannot be read.

    Raises InputError where the file itself cannot be read, or none of its records.
    """
    head = file_bytes(path, HEAD, whole=False)
    media_type = media_type_of(path.name, head) or TEXT
    if media_type in CONTAINERS:
        found = _some_good(path, _read_records(path, media_type, options, guard))
        yield from _with_warning(found, misnamed(path.name, media_type))
        return
    refuse_foreign(path)
    parse = partial(parse_document, path.name, file_bytes(path, options.limits.size), where=path)
    memory = options.limits.memory_for(media_type)
    yield parse() if media_type == TEXT else guard.run(parse, where=path, memory=memory)


def _read_records(path: Path, media_type: str, options: ReadOptions, guard: Guard) -> Iterator[Document | KgError]:
    for record in find_records(path, media_type, options):
        yield record if isinstance(record, InputError) else _read_record(path, record, options, guard)


def _with_warning(found: Iterator[Document | KgError], warning: tuple[str, ...]) -> Iterator[Document | KgError]:
    """Give *found*, the first document of it with *warning*, which is about them all."""
    for one in found:
        if isinstance(one, Document) and warning:
            one, warning = replace(one, warnings=(*one.warnings, *warning)), ()
        yield one


def _some_good(path: Path, found: Iterator[Document | KgError]) -> Iterator[Document | KgError]:
    """Give what a file's records gave; raises InputError, one for the file, where none of them can be read."""
    first: KgError | None = None
    held: list[KgError] = []
    bad, good = 0, False
    for one in found:
        bad += isinstance(one, KgError)
        good = good or isinstance(one, Document)
        if isinstance(one, KgError) and not good and bad <= MOST_AS_ONE:
            first = first or one
            held.append(one)
            continue
        yield from held
        held.clear()
        yield one
    if first is not None and not good:
        if bad == 1:
            raise first
        kind = PassingError if any(isinstance(one, PassingError) for one in held) else InputError
        # Told without the folder, which another file of the same bytes is not in.
        told = f"{path.name}{first.where.removeprefix(str(path))}: {first.wrong}; {first.right}"
        raise kind(path, f"none of its {bad} records can be read, first {told}", "a file of reports")


def _read_record(path: Path, record: Record, options: ReadOptions, guard: Guard) -> Document | InputError:
    where = f"{path}#{record.member}"
    try:
        if len(record.data) > options.limits.size:
            raise _too_large(where, len(record.data), options.limits.size)
        parse = partial(parse_record, path.name, record, where=where)
        memory = options.limits.memory_for(record.media_type)
        return parse() if record.media_type == TEXT else guard.run(parse, where=where, memory=memory)
    except InputError as error:
        return error
    except KgError:
        raise
    except Exception as error:
        return fault_of(where, error)


def refuse_foreign(path: Path) -> None:
    """Raise InputError where the name of a file tells that it is in a format that is not read."""
    if (suffix := suffix_of(path.name)) in FOREIGN:
        raise InputError(path, f"a {suffix} file is not read", "give it as text, HTML, PDF, DOCX, EPUB or JSON Lines")


def file_bytes(path: Path, most: int, *, whole: bool = True) -> bytes:
    """Return the bytes of a file, or with *whole* unset its first *most*; raises InputError where it holds more."""
    try:
        with open_file(path) as file:
            data = file.read(most + 1 if whole else most)
            if whole and len(data) > most:
                raise _too_large(path, path.stat().st_size, most)
            return data
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "name a report or a folder of them") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(path, error, f"cannot be read ({reason})", "give a file that you may read") from error


def _too_large(where: object, size: int, most: int) -> InputError:
    return InputError(where, f"holds {size:,} bytes, and a report at most {most:,}", "split it")
