"""The bytes of a page → its characters, in the order of the HTML standard (13.2.3): a byte-order mark, the charset that a
`meta` of the first 1024 bytes declares, else UTF-8 with Windows-1252 to fall back on.

What is declared as UTF-8 is treated like what is not declared, since editors declare it by habit.
"""

from __future__ import annotations

import re

from kg.read.charsets import codec_of
from kg.read.decode import BYTE_ORDER_MARKS, Decoded, decode

__all__ = ["decode_html"]

PRESCANNED = 1024
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
META = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def decode_html(data: bytes, where: object) -> Decoded:
    """Return the text of a page; raises InputError where it is empty or binary."""
    encoding = None if data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)) else _declared(data)
    if encoding is None:
        return decode(data, where)
    text = data.decode(encoding, "replace")
    stray = text.count("\ufffd")
    warnings = (f"{stray} places are not {encoding}: read as U+FFFD",) if stray else ()
    return Decoded(text, encoding, warnings)


def _declared(data: bytes) -> str | None:
    """Return the codec that the page declares; None for UTF-8, and for what is no encoding of text that holds ASCII."""
    match = META.search(COMMENT.sub(b"", data[:PRESCANNED]))
    if not match:
        return None
    name = codec_of(match[1].decode("ascii", "replace"))
    if name in (None, "utf-8") or 0 in data:
        return None
    return name if b"<html>".decode(name, "replace") == "<html>" else None
