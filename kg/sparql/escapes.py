r"""Writes the escapes of a query so that rdflib's parser takes them as SPARQL 1.1 does (§19.2 code points, §19.7 strings).

rdflib takes eight digits after "\u" for one code point, the second backslash and what follows in "\\U0000" for another, and
writes out those of comments. The engine knows escapes of code points in strings and IRIs, where they are never a delimiter.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from kg.errors import QueryError
from kg.sparql.terminals import CODE_POINT, Token, tokenize

__all__ = ["without_escapes"]

ESCAPED: Final = re.compile(rf"(?P<hidden>{CODE_POINT}|\\\\)|\\.", re.DOTALL)
OF_CODE_POINT: Final = re.compile(CODE_POINT)
NOT_IN_IRIS: Final = re.compile(r"[<>\"{}|^`\\\x00-\x20\ud800-\udfff]")  # SPARQL 1.1, production 139


def without_escapes(name: str, text: str) -> str:
    """Return *text* of the same length: its IRIs written out, other characters for the escapes of its strings and comments.

    Raises QueryError, about the query *name*, for an escape outside strings, IRIs and comments, and for one that spells what
    no IRI may hold.
    """
    return "".join(_written(name, text, token) if "\\" in token.text else token.text for token in tokenize(text))


def _written(name: str, text: str, token: Token) -> str:
    where = f"{name}:{text.count(chr(10), 0, token.start) + 1}"
    if token.kind == "string":
        return ESCAPED.sub(lambda escape: "/" * len(escape["hidden"] or "") or escape[0], token.text)
    if token.kind == "comment":
        return token.text.replace("\\", "/")
    if token.kind == "iri":
        return OF_CODE_POINT.sub(lambda escape: _character(where, escape[0]), token.text).ljust(len(token.text))
    if escape := OF_CODE_POINT.match(text, token.start):
        raise QueryError(where, f"has {escape[0]} outside strings and IRIs", "the character itself")
    return token.text


def _character(where: str, escape: str) -> str:
    code = int(escape[2:], 16)
    if code > sys.maxunicode or NOT_IN_IRIS.match(chr(code)):
        raise QueryError(where, f"has {escape} in an IRI", "a character that an IRI may hold")
    return chr(code)
