"""Canonical N-Quads as blocks of lines: sorted in bounded memory, cut into terms.

No canonical term has a space in it but a literal, and a space sorts before whatever else may follow a term. So lines sorted
as bytes are sorted by subject, then predicate, object and graph.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TypeAlias

__all__ = [
    "BLOCK",
    "DamagedLineError",
    "Statement",
    "block_lines",
    "blocks_of",
    "distinct_triples",
    "object_and_graph",
    "sorted_blocks",
    "statements",
    "triple_of",
    "triples_of",
]

BLOCK: Final = 1 << 16  # what a processor's cache holds; blocks of a megabyte take twice the time
RUN: Final = 1 << 25  # bytes of lines that are sorted at once

Statement: TypeAlias = tuple[bytes, bytes, bytes, bytes]


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


def triple_of(line: bytes) -> bytes:
    """Return the triple of a line, without the graph and the full stop."""
    rest = line.rsplit(b" ", 2)
    if len(rest) < 3:
        raise DamagedLineError(line)
    # The last word of a literal has its closing quotation mark; a triple has two spaces at least.
    return rest[0] if b'"' not in rest[1] and rest[0].count(b" ") > 1 else line[:-2]


def triples_of(lines: list[bytes]) -> list[bytes]:
    """Return what `triple_of` says of each line, in two thirds of the time."""
    words = [line.rsplit(b" ", 2) for line in lines]
    try:
        return [
            rest[0] if b'"' not in rest[1] and rest[0].count(b" ") > 1 else line[:-2]
            for line, rest in zip(lines, words, strict=True)
        ]
    except IndexError as error:
        raise DamagedLineError(min(lines, key=lambda line: line.count(b" "))) from error


def distinct_triples(blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the triples of sorted *blocks*, each once, in pieces."""
    last = b""
    for block in blocks:
        triples = dict.fromkeys(triples_of(block_lines(block)))
        triples.pop(last, None)
        if triples:
            yield list(triples)
            last = next(reversed(triples))


def object_and_graph(rest: bytes) -> tuple[bytes, bytes]:
    """Return the object and the graph, empty for the default graph, from what follows the predicate of a line."""
    words = rest.rsplit(b" ", 2)
    if len(words) < 2:
        raise DamagedLineError(rest)
    # The last word of a literal has its closing quotation mark.
    return (words[0], words[1]) if len(words) == 3 and b'"' not in words[1] else (rest[:-2], b"")


def statements(blocks: Iterable[bytes]) -> Iterator[Statement]:
    """Yield subject, predicate, object and graph of each line; the graph of the default graph is empty."""
    for block in blocks:
        for line in block_lines(block):
            try:
                subject, predicate, rest = line.split(b" ", 2)
            except ValueError as error:
                raise DamagedLineError(line) from error
            yield subject, predicate, *object_and_graph(rest)


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
