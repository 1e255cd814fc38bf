"""Which format a file is in: by its first bytes where they are unmistakable, else by its name's suffix.

A page that was saved as `report.txt` is read as the page that it is, with a warning. What neither tells is plain text if it is
named, and no report if it lies in a folder.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CONTAINERS", "DOCX", "EPUB", "HTML", "JSON_LINES", "MAIL", "MARKDOWN", "PDF", "SUFFIXES", "TEXT", "WARC",
           "media_type_of", "suffix_of"]  # fmt: skip

TEXT: Final = "text/plain"
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
    ".ndjson": JSON_LINES,
    ".jsonl.gz": JSON_LINES,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".eml": MAIL,
}
HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
EPUB_START = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S)


def suffix_of(name: str) -> str:
    """Return the suffix of *name* in lower case, both of them where the last is `.gz`."""
    match = re.search(r"(?:\.[^.]{1,8})?\.gz$|\.[^.]*$", name.lower())
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
    if head.startswith(b"WARC/1."):
        return WARC
    if by_name != MARKDOWN and HTML_START.match(head[:4096]):
        return HTML
    return by_name
