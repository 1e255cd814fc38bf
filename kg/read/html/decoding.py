"""The bytes of a page → its characters, in the order of the HTML standard (13.2.3): a byte-order mark, the charset that a
`meta` of the first 1024 bytes declares, else UTF-8 with Windows-1252 to fall back on.

What is declared as UTF-8 is treated like what is not declared, since editors declare it by habit.
"""

from __future__ import annotations

import codecs
import re

from kg.read.decode import BYTE_ORDER_MARKS, Decoded, decode

__all__ = ["decode_html"]

PRESCANNED = 1024
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
META = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# Labels whose encoding the Encoding Standard (4.2) calls otherwise than Python does.
LABELS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "l1", "ascii", "us-ascii", "x-user-defined"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-8-i", "logical"), "iso8859-8"),
}


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
    label = match[1].decode("ascii", "replace").lower()
    try:
        name = codecs.lookup(LABELS.get(label, label)).name
        holds_ascii = b"<html>".decode(name) == "<html>"
    except (LookupError, UnicodeError, ValueError):
        return None
    return name if holds_ascii and name not in ("utf-8", "utf-7", "utf-8-sig") and 0 not in data else None
