"""Regular expressions of XPath (SHACL §4.4.3) as Rust's `regex`, which the store has, reads them for the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import InputError

__all__ = ["in_rust"]

# An escape, two signs that Rust takes for operators between classes, or one character.
PIECE: Final = re.compile(r"\\.|&&|--|~~|.", re.DOTALL)
# A range may end with the sign: `[+--]`.
OPERATORS: Final = {"&&": r"\&\&", "--": r"-\-", "~~": r"\~\~"}


def in_rust(pattern: str, flags: str, where: str) -> str:
    """Return *pattern* as it stands for the same in Rust.

    Raises InputError, which begins with *where*, for a class of characters without another: no engine here reads it so.
    """
    return pattern if "q" in flags else "".join(_pieces(pattern, "x" in flags, where))


def _pieces(pattern: str, has_space: bool, where: str) -> Iterator[str]:
    pieces = PIECE.findall(pattern)
    start = -1  # where the class begins that is open, its sign `^` left out
    for at, piece in enumerate(pieces):
        if start < 0:
            if piece == "[":
                start = at + 1 + (pieces[at + 1 : at + 2] == ["^"])
            yield r"\#" if has_space and piece == "#" else piece
        elif piece == "]" and at > start:
            start = -1
            yield piece
        elif piece == "[" and pieces[at - 1] == "-" and at > start:
            wrong = f"has the regular expression {pattern}, with one class of characters without another"
            raise InputError(where, wrong, "one class with all its characters")
        else:
            yield _in_class(piece, has_space)


def _in_class(piece: str, has_space: bool) -> str:
    if has_space and piece in " \t\r\n":
        return f"\\x{ord(piece):02X}"
    return r"\[" if piece == "[" else OPERATORS.get(piece, piece)
