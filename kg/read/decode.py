"""Bytes of a text file → its characters.

1. A byte-order mark decides (UTF-8, UTF-16, UTF-32) and is no part of the text.
2. UTF-16 without a mark is told by where its zero bytes stand.
3. UTF-8, strictly; where stray bytes are few beside well-formed sequences they become U+FFFD, with a warning.
4. Windows-1252, with a warning.
What holds zero bytes or more than a sprinkling of control characters is binary. Newlines stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.errors import InputError

__all__ = ["BYTE_ORDER_MARKS", "Decoded", "decode"]

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip file"),
)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BLANK = re.compile(r"[\s\u200b\ufeff]*")
MOST_CONTROLS = 0.005
RIGHT = "give plain text in UTF-8, UTF-16 or Windows-1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte-order mark, the codec that gave it, and what was noticed on the way."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, where: object) -> Decoded:
    """Return the text of *data*; *where* names the file in errors.

    Raises:
        InputError: empty or only white space, binary, or in no encoding that is known here.
    """
    if not data:
        raise InputError(where, "is empty", "give a file that holds text")
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise InputError(where, f"is {what}, not text", RIGHT)
    decoded = _by_mark(data, where) or _utf_16(data) or _utf_8(data) or _windows_1252(data, where)
    _refuse_binary(decoded.text, where)
    if BLANK.fullmatch(decoded.text):
        raise InputError(where, "holds only white space", "give a file that holds text")
    return decoded


def _by_mark(data: bytes, where: object) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                wrong = f"begins like {encoding} but byte {error.start + len(mark)} is not"
                raise InputError(where, wrong, RIGHT) from error
    return None


def _utf_16(data: bytes) -> Decoded | None:
    """Tell UTF-16 by the high halves of alphabetic scripts: zero in spaces and Latin letters, else below 8 or 0x20."""
    sample = data[:4096]
    first, second = sample[0::2], sample[1::2]
    if len(data) % 2 or (0 in first) is (0 in second):
        return None
    high, encoding = (first, "utf-16-be") if 0 in first else (second, "utf-16-le")
    alphabetic = sum(1 for half in high if half < 8 or half == 0x20)
    if alphabetic < 0.95 * len(high):
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if CONTROL.search(text):
        return None
    return Decoded(text, encoding, (f"no byte-order mark: read as {encoding}",))


def _utf_8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    well_formed = sum(1 for character in text if character > "\x7f") - stray
    if well_formed < 4 * stray:
        return None
    return Decoded(text, "utf-8", (f"{stray} places are not UTF-8: read as U+FFFD",))


def _windows_1252(data: bytes, where: object) -> Decoded:
    if 0 in data:
        raise InputError(where, "is binary (it holds zero bytes)", RIGHT)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start} is neither UTF-8 nor Windows-1252"
        raise InputError(where, wrong, RIGHT) from error
    return Decoded(text, "cp1252", ("not UTF-8: read as Windows-1252; names may be wrong if it is another encoding",))


def _refuse_binary(text: str, where: object) -> None:
    if "\x00" in text:
        raise InputError(where, "is binary (it holds zero bytes)", RIGHT)
    controls = len(CONTROL.findall(text))
    if controls > max(2, MOST_CONTROLS * len(text)):
        raise InputError(where, f"is binary ({controls} control characters)", RIGHT)
