"""Which format a file is in: by its first bytes where they are unmistakable, else by its name's suffix.

A page that was saved as `report.txt` is read as the page that it is, with a warning. What neither tells is plain text if it is
named, and no report if it lies in a folder.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import Final

__all__ = ["CONTAINERS", "DOCX", "EPUB", "HTML", "JSON_LINES", "LINES", "MAIL", "MARKDOWN", "PDF", "SUFFIXES", "TEXT", "WARC",
           "container_of", "media_type_of", "suffix_of"]  # fmt: skip

TEXT: Final = "text/plain"
# Of records alone, whose documents are plain text: each line of theirs is a paragraph.
LINES: Final = "text/x-lines"
HTML: Final = "text/html"
MARKDOWN: Final = "text/markdown"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EPUB: Final = "application/epub+zip"
JSON_LINES: Final = "application/x-ndjson"
WARC: Final = "application/warc"
MAIL: Final = "message/rfc822"
CONTAINERS: Final = frozenset({JSON_LINES, WARC, MAIL})
SUFFIXES: Final = {
    ".txt": TEXT,
    ".text": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".pdf": PDF,
    ".docx": DOCX,
    ".epub": EPUB,
    ".jsonl": JSON_LINES,
    ".jsonlines": JSON_LINES,
    ".jl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".jsonl.gz": JSON_LINES,
    ".jsonlines.gz": JSON_LINES,
    ".jl.gz": JSON_LINES,
    ".ndjson.gz": JSON_LINES,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".wet": WARC,
    ".wet.gz": WARC,
    ".wat": WARC,
    ".wat.gz": WARC,
    ".eml": MAIL,
}
HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
EPUB_START = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S)
# The beginning of a JSON object with a first key.
OBJECT_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"(?:[^"\\\r\n]|\\.){0,200}"[ \t]*:')
GZIP: Final = b"\x1f\x8b"
HEAD: Final = 4096


def suffix_of(name: str) -> str:
    """Return the suffix of *name* in lower case, both of them where the last is `.gz`."""
    match = re.search(r"(?:\.[^.]{1,9})?\.gz$|\.[^.]*$", name.lower())
    return match[0] if match else ""


def media_type_of(name: str, head: bytes) -> str | None:
    """Return the media type of a file called *name* that begins with *head*; None where neither tells."""
    by_name = SUFFIXES.get(suffix_of(name))
    if by_name in (MAIL, WARC, JSON_LINES):
        return by_name
    if b"%PDF-" in head[:1024]:
        return PDF
    if EPUB_START.match(head):
        return EPUB
    if container := container_of(head):
        return container
    if by_name != MARKDOWN and HTML_START.match(head[:HEAD]):
        return HTML
    return by_name


def container_of(head: bytes) -> str | None:
    """Return the media type of a file of reports that begins with *head*, unpacked or by gzip; None where it is none."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, HEAD)
        except zlib.error:
            return None
    if head.startswith(b"WARC/1."):
        return WARC
    return JSON_LINES if OBJECT_START.match(head) and _are_objects(head) else None


def _are_objects(head: bytes) -> bool:
    """Whether each whole line of *head* that is not blank is a JSON object; what is cut off may be one."""
    *lines, _ = head[:HEAD].removeprefix(b"\xef\xbb\xbf").split(b"\n")
    try:
        return all(isinstance(json.loads(line), dict) for line in lines if line.strip())
    except (ValueError, RecursionError):
        return False
