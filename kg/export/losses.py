"""What an export lacks, by name: looked for only where its counts fall short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.export.counts import kind_of
from kg.export.rdf import read_back
from kg.export.source import Source
from kg.formats.suffixes import FORMATS
from kg.formats.writers.lines import block_lines, triple_of

__all__ = ["lost_examples"]

QUADS: Final = ("trig", "nquads")
LONGEST: Final = 300


def lost_examples(format: str, source: Source, path: Path) -> tuple[str, ...]:
    """Return what *path* lacks of *source*: the first claim, event, evidence, label and other statement; () for no RDF format.

    Claims are named by their IRIs, the others by their statements.
    """
    if format not in FORMATS:
        return ()
    keep = format in QUADS
    found = {hash(line) for line in _statements(read_back(path, format), keep)}
    first: dict[str, str] = {}
    for line in _statements(source.blocks(), keep):
        if hash(line) not in found:
            kind = kind_of(line)
            first.setdefault(kind, _name(line, kind))
    return tuple(first[kind] for kind in sorted(first, key=lambda kind: (not kind, kind)))


def _statements(blocks: Iterable[bytes], with_graphs: bool) -> Iterator[bytes]:
    for block in blocks:
        lines = block_lines(block)
        yield from (line[:-2] for line in lines) if with_graphs else map(triple_of, lines)


def _name(line: bytes, kind: str) -> str:
    text = (line.split(b" ", 1)[0] if kind == "claims" else line).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
