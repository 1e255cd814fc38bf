"""The tokens of a SPARQL query (SPARQL 1.1, §19.8), each with where it begins.

Whatever the text is, its tokens put together are that text: what is no token of the grammar is a `mark` of one character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["CODE_POINT", "SILENT", "Token", "telling", "tokenize"]

CODE_POINT: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL: Final = r"(?:[\w:%-]|\\[_~.\-!$&'()*+,;=/?\#@%])+"
TOKEN: Final = re.compile(
    rf"""(?P<comment>\#[^\r\n]*)
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{CODE_POINT})*>)
    |(?P<string>\"\"\"(?:(?:\"|\"\")?[^\"\\]|\\.)*\"\"\"|'''(?:(?:'|'')?[^'\\]|\\.)*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<label>_:\w+)
    |(?P<name>(?:[^\W\d_][\w.-]*)?:(?:{_LOCAL}(?:\.+{_LOCAL})*)?)
    |(?P<word>@?[A-Za-z][\w-]*)
    |(?P<number>\d+\.?\d*[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+\.\d+|\d+)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
SILENT: Final = ("space", "comment")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: *kind* is the name of a group of TOKEN, *start* where it begins in the text."""

    kind: str
    text: str
    start: int = 0

    @property
    def word(self) -> str:
        """Return the keyword in capitals, or ""."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """Return the name of the variable, or ""."""
        return self.text[1:] if self.kind == "variable" else ""

    @property
    def prefix(self) -> str:
        """Return the prefix of a name, or ""; that of `:name` is ""."""
        return self.text.partition(":")[0] if self.kind == "name" else ""

    def is_mark(self, text: str) -> bool:
        """Tell whether this is the mark *text*."""
        return self.kind == "mark" and self.text == text


def tokenize(text: str) -> list[Token]:
    """Return the tokens of *text* as they stand there."""
    return [Token(str(match.lastgroup), match[0], match.start()) for match in TOKEN.finditer(text)]


def telling(tokens: Sequence[Token]) -> list[Token]:
    """Return *tokens* without white space and comments."""
    return [token for token in tokens if token.kind not in SILENT]
