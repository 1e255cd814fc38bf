"""Files and folders → documents.

Plain text is read here; what needs a library is read in a guarded process (`kg.read.guard`). A file that holds several
reports gives each as a document called `file#member`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Document
from kg.read.containers import find_records
from kg.read.draft import Record
from kg.read.find import find_files
from kg.read.guard import Guard
from kg.read.media_types import CONTAINERS, TEXT, media_type_of, suffix_of
from kg.read.options import Limits, ReadOptions
from kg.read.parse import parse_document, parse_record
from kg.read.sidecar import Sidecars

__all__ = ["ReadResult", "read_document", "read_files", "read_paths"]

FOREIGN = frozenset({".doc", ".odt", ".rtf", ".json", ".xml", ".mht", ".mhtml", ".djvu", ".ps"})
HEAD = 4096
MOST_AS_ONE = 10_000


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The documents that could be read, by name, the file of each, why others could not be, and what folders hold besides.

    `left_out` counts, by suffix, the files of folders that are in no format that is read.
    """

    documents: tuple[Document, ...]
    failures: tuple[KgError, ...] = ()
    paths: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=Counter)


def read_document(path: Path) -> Document:
    """Read one report, in whatever format it is.

    Offsets count code points of the text that `Document.text` holds; of a text file that is the decoded file without
    byte-order mark, newlines as they are. Two authors are joined by "; ". What the reader had to assume is in `warnings`.

    Raises:
        InputError: missing, unreadable, empty, broken, of a format that is not read, or of one that holds several reports.
        MissingExtraError: the library of its format is not installed.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(path, "is a folder", "name a file")
    _refuse_foreign(path)
    return Sidecars(None).filled(path, parse_document(path.name, _bytes(path, Limits().size), where=path))


def read_files(
    paths: Iterable[Path], options: ReadOptions | None = None, *, names: Collection[str] | None = None
) -> Iterator[tuple[Path, bool, Document | KgError]]:
    """Yield each file to read, whether it was named itself, and its document, or why it has none; files by name.

    A file that holds several reports comes once for each. Of the files in folders only those that hold a document called one
    of *names* are read, if it is given. Raises InputError where a path leads to no file, or the manifest named is wrong.
    """
    options = options or ReadOptions()
    files = names and {name.partition("#")[0] for name in names} | set(names)
    sidecars = Sidecars(options.manifest)
    with Guard(options.limits) as guard:
        for path, named in find_files(map(Path, paths)).files:
            if files is None or named or path.name in files:
                for found in _read_file(path, options, guard):
                    yield path, named, _filled(sidecars, path, found)


def read_paths(
    paths: Iterable[Path],
    *,
    strict: bool = False,
    names: Collection[str] | None = None,
    options: ReadOptions | None = None,
) -> ReadResult:
    """Read files and folders; documents come sorted by name, each once however often it is named.

    A bad file in a folder that has a good one, and a bad record of a file that has a good one, is a failure in the result;
    with *strict* it raises. So is a second file of the same name and bytes, which is read once, and raises nothing.
    See `read_files` for *names*.

    Raises:
        InputError: a file named directly is bad, a path leads to no report, or nothing can be read.
        MissingExtraError: the library of a format is not installed.
    """
    paths = tuple(map(Path, paths))
    documents: dict[str, tuple[Path, Document]] = {}
    failures: list[KgError] = []
    for path, named, found in read_files(paths, options, names=names):
        if isinstance(found, Document):
            first, _ = documents.setdefault(found.key, (path, found))
            if first.resolve() != path.resolve():
                failures.append(InputError(path, f"is {first} once more, byte for byte", "one of the two"))
        elif strict or (named and not _has_records(path)):
            raise found
        else:
            failures.append(found)
    if failures and not documents:
        raise _nothing_read(paths, failures)
    read = sorted(documents.values(), key=lambda found: (found[1].name, found[1].key))
    left_out = find_files(paths).left_out
    return ReadResult(
        tuple(document for _, document in read), tuple(failures), tuple(path for path, _ in read), left_out
    )


def _nothing_read(paths: tuple[Path, ...], failures: list[KgError]) -> KgError:
    if len(failures) == 1:
        return failures[0]
    where = ", ".join(map(str, paths))
    return InputError(where, f"none of {len(failures)} reports can be read, first {failures[0]}", "mend one")


def _read_file(path: Path, options: ReadOptions, guard: Guard) -> Iterator[Document | KgError]:
    try:
        _refuse_foreign(path)
        media_type = media_type_of(path.name, _bytes(path, HEAD, whole=False)) or TEXT
        if media_type in CONTAINERS:
            yield from _as_one(path, _read_records(path, media_type, options, guard))
            return
        parse = partial(parse_document, path.name, _bytes(path, options.limits.size), where=path)
        yield parse() if media_type == TEXT else guard.run(parse, where=path)
    except InputError as error:
        yield error


def _filled(sidecars: Sidecars, path: Path, found: Document | KgError) -> Document | KgError:
    try:
        return sidecars.filled(path, found) if isinstance(found, Document) else found
    except InputError as error:
        return error


def _read_records(path: Path, media_type: str, options: ReadOptions, guard: Guard) -> Iterator[Document | KgError]:
    for record in find_records(path, media_type, options):
        yield record if isinstance(record, InputError) else _read_record(path, record, options, guard)


def _as_one(path: Path, found: Iterator[Document | KgError]) -> Iterator[Document | KgError]:
    """Give what a file's records gave; where none of them, and no few, can be read, one error for the file."""
    bad: list[KgError] = []
    for one in found:
        if isinstance(one, Document) or len(bad) == MOST_AS_ONE:
            yield from bad
            yield one
            yield from found
            return
        if isinstance(one, KgError):
            bad.append(one)
    if len(bad) > 1:
        yield InputError(path, f"none of its {len(bad)} records can be read, first {bad[0]}", "a file of reports")
    else:
        yield from bad


def _read_record(path: Path, record: Record, options: ReadOptions, guard: Guard) -> Document | InputError:
    where = f"{path}#{record.member}"
    try:
        if len(record.data) > options.limits.size:
            raise _too_large(where, len(record.data), options.limits.size)
        parse = partial(parse_record, path.name, record, where=where)
        return parse() if record.media_type == TEXT else guard.run(parse, where=where)
    except InputError as error:
        return error


def _has_records(path: Path) -> bool:
    return media_type_of(path.name, b"") in CONTAINERS


def _refuse_foreign(path: Path) -> None:
    if (suffix := suffix_of(path.name)) in FOREIGN:
        raise InputError(path, f"a {suffix} file is not read", "give it as text, HTML, PDF, DOCX, EPUB or JSON Lines")


def _bytes(path: Path, most: int, *, whole: bool = True) -> bytes:
    """Return the bytes of a file, or with *whole* unset its first *most*; raises InputError where it holds more."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1 if whole else most)
            if whole and len(data) > most:
                raise _too_large(path, path.stat().st_size, most)
            return data
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "name a report or a folder of them") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(path, f"cannot be read ({reason})", "give a file that you may read") from error


def _too_large(where: object, size: int, most: int) -> InputError:
    return InputError(where, f"holds {size:,} bytes, and a report at most {most:,}", "split it")
