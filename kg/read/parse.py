"""The bytes of one report → a document, by the reader of its format.

A reader of a marked-up format is a function `(data, where) → Draft`; it raises InputError where the bytes are not what they
should be. Plain text has a reader of its own, since there text and file are one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from importlib import import_module
from typing import Any, Final, TypeAlias

from kg.errors import InputError
from kg.model import Document
from kg.read.assemble import assemble
from kg.read.draft import Draft, Record
from kg.read.libraries import with_libraries
from kg.read.mail_text import read_mail_text
from kg.read.media_types import CONTAINERS, DOCX, EPUB, HTML, LINES, MARKDOWN, PDF, TEXT, media_type_of, suffix_of
from kg.read.text import read_text

__all__ = ["misnamed", "parse_document", "parse_record"]

DraftReader: TypeAlias = Callable[[bytes, object], Draft]
# Module and function of each reader, loaded when the first such file is read.
READERS: Final[Mapping[str, tuple[str, str]]] = {
    HTML: ("kg.read.html", "read_html"),
    MARKDOWN: ("kg.read.markdown", "read_markdown"),
    PDF: ("kg.read.pdf", "read_pdf"),
    DOCX: ("kg.read.docx", "read_docx"),
    EPUB: ("kg.read.epub", "read_epub"),
    LINES: ("kg.read.text", "read_lines"),
}
WRONG_NAME: Final = "named {suffix}, read as {media_type} by its first bytes"


def parse_document(
    name: str, data: bytes, *, where: object = None, media_type: str | None = None, member: str | None = None
) -> Document:
    """Make a document of the bytes of a report called *name*; *where* (by default the name) stands in errors.

    *media_type* is its format; by default its first bytes and its name tell it, and what neither tells is plain text.
    *member* is its own name in a file that holds several.

    Raises:
        InputError: empty, broken, without text, or a file that holds several reports.
        MissingExtraError: the format's library is not installed.
    """
    where = name if where is None else where
    found = media_type or media_type_of(name, data[:4096]) or TEXT
    if found in CONTAINERS:
        raise InputError(where, "may hold several reports", "name the file itself to kg read")
    if found == TEXT:
        return read_text(name, data, where=where, member=member)
    with with_libraries(found):
        draft = _reader(found)(data, where)
    if media_type is None:
        draft = replace(draft, warnings=(*draft.warnings, *misnamed(name, found)))
    return assemble(name, data, draft, where=where, member=member)


def misnamed(name: str, media_type: str) -> tuple[str, ...]:
    """Return a warning where a file called *name*, of *media_type* by its first bytes, is called as if it were of another."""
    suffix = suffix_of(name) or "without a suffix"
    return () if media_type_of(name, b"") == media_type else (WRONG_NAME.format(suffix=suffix, media_type=media_type),)


def parse_record(name: str, record: Record, *, where: object = None) -> Document:
    """Make a document of one record of the file called *name*; what the file says of the record wins over its words."""
    name = f"{name}#{record.member}"
    if record.forwards is not None:
        return _mail_document(name, record, name if where is None else where)
    document = parse_document(name, record.data, where=where, media_type=record.media_type, member=record.member)
    said: dict[str, Any] = {key: value for key, value in asdict(record.said.without_placeholders()).items() if value}
    return replace(_anchored(document, record), warnings=(*document.warnings, *record.warnings), **said)


def _mail_document(name: str, record: Record, where: object) -> Document:
    """Make a document of the text of a mail, in which a message that is forwarded may say more than the mail."""
    with with_libraries(record.media_type):
        draft = read_mail_text(record, where)
    document = assemble(name, record.data, draft, where=where, member=record.member)
    return replace(_anchored(document, record), warnings=(*document.warnings, *record.warnings))


def _anchored(document: Document, record: Record) -> Document:
    """Give the paragraphs that have no place of their own the record's."""
    anchor = record.anchor
    if anchor is None:
        return document
    paragraphs = (
        p if p.anchors else replace(p, anchors=(replace(anchor, start=p.start),)) for p in document.paragraphs
    )
    return replace(document, paragraphs=tuple(paragraphs))


def _reader(media_type: str) -> DraftReader:
    module, name = READERS[media_type]
    reader: DraftReader = getattr(import_module(module), name)
    return reader
