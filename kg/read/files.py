"""Files and folders → documents.

A file that is named is read whatever it is called; of a folder, the `.txt` files in it and below, hidden ones left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, KgError
from kg.identifiers import document_key, sha256_hex
from kg.model import Document, Paragraph
from kg.read.characters import NOT_XML
from kg.read.decode import decode
from kg.read.furniture import furniture
from kg.read.metadata import find_metadata
from kg.read.paragraphs import find_blocks
from kg.read.roles import assign_roles

__all__ = ["ReadResult", "parse_document", "read_document", "read_paths"]

SUFFIX = ".txt"
NOT_TEXT = frozenset({".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".json", ".jsonl", ".xml"})


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The documents that could be read, by file name, the file of each, and why others in a folder could not."""

    documents: tuple[Document, ...]
    failures: tuple[KgError, ...] = ()
    paths: tuple[Path, ...] = ()


def read_document(path: Path) -> Document:
    """Read one text file, whatever its suffix.

    Offsets count code points of the decoded text without byte-order mark, newlines as they are. Two authors are joined
    by "; ". What the reader had to assume is in `warnings`.

    Raises:
        InputError: missing, unreadable, empty, binary, in no known encoding, or of another format by its suffix.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(path, "is a folder", "name a text file")
    if path.suffix.lower() in NOT_TEXT:
        raise InputError(path, f"a {path.suffix.lower()} file is not plain text", "give its text as a .txt file")
    return parse_document(path.name, _bytes(path), where=path)


def parse_document(name: str, data: bytes, *, where: object = None) -> Document:
    """Make a document of the bytes of a text file called *name*; *where* (by default the name) stands in errors.

    Characters of the name that XML forbids, and bytes of it that are not UTF-8, are U+FFFD in the document's name.

    Raises:
        InputError: empty, binary, or in no known encoding.
    """
    decoded = decode(data, name if where is None else where)
    name = NOT_XML.sub("\ufffd", name)
    blocks = find_blocks(decoded.text)
    table = furniture()
    roles = assign_roles(blocks, table)
    said = find_metadata(blocks, roles, table)
    paragraphs = (Paragraph(b.number, role, b.start, b.end, b.text) for b, role in zip(blocks, roles, strict=True))
    return Document(
        name=name,
        key=document_key(name, data),
        sha256=sha256_hex(data),
        media_type="text/plain",
        text=decoded.text,
        paragraphs=tuple(paragraphs),
        title=said.title,
        publisher=said.publisher,
        author=said.author,
        issued=said.issued,
        encoding=decoded.encoding,
        warnings=decoded.warnings,
    )


def read_paths(paths: Iterable[Path], *, strict: bool = False, names: Collection[str] | None = None) -> ReadResult:
    """Read files and folders; documents come sorted by file name, each once however often it is named.

    Of the files in folders, only those called one of *names* are read, if it is given.

    A bad file in a folder that has a good one is a failure in the result; with *strict* it raises. So is a second file of the
    same name and bytes, which is read once, and raises nothing.

    Raises:
        InputError: a file named directly is bad, a folder has no text file, or none of its files can be read.
    """
    documents: dict[str, tuple[Path, Document]] = {}
    failures: list[KgError] = []
    for path in map(Path, paths):
        if path.is_dir():
            found, bad = _read_folder(path, strict=strict, names=names)
            failures += bad
        else:
            found = [(path, read_document(path))]
        for file, document in found:
            first, _ = documents.setdefault(document.key, (file, document))
            if first.resolve() != file.resolve():
                failures.append(InputError(file, f"is {first} once more, byte for byte", "one of the two"))
    read = sorted(documents.values(), key=lambda found: (found[1].name, found[1].key))
    return ReadResult(tuple(document for _, document in read), tuple(failures), tuple(path for path, _ in read))


def _read_folder(
    folder: Path, *, strict: bool, names: Collection[str] | None
) -> tuple[list[tuple[Path, Document]], list[KgError]]:
    documents: list[tuple[Path, Document]] = []
    failures: list[KgError] = []
    files = list(_text_files(folder))
    for path in files if names is None else [path for path in files if path.name in names]:
        try:
            documents.append((path, read_document(path)))
        except InputError as error:
            if strict:
                raise
            failures.append(error)
    if failures and not documents:
        raise InputError(folder, f"none of its {len(failures)} text files can be read, first {failures[0]}", "mend one")
    if not files:
        raise InputError(folder, "holds no text file", f"put reports in it as {SUFFIX} files")
    return documents, failures


def _text_files(folder: Path) -> Iterator[Path]:
    try:
        found = [p for p in folder.rglob("*") if p.suffix.lower() == SUFFIX and not p.is_dir()]
    except OSError as error:
        raise InputError(folder, f"cannot be listed ({error.strerror})", "give a folder that you may read") from error
    visible = (p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return iter(sorted(visible, key=lambda p: (p.name, p.as_posix())))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "name a text file or a folder of them") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(path, f"cannot be read ({reason})", "give a file that you may read") from error
