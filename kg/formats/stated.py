"""Leaves out of a dataset's inferred graph what another graph states: over sorted lines, in one pass and in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.formats.writers.lines import block_lines, joined
from kg.identifiers import graph_iri
from kg.namespaces import DATA, ONTOLOGY

__all__ = ["without_stated"]


def without_stated(blocks: Iterable[bytes], base: str = DATA) -> Iterator[bytes]:
    """Yield *blocks* of sorted canonical N-Quads, each line there once, without the inferred lines that are stated besides.

    A line of the inferred graph goes where another graph than the ontology's has its triple: what the ontology tells of its
    terms is no statement of the dataset. Order and whole lines are kept.

    The lines of one triple are neighbours, sorted by graph. The ontology's name does not stand between those of the others, so
    an inferred line has beside it one that states it, if there is any.
    """
    inferred = f" <{graph_iri('inferred', base=base)}> .".encode()
    ontology = f" <{ONTOLOGY}> .".encode()

    def is_to_go(before: bytes, line: bytes, behind: bytes) -> bool:
        triple = line[: 1 - len(inferred)]
        return any(other.startswith(triple) and not other.endswith(ontology) for other in (before, behind))

    lines = [b""]
    for block in blocks:
        lines += block_lines(block)
        threes = zip(lines, lines[1:], lines[2:], strict=False)
        if kept := [line for three in threes if not ((line := three[1]).endswith(inferred) and is_to_go(*three))]:
            yield joined(kept)
        lines = lines[-2:]
    if len(lines) == 2 and not (lines[1].endswith(inferred) and is_to_go(lines[0], lines[1], b"")):
        yield joined(lines[1:])
