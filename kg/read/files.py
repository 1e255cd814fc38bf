"""Paths → documents: the files that they lead to, what is said beside them, and one document for each key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Document
from kg.read.characters import NOT_XML
from kg.read.duplicates import Documents
from kg.read.file_reader import FileReader, check_beside
from kg.read.find import Found, find_files
from kg.read.guard import Guard
from kg.read.one_file import file_bytes, refuse_foreign
from kg.read.options import Limits, ReadOptions
from kg.read.parse import parse_document
from kg.read.sidecar import ManifestError, Sidecars

__all__ = ["ReadResult", "by_manifest", "read_document", "read_files", "read_paths"]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The documents that could be read, by name, the file of each, why others could not be, and what folders hold besides.

    `left_out` counts the files of folders that are no reports, by suffix or, if they tell about the folder, by name.
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
    refuse_foreign(path)
    sidecars = Sidecars(None)
    check_beside(sidecars, path, named=True)
    return sidecars.filled(path, parse_document(path.name, file_bytes(path, Limits().size), where=path))


def read_files(
    paths: Iterable[Path], options: ReadOptions | None = None, *, names: Collection[str] | None = None
) -> Iterator[tuple[Path, Document | KgError]]:
    """Yield each file to read and its document, or why it has none; files by name, after folders that cannot be listed.

    A file that holds several reports comes once for each. Of the files in folders only those that hold a document called one
    of *names* are read, if it is given.

    Raises:
        InputError: a path leads to no file, a file named itself is wrong as a whole, or the manifest named is.
    """
    options = options or ReadOptions()
    found = find_files(map(Path, paths))
    yield from _read_found(found, options, names, _sidecars(found, options))


def read_paths(
    paths: Iterable[Path],
    *,
    strict: bool = False,
    names: Collection[str] | None = None,
    options: ReadOptions | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> ReadResult:
    """Read files and folders; documents come sorted by name, each once however often it is named.

    A bad file in a folder that has a good one, and a bad record of a file that has a good one, is a failure in the result;
    with *strict* it raises. A second file of the same name and bytes, of which the first by path is read, and metadata that
    apply to nothing are failures too, and raise nothing. See `read_files` for *names*. *progress* is told "files", how many
    are done, and of how many.

    Raises:
        InputError: a file named directly is bad, a path leads to no report, or nothing can be read.
        MissingExtraError: the library of a format is not installed.
    """
    paths = tuple(map(Path, paths))
    options = options or ReadOptions()
    found = find_files(paths)
    sidecars = _sidecars(found, options)
    documents, failures = Documents(), list[KgError]()
    for path, one in _read_found(found, options, names, sidecars, progress):
        if isinstance(one, Document):
            documents.add(path, one)
        else:
            failures.append(one)
        if strict and failures:
            raise failures[0]
    failures = by_manifest(failures)
    if failures and not documents:
        raise _nothing_read(paths, failures)
    unused = sidecars.unused() if names is None else ()
    read = documents.by_name()
    return ReadResult(
        tuple(document for _, document in read),
        (*failures, *documents.failures(), *unused),
        tuple(path for path, _ in read),
        found.left_out,
    )


def _sidecars(found: Found, options: ReadOptions) -> Sidecars:
    return Sidecars(options.manifest, [path for path, _ in found.files])


def _read_found(
    found: Found,
    options: ReadOptions,
    names: Collection[str] | None,
    sidecars: Sidecars,
    progress: Callable[[str, int, int], None] | None = None,
) -> Iterator[tuple[Path, Document | KgError]]:
    yield from ((Path(failure.where), failure) for failure in found.failures)
    files = None if names is None else {name[:end] for name in names for end in _ends(name)}
    with Guard(options.limits) as guard:
        reader = FileReader(options, guard, sidecars)
        for number, (path, named) in enumerate(found.files):
            if progress is not None:
                progress("files", number, len(found.files))
            if files is not None and not named and NOT_XML.sub("\ufffd", path.name) not in files:
                continue
            try:
                for one in reader.documents(path, named=named):
                    yield path, one
            except InputError as error:
                if named:
                    raise
                yield path, error


def _ends(name: str) -> list[int]:
    """Return where the name of a file may end in that of a document: at its end, and before each `#`."""
    return [*(at for at, sign in enumerate(name) if sign == "#"), len(name)]


def by_manifest(failures: list[KgError]) -> list[KgError]:
    """Return *failures* with one for each manifest that is wrong, in place of one for each report beside it."""
    hurt = Counter(id(failure) for failure in failures if isinstance(failure, ManifestError))
    told: dict[int, KgError] = {}
    for failure in failures:
        count = hurt[id(failure)]
        reports = f"{count} report{'' if count == 1 else 's'} of the folder not read"
        error = InputError(failure.where, f"{failure.wrong}, so {reports}", failure.right) if count else failure
        told.setdefault(id(failure), error)
    return list(told.values())


def _nothing_read(paths: tuple[Path, ...], failures: list[KgError]) -> KgError:
    if len(failures) == 1:
        return failures[0]
    where = ", ".join(map(str, paths))
    return InputError(where, f"none of {len(failures)} reports can be read, first {failures[0]}", "mend one")
