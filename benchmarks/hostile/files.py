"""Hostile files of other formats: what unpacks to a multiple, recurses, lies about its length, or breaks off."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["FILES"]

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
CONTAINER: Final = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE: Final = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
    '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)
TWICE: Final = b"/X Do /X Do BT /F 12 Tf 9 9 Td (Ner) Tj ET"
LAUGHS: Final = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _docx(body: str, start: str = "") -> bytes:
    document = f'{start}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return _zipped(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": RELATIONS.encode(),
            "word/document.xml": document.encode(),
        }
    )


def _epub(chapter: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in (("META-INF/container.xml", CONTAINER), ("a.opf", PACKAGE), ("a.xhtml", chapter)):
            archive.writestr(name, text)
    return made.getvalue()


def _pdf(objects: list[bytes]) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, data) for n, data in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)


def _pdf_page(content: bytes, forms: tuple[bytes, ...] = (), packings: int = 1) -> bytes:
    """Return a PDF of one page; form *n* is drawn as /X by the one before it, the last by itself, the first by the page."""
    for _ in range(packings):
        content = zlib.compress(content, 9)
    last = 4 + len(forms)
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R %s >>" % _resources(min(5, last)),
            b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream"
            % (len(content), b"/FlateDecode " * packings, content),
            *(_form(form, min(number + 1, last)) for number, form in enumerate(forms, 5)),
        ]
    )


def _resources(drawn: int) -> bytes:
    font = b"<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return b"/Resources << /Font %s /XObject << /X %d 0 R >> >>" % (font, drawn)


def _form(content: bytes, drawn: int) -> bytes:
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] %s" % _resources(drawn)
    return head + b" /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _pdf_loop(size: int) -> bytes:
    kids = b" ".join([b"2 0 R"] * (size // 6))
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 999999 /Kids [%s] >>" % kids])


def _scattered(size: int) -> bytes:
    places = ((7 * n % 590, 10 + 11 * n % 780, "abcdef"[n % 6]) for n in range(size // 24))
    return _pdf_page(b"".join(f"BT /F 3 Tf {x} {y} Td ({letter}) Tj ET ".encode() for x, y, letter in places))


def _mail(body: str) -> bytes:
    return ("From: A <a@example.org>\nSubject: Ner\nMIME-Version: 1.0\n" + body).encode()


def _nested_mail(size: int) -> bytes:
    depth = size // 60
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return _mail("".join(parts) + "\nThe Red Front took Ner.\n")


def _many_parts(size: int) -> bytes:
    part = "--b\nContent-Type: text/plain\n\nThe Red Front took Ner.\n"
    return _mail('Content-Type: multipart/mixed; boundary="b"\n\n' + part * (size // len(part)) + "--b--\n")


def _warc(size: int) -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The Red Front took Ner on Monday, it said.</p>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nContent-Length: %d\r\n\r\n"
    return (head % len(page) + page + b"\r\n\r\n") * 3 + head % (size * 1000) + page


FILES: Final[Mapping[str, tuple[str, Callable[[int], bytes]]]] = {
    "docx: unpacks to a thousandfold": (".docx", lambda size: _docx("<w:p/>" * (size * 200))),
    "docx: entities that multiply": (".docx", lambda size: _docx("&l11;", f"<!DOCTYPE a [{LAUGHS}]>")),
    "docx: nested elements": (".docx", lambda size: _docx("<w:p>" * size + "</w:p>" * size)),
    "docx: breaks off": (".docx", lambda size: _docx("<w:p/>" * size)[: -size // 50 - 30]),
    "epub: unpacks to a thousandfold": (".epub", lambda size: _epub("<html><body>" + "<p>a</p>" * (size * 200))),
    "epub: nested elements": (".epub", lambda size: _epub("<html><body>" + "<div>" * size + "</div>" * size)),
    "pdf: breaks off": (".pdf", lambda size: _pdf_page(b"BT /F 12 Tf (Ner) Tj ET " * size)[: size // 2 + 40]),
    "pdf: pages that hold themselves": (".pdf", _pdf_loop),
    "pdf: unpacks to a thousandfold": (".pdf", lambda size: _pdf_page(b" " * (size * 1000))),
    "pdf: characters in one place": (
        ".pdf",
        lambda size: _pdf_page(b"BT /F 12 Tf 9 9 Td (Ner took) Tj ET " * (size // 40)),
    ),
    "pdf: characters strewn over a page": (".pdf", _scattered),
    "pdf: a form that draws itself": (".pdf", lambda size: _pdf_page(b"/X Do", (TWICE + b" " * size,))),
    "pdf: forms that draw the next twice": (".pdf", lambda size: _pdf_page(b"/X Do", (TWICE,) * (24 + size // 250))),
    "pdf: packed three times": (".pdf", lambda _size: _pdf_page(b"q " * 50_000_000, packings=3)),
    "pdf: nothing in it": (".pdf", lambda size: b"%PDF-1.7\n" + b"\x00" * size),
    "jsonl: nested brackets": (".jsonl", lambda size: b'{"text": ' + b"[" * size + b"]" * size + b"}\n"),
    "jsonl: one line": (".jsonl", lambda size: b'{"text": "' + b"The Red Front took Ner. " * (size // 24) + b'"}\n'),
    "jsonl: bad lines": (".jsonl", lambda size: b"{\n" * (size // 2)),
    "jsonl: a number": (".jsonl", lambda size: b'{"text": ' + b"9" * size + b"}\n"),
    "jsonl: unpacks to a thousandfold": (".jsonl.gz", lambda size: gzip.compress(b" " * (size * 1000), mtime=0)),
    "warc: a length that is a lie": (".warc", _warc),
    "warc: unpacks to a thousandfold": (
        ".warc.gz",
        lambda size: gzip.compress(_warc(8) + b" " * (size * 1000), mtime=0),
    ),
    "mail: nested parts": (".eml", _nested_mail),
    "mail: many parts": (".eml", _many_parts),
    "mail: one header": (
        ".eml",
        lambda size: _mail("To: " + "a@example.org, " * (size // 15) + "\n\nThe Red Front took Ner.\n"),
    ),
    "an executable called a report": (".txt", lambda size: b"\x7fELF" + bytes(range(256)) * (size // 256)),
}
