"""Watches RDF on its way to Oxigraph's parsers, for what they do not come back from.

They go down what is nested by recursion, or in time that grows with the square of its depth, and they write entities of XML in
without bound. What is watched is the file itself, before a parser has it, and at the speed of the parser at least.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from typing import IO, Any, BinaryIO, Final, cast

from kg.errors import InputError

__all__ = ["guarded"]

PIECE: Final = 1 << 16
DEEPEST: Final = 500  # objects of JSON, or elements of XML
MOST_TRIPLE_TERMS: Final = 5_000
LONGEST_ENTITY: Final = 1_000  # characters, with those of the entities in it
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
INSIDE: Final = re.compile(rb"(?:[^\"\\]++|\\.)*+", re.DOTALL)
OTHERS: Final = bytes(set(range(256)) - set(b"{}[]"))
STEPS: Final = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
REFERENCE: Final = re.compile(r"&([^;\s]+);")

Look = Callable[[bytes], None]  # takes the next bytes, none at the end


def guarded(file: BinaryIO, format: str, where: str) -> IO[bytes]:
    """Return *file* for a parser of *format*, with `read` alone; that raises InputError, which begins with *where*.

    A byte order mark, which editors put before UTF-8, is left out.
    """
    look = _JsonNesting(where) if format == "jsonld" else _xml(where) if format == "rdfxml" else _TripleTerms(where)
    return cast("IO[bytes]", _Guarded(file, look))


class _Guarded:
    def __init__(self, file: BinaryIO, look: Look) -> None:
        self._file, self._look = file, look
        self._data, self._at = b"", -1

    def read(self, size: int = -1) -> bytes:
        if self._at in (-1, len(self._data)):
            self._data, self._at = self._next(), 0
        end = self._at + size if 0 <= size < len(self._data) - self._at else len(self._data)
        data, self._at = self._data[self._at : end], end
        return data

    def _next(self) -> bytes:
        data = self._file.read(PIECE)
        if self._at < 0 and data.startswith(BYTE_ORDER_MARK):
            data = data.removeprefix(BYTE_ORDER_MARK) or self._file.read(PIECE)
        self._look(data)
        return data


class _TripleTerms:
    """Counts the triple terms of RDF 1.2: in a text `<<(` is rare, and in RDF 1.1 it stands nowhere else."""

    def __init__(self, where: str) -> None:
        self._where, self._count = where, 0

    def __call__(self, data: bytes) -> None:
        self._count += data.count(b"<<(")
        if self._count > MOST_TRIPLE_TERMS:
            raise InputError(self._where, f"has more than {MOST_TRIPLE_TERMS:,} terms of RDF 1.2, <<( … )>>", "RDF 1.1")


class _JsonNesting:
    def __init__(self, where: str) -> None:
        self._where, self._depth, self._in_string, self._rest = where, 0, False, b""

    def __call__(self, data: bytes) -> None:
        data = self._rest + data
        if self._in_string:
            data = self._after_string(data)
        outside, quote, inside = STRING.sub(b"", data).partition(b'"')
        if quote:
            self._in_string = True
            self._after_string(inside)
        elif not self._in_string:
            self._rest = b""
        depths = [*accumulate(map(STEPS.__getitem__, outside.translate(None, OTHERS)), initial=self._depth)]
        self._depth = depths[-1]
        if max(depths) > DEEPEST:
            raise InputError(self._where, f"is nested more than {DEEPEST} deep", "fewer brackets inside one another")

    def _after_string(self, data: bytes) -> bytes:
        """Return what of *data*, which begins in a string, stands after it; keep a backslash whose character is to come."""
        end = INSIDE.match(data)
        assert end is not None
        self._rest, self._in_string = b"", True
        if data[end.end() : end.end() + 1] == b'"':
            self._in_string = False
            return data[end.end() + 1 :]
        self._rest = data[end.end() :]
        return b""


def _xml(where: str) -> Look:
    """Return what has each piece read by Expat too, which has the events that matter, and ends what grows too fast."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    sizes: dict[str, int] = {}
    depth = 0

    def opened(*_: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise fault(f"is nested more than {DEEPEST} deep", "fewer elements inside one another")

    def closed(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    def declared(name: str, _: bool, value: str | None, *__: Any) -> None:
        size = len(value or "") + sum(sizes.get(other, 0) for other in REFERENCE.findall(value or ""))
        sizes.setdefault(name, size)
        if value is None or size > LONGEST_ENTITY:
            wrong = f"declares the entity {name}, which is long, or lies in another file"
            raise fault(wrong, f"entities of at most {LONGEST_ENTITY:,} characters, of its own")

    def fault(wrong: str, right: str) -> InputError:
        return InputError(f"{where}:{parser.CurrentLineNumber}", wrong, right)

    def look(data: bytes) -> None:
        try:
            parser.Parse(data, not data)
        except expat.ExpatError as error:
            raise fault(f"is no XML: {expat.ErrorString(error.code)}", "a file in the format of its suffix") from error

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = opened, closed, declared
    return look
