"""Leaves out of a dataset's inferred graph what another graph states: over sorted lines, in one pass and in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.formats.writers.lines import block_lines, joined
from kg.identifiers import graph_iri
from kg.namespaces import DATA, ONTOLOGY

__all__ = ["without_stated"]

# The lines of one triple are neighbours, and of those before and behind an inferred one at most one is the ontology's.
REACH: Final = 2


def without_stated(blocks: Iterable[bytes], base: str = DATA) -> Iterator[bytes]:
    """Yield *blocks* of sorted canonical N-Quads, each line there once, without the inferred lines that are stated besides.

    A line of the inferred graph goes where another graph than the ontology's has its triple: terms of the ontology are told
    there as what they are, and of the dataset nothing is stated by that. Order and whole lines are kept.
    """
    inferred = f" <{graph_iri('inferred', base=base)}> .".encode()
    ontology = f" <{ONTOLOGY}> .".encode()

    def is_stated(lines: list[bytes], at: int) -> bool:
        triple = lines[at][: 1 - len(inferred)]
        around = (*lines[max(at - REACH, 0) : at], *lines[at + 1 : at + 1 + REACH])
        return any(line.startswith(triple) and not line.endswith(ontology) for line in around)

    lines: list[bytes] = []
    first = 0  # the lines before it are done, and kept for those behind them
    for block in _ended(blocks):
        lines += block_lines(block)
        last = len(lines) - REACH if block else len(lines)
        here = range(first, max(first, last))
        gone = {at for at in here if lines[at].endswith(inferred) and is_stated(lines, at)}
        kept = [lines[at] for at in here if at not in gone]
        if kept:
            yield joined(kept)
        done = max(first, last)
        lines, first = lines[max(done - REACH, 0) :], min(done, REACH)


def _ended(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield *blocks*, and an empty one at the end."""
    yield from (block for block in blocks if block)
    yield b""
