"""An RDF file, or that of a release, as N-Quads whose blank nodes have labels that stay.

They get the labels of RDFC-1.0, so that the same graph gives the same bytes. That needs the file in memory: one with more than
MOST quads gets labels by their order in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.formats.rdf import dumped, parse_rdf
from kg.formats.release import release_quads
from kg.formats.suffixes import format_of
from kg.formats.writers.lines import statements

__all__ = ["file_blocks"]

MOST: Final = 200_000
TRIPLE_TERM: Final = re.compile(rb"(?m)^[^ ]+ [^ ]+ <<\(")


def file_blocks(path: Path) -> Iterator[bytes]:
    """Yield the quads of *path* in its order; raises InputError where it is empty, no RDF, or RDF 1.2."""
    quads = release_quads(path) if path.is_dir() else parse_rdf(path, format_of(path))
    blocks = _checked(dumped(quads), path)
    held, count = [], 0
    for block in blocks:
        held.append(block)
        count += block.count(b"\n")
        if count > MOST:
            return _labelled(chain(held, blocks))
    if not held:
        raise InputError(path, "holds no triple", "a file of RDF (kg export writes one)")
    return _canonical(held) if any(b"_:" in block for block in held) else iter(held)


def _checked(blocks: Iterable[bytes], path: Path) -> Iterator[bytes]:
    for block in blocks:
        if b"<<(" in block and TRIPLE_TERM.search(block):
            raise InputError(path, "has triples as terms, which is RDF 1.2", "a file of RDF 1.1")
        yield block


def _canonical(blocks: Iterable[bytes]) -> Iterator[bytes]:
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

    dataset = Dataset(parse(b"".join(blocks), format=RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dumped(dataset)


def _labelled(blocks: Iterable[bytes]) -> Iterator[bytes]:
    labels: dict[bytes, bytes] = {}

    def name(token: bytes) -> bytes:
        return labels.setdefault(token, b"_:b%d" % len(labels)) if token[:2] == b"_:" else token

    for block in blocks:
        if b"_:" not in block:
            yield block
            continue
        rows = ((name(term) for term in row if term) for row in statements(block))
        yield b"".join(b" ".join(row) + b" .\n" for row in rows)
