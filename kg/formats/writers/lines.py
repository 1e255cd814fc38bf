"""Canonical N-Quads as blocks of lines: sorted in bounded memory, cut into terms.

No canonical term has a space in it but a literal, and a space sorts before whatever else may follow a term. So lines sorted
as bytes are sorted by subject, then predicate, object and graph. A block is cut by one search for a pattern, in half the time
that the methods of bytes take line by line.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from tempfile import TemporaryFile
from typing import BinaryIO, Final, NoReturn, TypeAlias

__all__ = [
    "BLOCK",
    "DamagedLineError",
    "Statement",
    "Triple",
    "block_lines",
    "blocks_of",
    "distinct_triples",
    "joined",
    "sorted_blocks",
    "statements",
    "triples",
    "triples_of",
]

BLOCK: Final = 1 << 16  # what a processor's cache holds; blocks of a megabyte take twice the time
RUN: Final = 1 << 25  # bytes of lines that are sorted at once

Triple: TypeAlias = tuple[bytes, bytes, bytes]
Statement: TypeAlias = tuple[bytes, bytes, bytes, bytes]

_OBJECT: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"[^ ]*+|[^ "][^ ]*+'
TRIPLE_TEXT: Final = re.compile(rb"(?m)^([^ ]++ [^ ]++ (?:%b))(?: [^ ]++)? \.\n" % _OBJECT)
TRIPLE: Final = re.compile(rb"(?m)^([^ ]++) ([^ ]++) (%b)(?: [^ ]++)? \.\n" % _OBJECT)
STATEMENT: Final = re.compile(rb"(?m)^([^ ]++) ([^ ]++) (%b)(?: ([^ ]++))? \.\n" % _OBJECT)


class DamagedLineError(ValueError):
    """Raised where a line is none of canonical N-Quads."""

    def __init__(self, line: bytes) -> None:
        super().__init__(f"{line[:60].decode(errors='replace')!r} is no line of N-Quads")


def blocks_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of *file*, each with its end, in blocks."""
    while block := file.read(BLOCK):
        yield block if block.endswith(b"\n") else block + file.readline()


def block_lines(block: bytes) -> list[bytes]:
    """Return the lines of *block* without their ends."""
    lines = block.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return lines


def joined(lines: Iterable[bytes]) -> bytes:
    """Return the block of *lines*; none has its end yet."""
    return b"".join([line + b"\n" for line in lines])


def triples_of(block: bytes) -> list[bytes]:
    """Return the triple of each line, without the graph and the full stop."""
    found: list[bytes] = TRIPLE_TEXT.findall(block)
    return found if len(found) == _count(block) else _raise_damaged(block)


def distinct_triples(blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the triples of sorted *blocks*, each once, in pieces."""
    last = b""
    for block in blocks:
        triples = dict.fromkeys(triples_of(block))
        triples.pop(last, None)
        if triples:
            yield list(triples)
            last = next(reversed(triples))


def triples(block: bytes) -> list[Triple]:
    """Return subject, predicate and object of each line."""
    found: list[Triple] = TRIPLE.findall(block)
    return found if len(found) == _count(block) else _raise_damaged(block)


def statements(block: bytes) -> list[Statement]:
    """Return subject, predicate, object and graph of each line; the graph of the default graph is empty."""
    found: list[Statement] = STATEMENT.findall(block)
    return found if len(found) == _count(block) else _raise_damaged(block)


def _count(block: bytes) -> int:
    return block.count(b"\n") + (not block.endswith(b"\n"))


def _raise_damaged(block: bytes) -> NoReturn:
    """Raise DamagedLineError for the first line that is none."""
    raise DamagedLineError(next(line for line in block.split(b"\n") if not STATEMENT.fullmatch(line + b"\n")))


def sorted_blocks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of *blocks* sorted, each once; what is more than RUN lies in temporary files meanwhile."""
    with ExitStack() as stack:
        runs: list[BinaryIO] = []
        last: list[bytes] = []
        for lines in _runs(blocks):
            if last:
                runs.append(stack.enter_context(_spilled(last)))
            last = lines
        if not runs:
            yield from _joined(line + b"\n" for line in last)
            return
        merged = heapq.merge(*runs, (line + b"\n" for line in last))
        yield from _joined(line for line, _ in groupby(merged))


def _runs(blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    size = 0
    for block in blocks:
        held += block_lines(block)
        size += len(block)
        if size >= RUN:
            yield sorted(set(held))
            held, size = [], 0
    if held:
        yield sorted(set(held))


def _spilled(lines: list[bytes]) -> BinaryIO:
    file: BinaryIO = TemporaryFile()  # noqa: SIM115  closed by the caller
    file.writelines(line + b"\n" for line in lines)
    file.seek(0)
    return file


def _joined(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
