"""Stores of any size: the graph of the bundled reports over and over, as if each copy were reports of its own.

A copy has documents, claims, incidents, situations and statements of its own; registry and ontology are there once. What is
made is a store's dataset, canonical N-Quads, without the index that queries need. It is sorted in bounded memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.formats.rdf import serialise
from kg.formats.writers.lines import sorted_blocks
from kg.namespaces import ONTOLOGY
from kg.pipeline import build
from kg.resources import seeds

__all__ = ["write_sized_store"]

GENERATION: Final = "0" * 24
OWN: Final = re.compile(
    rb"(/id/(?:graph/document|document|claim|content|statement|situation|incident|contradiction|activity)/)"
)
SHARED: Final = (b"/id/graph/registry> .", f"<{ONTOLOGY}> .".encode())


def write_sized_store(folder: Path, quads: int) -> int:
    """Write a store of at least *quads* quads to the new *folder*, and return how many it has."""
    target = folder / "generations" / GENERATION
    target.mkdir(parents=True)
    lines = serialise(build([seeds()], store=None).quads).splitlines()
    count = 0
    with (target / "dataset.nq").open("wb") as out:
        for block in sorted_blocks(_copies(lines, quads)):
            out.write(block)
            count += block.count(b"\n")
    (folder / "CURRENT").write_text(GENERATION + "\n", encoding="ascii")
    return count


def _copies(lines: Iterable[bytes], quads: int) -> Iterator[bytes]:
    shared = [line for line in lines if line.endswith(SHARED)]
    own = b"".join(line + b"\n" for line in lines if not line.endswith(SHARED) and OWN.search(line))
    yield b"\n".join(shared) + b"\n"
    left, number = quads - len(shared), 0
    while left > 0:
        yield OWN.sub(b"\\g<1>copy-%06d-" % number, own)
        left -= own.count(b"\n")
        number += 1
