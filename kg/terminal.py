"""Text of documents on its way to a terminal, which it must not steer.

Control characters would move the cursor, clear the screen or rename the window; marks of direction would show words in another
order than they have (Boucher and Anderson 2023, "Trojan Source"); joiners that join nothing would hide a difference.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["printable", "printable_line"]

PICTURES: Final = (
    {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
)
DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Bytes of a file's name that are not UTF-8 (PEP 383), which no terminal takes.
SURROGATES: Final = re.compile("[\ud800-\udfff]")
BREAKS: Final[dict[int, int | str]] = {0x09: 0x2409, 0x0A: 0x240A, 0x2028: "\\u2028", 0x2029: "\\u2029"}
JOINERS: Final = re.compile("[\u200c\u200d]")


def printable(text: str) -> str:
    r"""Return *text* with line feeds and tabs, other control characters as pictures, marks of direction by their number.

    Joiners are kept inside a word, where Persian and Hindi need them.

    >>> printable("Oster\x1b[2J, \u202eNer, می\u200cرود")
    'Oster␛[2J, \\u202eNer, می\u200cرود'
    """
    if text.isascii() and text.isprintable():
        return text
    pictured = SURROGATES.sub(_number, DIRECTIONS.sub(_number, text.translate(PICTURES)))
    return JOINERS.sub(lambda found: found[0] if _joins(pictured, found.start()) else _number(found), pictured)


def printable_line(text: str) -> str:
    r"""Return *text* as one line: line feeds and tabs as pictures, too, as in the name of a file.

    >>> printable_line("new\nline\udce9.txt")
    'new␊line\\udce9.txt'
    """
    return printable(text.translate(BREAKS))


def _number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _joins(text: str, place: int) -> bool:
    """Whether a letter, or a mark on one, stands on both sides."""
    sides = (text[place - 1 : place], text[place + 1 : place + 2])
    return all(side and unicodedata.category(side)[0] in "LM" for side in sides)
