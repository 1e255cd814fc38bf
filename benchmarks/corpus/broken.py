"""Files that are broken in thirty ways, and what the reader is to say of each: all are passed over with a reason."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from benchmarks.corpus.forms import FORMS, sidecar
from benchmarks.corpus.packed import docx, epub, packed, pdf
from benchmarks.corpus.reports import Report, invent_report

__all__ = ["WAYS", "Broken", "Way", "broken_files", "write_broken"]

IN_FOLDER: Final = 5
# Their reports are others than those of the collection.
FIRST_REPORT: Final = 1_000_000_000
MIB: Final = 1 << 20
Make: TypeAlias = Callable[[Path, Report], None]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be broken: what it is called, the suffix of the file, how it is made, and part of what the reader says."""

    name: str
    suffix: str
    make: Make
    says: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken file: its path in the collection, the number of its report, and its way."""

    path: str
    number: int
    way: Way


def _holding(make: Callable[[Report], bytes]) -> Make:
    def write(path: Path, report: Report) -> None:
        path.write_bytes(make(report))

    return write


def _text(report: Report) -> bytes:
    return FORMS[".txt"]([report])


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _changed(data: bytes, member: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return the ZIP *data* with one member changed, or left out where *change* gives None."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member] or b"")
    return packed({name: data for name, data in members.items() if data is not None})


def _without_document(report: Report) -> bytes:
    return _changed(docx(report), "word/document.xml", lambda part: None)


def _bomb(report: Report) -> bytes:
    return _changed(docx(report), "word/document.xml", lambda part: part.replace(b"<w:p>", b" " * MIB + b"<w:p>", 8))


def _without_spine(report: Report) -> bytes:
    return _changed(epub(report), "OEBPS/book.opf", lambda part: part.replace(b'<itemref idref="a"/>', b""))


def _locked_pdf(report: Report) -> bytes:
    return pdf(report, password="sample")


def _drawn_pdf(report: Report) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.rect(100, 100, 300, 20 + report.number % 400, fill=1)
    canvas.save()
    return made.getvalue()


def _bare_page(report: Report) -> bytes:
    return (
        b'<!DOCTYPE html>\n<html><head><script>var number = %d;</script></head><body><img src="a.png"></body></html>\n'
        % (report.number)
    )


def _noise(report: Report) -> bytes:
    return bytes(range(256)) + Random(report.number).randbytes(2_000)


def _lines(report: Report, row: str) -> bytes:
    return "".join(f"{row % n}\n" for n in range(1, 4)).encode() + b"\n" * (report.number % 7)


def _packed_records(report: Report) -> bytes:
    return gzip.compress(FORMS[".jsonl"]([report]), mtime=0)


def _lying_archive(report: Report) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {report.url}\r\nContent-Length: 900000\r\n\r\n"
    return head.encode() + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + FORMS[".html"]([report])


def _head_of_mail(report: Report) -> bytes:
    return FORMS[".eml"]([report]).partition(b"\n\n")[0] + b"\n\n"


def _locked(path: Path, report: Report) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(_text(report))
    path.chmod(0)


def _linked(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _pipe(path: Path, report: Report) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _beside(told: Callable[[Report], bytes]) -> Make:
    """Write a good report, with wrong metadata beside it."""

    def write(path: Path, report: Report) -> None:
        path.write_bytes(_text(report))
        path.with_name(f"{path.name}.meta.json").write_bytes(told(report))

    return write


def _wrong_day(report: Report) -> bytes:
    return json.dumps({"title": report.title, "issued": "the day before"}).encode()


WAYS: Final = (
    Way("empty", ".txt", _holding(lambda report: b""), "is empty"),
    Way("white space", ".txt", _holding(lambda report: b" \n\t\n" * (report.number % 9 + 1)), "holds only white space"),
    Way("binary", ".txt", _holding(_noise), "is binary"),
    Way("executable", ".txt", _holding(lambda report: b"\x7fELF\x02\x01\x01" + _noise(report)), "is binary"),
    Way("zero bytes", ".txt", _holding(lambda report: _text(report).replace(b" ", b"\0", 9)), "is binary"),
    Way(
        "UTF-16 cut",
        ".txt",
        _holding(lambda report: _text(report).decode().encode("utf-16")[:-3]),
        "begins like utf-16",
    ),
    Way("PDF cut", ".pdf", _holding(lambda report: _cut(pdf(report))), "is no whole PDF"),
    Way("PDF with a password", ".pdf", _holding(_locked_pdf), "is encrypted"),
    Way("PDF without text", ".pdf", _holding(_drawn_pdf), "no text"),
    Way("DOCX cut", ".docx", _holding(lambda report: _cut(docx(report))), "is no whole DOCX"),
    Way("ZIP called DOCX", ".docx", _holding(lambda report: packed({"a.txt": _text(report)})), "is no whole DOCX"),
    Way("DOCX without its document", ".docx", _holding(_without_document), "is no whole DOCX"),
    Way("bomb", ".docx", _holding(_bomb), "packs"),
    Way("EPUB cut", ".epub", _holding(lambda report: _cut(epub(report))), "is no whole EPUB"),
    Way("EPUB without spine", ".epub", _holding(_without_spine), "holds no"),
    Way("page without text", ".html", _holding(_bare_page), "holds no"),
    Way("JPEG called HTML", ".html", _holding(lambda report: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + _noise(report)), "JPEG"),
    Way("broken records", ".jsonl", _holding(lambda r: _lines(r, '{"id": %d, "text": "cut')), "none of its 3 records"),
    Way(
        "records without text",
        ".jsonl",
        _holding(lambda r: _lines(r, '{"id": %d, "views": 7}')),
        "none of its 3 records",
    ),
    Way(
        "records that are no objects", ".jsonl", _holding(lambda r: _lines(r, '[%d, "text"]')), "none of its 3 records"
    ),
    Way("gzip cut", ".jsonl.gz", _holding(lambda report: _cut(_packed_records(report))), "breaks off or is damaged"),
    Way(
        "gzip bomb",
        ".jsonl.gz",
        _holding(lambda r: gzip.compress(b" " * 8 * MIB + _text(r), mtime=0)),
        "unpacks to more than",
    ),
    Way("WARC with a bad record", ".warc", _holding(_lying_archive), "breaks off within a record"),
    Way("mail without body", ".eml", _holding(_head_of_mail), "holds no text"),
    Way("no right to read", ".txt", _locked, "cannot be read (Permission denied)"),
    Way("link to nothing", ".txt", lambda path, report: _linked(path, f"{report.stem}.gone"), "no such file"),
    Way("link to itself", ".html", lambda path, report: _linked(path, path.name), "cannot be read"),
    Way("pipe", ".txt", _pipe, "is a pipe or a device"),
    Way("sidecar that is no JSON", ".txt", _beside(lambda report: _cut(sidecar(report))), "is no JSON"),
    Way("sidecar with a wrong day", ".txt", _beside(_wrong_day), "issued 'the day before' is none"),
)


def broken_files(number: int) -> Iterator[Broken]:
    """Yield so many broken files, each way in turn; file k is the same however many there are.

    Root may read everything: as root no file is made that nobody has the right to read.
    """
    for at in range(number):
        way = WAYS[at % len(WAYS)]
        if way.make is not _locked or os.geteuid() != 0:
            yield Broken(f"{at // IN_FOLDER:05}/other-{at:06}{way.suffix}", FIRST_REPORT + at, way)


def write_broken(folder: Path, seed: int, number: int) -> list[Broken]:
    """Write so many broken files into *folder* and return what they are."""
    made = list(broken_files(number))
    for broken in made:
        path = folder / broken.path
        path.parent.mkdir(parents=True, exist_ok=True)
        broken.way.make(path, invent_report(seed, broken.number))
    return made
