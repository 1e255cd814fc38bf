"""Bytes whose encoding a header names → bytes that say it themselves."""

from __future__ import annotations

import codecs

__all__ = ["said_in_utf_8"]


def said_in_utf_8(data: bytes, charset: str | None) -> bytes:
    """Return *data* of *charset* in UTF-8 with a byte-order mark, which outranks what a page says of its own encoding.

    A header outranks the page too (HTML Standard, 13.2.3.2), but does not travel with the bytes. Data in UTF-8, in an unknown
    encoding, in none that is named or in another than is named stay as they are.
    """
    try:
        codec = codecs.lookup((charset or "").strip(" \"'")) if charset else None
        if codec is None or codec.name in ("utf-8", "ascii") or data.startswith(codecs.BOM_UTF8):
            return data
        name = "cp1252" if codec.name == "iso8859-1" else codec.name  # as browsers do (Encoding Standard, 4.2)
        return codecs.BOM_UTF8 + data.decode(name).encode()
    except (LookupError, ValueError, TypeError, AttributeError):
        return data
