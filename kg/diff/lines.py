"""Canonical N-Quads as a stream of sorted lines, each once, and the difference of two such streams in flat memory.

A store's `dataset.nq` is such a stream. Any other RDF is parsed and sorted, in runs on disk where it is large. Blank nodes bear
the names of RDFC-1.0, so two files that call them differently do not differ.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["differences", "graph_of", "quads_of", "sort", "sorted_lines", "without_graph"]

RUN: Final = 500_000  # lines that are sorted in memory
BATCH: Final = 10_000  # quads that are written at a time
Line = bytes


def differences(old: Iterable[Line], new: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    """Yield ("D", line) for each line of *old* alone and ("A", line) for each of *new* alone, in order; both are sorted."""
    olds, news = iter(old), iter(new)
    one, other = next(olds, None), next(news, None)
    while one is not None and other is not None:
        if one == other:
            one, other = next(olds, None), next(news, None)
        elif one < other:
            yield "D", one
            one = next(olds, None)
        else:
            yield "A", other
            other = next(news, None)
    for sign, left, rest in (("D", one, olds), ("A", other, news)):
        if left is not None:
            yield sign, left
            yield from ((sign, line) for line in rest)


def sorted_lines(quads: Iterable[Quad]) -> Iterator[Line]:
    """Yield *quads* as canonical lines, sorted by their bytes, each once."""
    return sort(_written(quads))


def sort(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield *lines* sorted, each once; of more than RUN, sorted runs lie in temporary files that end with the iteration."""
    source = iter(lines)
    run = sorted(islice(source, RUN))
    if len(run) < RUN:
        yield from _once(run)
        return
    with ExitStack() as files:
        runs: list[IO[bytes]] = []
        while run:
            runs.append(files.enter_context(TemporaryFile()))
            runs[-1].writelines(run)
            runs[-1].seek(0)
            run = sorted(islice(source, RUN))
        yield from _once(heapq.merge(*runs))


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line


def _written(quads: Iterable[Quad]) -> Iterator[Line]:
    from pyoxigraph import RdfFormat, serialize

    source = iter(quads)
    while batch := list(islice(source, BATCH)):
        data = serialize(batch, format=RdfFormat.N_QUADS) or b""
        yield from data.splitlines(keepends=True)


def quads_of(lines: Iterable[Line]) -> Iterator[Quad]:
    """Parse *lines*, which were canonical N-Quads to begin with."""
    from pyoxigraph import RdfFormat, parse

    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        yield from parse(b"".join(batch), format=RdfFormat.N_QUADS, lenient=True)


def graph_of(line: Line) -> str:
    """Return the name of the graph of a canonical line; "" for the default graph."""
    tail = _tail(line)
    return tail[-2].strip(b"<>").decode() if len(tail) > 2 else ""


def without_graph(line: Line) -> Line:
    """Return a canonical line without its graph's name."""
    tail = _tail(line)
    return line[: -len(tail[-2]) - 3] + b".\n" if len(tail) > 2 else line


def _tail(line: Line) -> list[bytes]:
    """Return what follows the characters of the object: the rest of it, the graph if there is one, and the full stop."""
    rest = line.split(b" ", 2)[2]
    ends = {b'"': b'"', b"<<": b")>>"}
    end = next((end for begin, end in ends.items() if rest.startswith(begin)), None)
    return (rest[rest.rfind(end) + len(end) :] if end else rest).rstrip(b"\n").split(b" ")
