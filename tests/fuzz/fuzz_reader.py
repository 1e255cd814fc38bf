"""The reader: any bytes under any suffix give documents that hold, or a KgError.

The first line of the data is the file's name, the rest the file. Of `document.xml` and `chapter.xhtml` the rest is a part of an
otherwise whole DOCX or EPUB, since chance writes no zip.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.errors import KgError
from kg.model import Document
from kg.read import ReadOptions, parse_document
from kg.read.containers import find_records
from kg.read.media_types import CONTAINERS, media_type_of
from kg.read.parse import parse_record

from .holding import check_document

__all__ = ["one_input", "read_all"]

PARTS = {"document.xml": ("a.docx", "word/document.xml"), "chapter.xhtml": ("a.epub", "OEBPS/c.xhtml")}
CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
    '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
)


@cache
def _packages() -> dict[str, bytes]:
    """Return the whole DOCX and EPUB that parts are put into."""
    import docx

    word, book = io.BytesIO(), io.BytesIO()
    docx.Document().save(word)
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/a.opf", PACKAGE)
    return {"a.docx": word.getvalue(), "a.epub": book.getvalue()}


def _packed(name: str, part: bytes) -> tuple[str, bytes]:
    package, member = PARTS[name]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_packages()[package])) as whole, zipfile.ZipFile(made, "w") as archive:
        for item in whole.infolist():
            if item.filename != member:
                archive.writestr(item, whole.read(item))
        archive.writestr(zipfile.ZipInfo(member), part)
    return package, made.getvalue()


def read_all(name: str, data: bytes) -> Iterator[Document | KgError]:
    """Yield the documents of a file called *name*, and the errors in place of those that it has not."""
    try:
        media_type = media_type_of(name, data[:4096])
        if media_type not in CONTAINERS:
            yield parse_document(name, data)
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            for record in find_records(path, str(media_type), ReadOptions()):
                yield record if isinstance(record, KgError) else parse_record(name, record)
    except KgError as error:
        yield error


def one_input(data: bytes) -> None:
    first, _, rest = data.partition(b"\n")
    name = "".join(c for c in first[:40].decode("ascii", "ignore") if c.isalnum() or c == ".")
    name, content = _packed(name, rest) if name in PARTS else (f"a{name}", rest)
    for found in read_all(name, content):
        if isinstance(found, Document):
            check_document(found)
        else:
            assert "\n" not in str(found)
