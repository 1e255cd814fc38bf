"""Canonical N-Quads as a stream of sorted lines, each once, and the difference of two such streams in flat memory.

A store's `dataset.nq` is such a stream. Any other RDF is parsed and sorted, in runs on disk where it is large. Blank nodes bear
the names of RDFC-1.0, so two files that call them differently do not differ.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from sys import intern
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Line", "Statement", "differences", "graph_of", "sort", "sorted_lines", "statement_of", "without_graph"]

RUN: Final = 500_000  # lines that are sorted in memory
BATCH: Final = 10_000  # quads that are written at a time
Line = bytes
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CHARACTERS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Statement(NamedTuple):
    """One quad: IRIs as they are, blank nodes as `_:name`, the object as in N-Quads; *graph* is "" for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def value(self) -> str:
        """Return the object's IRI or lexical form; of a triple, its text."""
        if self.object.startswith('"'):
            text = self.object[1 : self.object.rfind('"')]
            return _ESCAPE.sub(_character, text) if "\\" in text else text
        return _bare(self.object)


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CHARACTERS.get(found[3], found[3])


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and not term.startswith("<<") else term


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


def statement_of(line: Line) -> Statement:
    """Return what a canonical line says."""
    subject, predicate, rest = line[:-3].decode().split(" ", 2)
    end = _object_end(rest)
    return Statement(_bare(subject), intern(_bare(predicate)), rest[:end], intern(_bare(rest[end + 1 :])))


def graph_of(line: Line) -> str:
    """Return the name of the graph of a canonical line; "" for the default graph."""
    return statement_of(line).graph


def without_graph(line: Line) -> Line:
    """Return a canonical line without its graph's name."""
    rest = line[:-3].split(b" ", 2)[2].decode()
    graph = rest[_object_end(rest) :].encode()
    return line[: -3 - len(graph)] + b" .\n"


def _object_end(rest: str) -> int:
    """Return where the object ends in what follows a predicate; a space comes next, and the graph, where there is one."""
    end = rest.find(" ", rest.rfind('"') if rest.startswith('"') else rest.rfind(")>>") + 1)
    return len(rest) if end < 0 else end
