"""Bytes whose encoding a header names → bytes that say it themselves.

A name counts that the Encoding Standard of the web (WHATWG, section 4.2) knows, as the encoding that the standard takes it for.
Python knows more codecs by name, among them some that are no encodings of text and some that take quadratic time.
"""

from __future__ import annotations

from typing import Final

from kg.read.decode import BYTE_ORDER_MARKS

__all__ = ["codec_of", "said_in_utf_8"]

LONGEST: Final = 40
# Where the standard's name is no codec of Python, or of fewer characters: GBK is read as GB 18030 (section 10.1.1).
CODECS: Final = {"gbk": "gb18030", "x-user-defined": "cp1252", "replacement": None}
# What is said of text in any encoding.
SAYS_NOTHING: Final = frozenset({"ascii", "us-ascii"})


def codec_of(label: str) -> str | None:
    """Return the Python codec of the encoding that *label* names, None where it names none.

    >>> codec_of("ISO-8859-1"), codec_of("utf8"), codec_of("punycode")
    ('cp1252', 'utf-8', None)
    """
    from webencodings import lookup

    found = lookup(label) if len(label) <= LONGEST and label.isascii() else None
    return None if found is None else CODECS.get(found.name, found.codec_info.name)


def said_in_utf_8(data: bytes, charset: str | None) -> bytes:
    """Return *data* of *charset* in UTF-8 with a byte-order mark, which outranks what a page says of its own encoding.

    A header outranks the page too (HTML Standard, 13.2.3.2), but does not travel with the bytes. Data in UTF-8, with a mark of
    their own, in an unknown encoding, in none that is named or in another than is named stay as they are.
    """
    label = (charset or "").strip(" \"'").lower()
    codec = None if label in SAYS_NOTHING else codec_of(label)
    if codec in (None, "utf-8") or data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        return data
    try:
        return BYTE_ORDER_MARKS[0][0] + data.decode(codec).encode()
    except ValueError:
        return data
