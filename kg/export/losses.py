"""What an export lacks, by name: looked for only where its counts fall short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.export.counts import kind_of
from kg.export.source import Source
from kg.formats.rdf import dumped, pyoxigraph_format
from kg.formats.writers.lines import block_lines, triples_of

__all__ = ["lost_examples"]

QUADS: Final = ("trig", "nquads")
# RDF 1.2 is read by the parser of its syntax.
SYNTAX: Final = {"turtle12": "turtle"}
SHOWN: Final = 3
LONGEST: Final = 300


def lost_examples(format: str, source: Source, path: Path) -> tuple[str, ...]:
    """Return what *path* lacks of *source*: the first three claims, events, evidences, labels and other statements.

    Claims are named by their IRIs, the others by their statements.
    """
    from pyoxigraph import Triple, parse

    keep = format in QUADS
    read = parse(path=str(path), format=pyoxigraph_format(SYNTAX.get(format, format)), lenient=True)
    # What a reifier reifies is no statement of the source.
    written = dumped(quad for quad in read if not isinstance(quad.object, Triple))
    found = {hash(line) for line in _statements(written, keep)}
    first: dict[str, list[str]] = {}
    for line in _statements(source.blocks(), keep):
        if hash(line) not in found:
            kind = kind_of(line)
            known = first.setdefault(kind, [])
            if len(known) < SHOWN and (name := _name(line, kind)) not in known:
                known.append(name)
    return tuple(name for kind in sorted(first, key=lambda kind: (not kind, kind)) for name in first[kind])


def _statements(blocks: Iterable[bytes], with_graphs: bool) -> Iterator[bytes]:
    for block in blocks:
        yield from (line[:-2] for line in block_lines(block)) if with_graphs else triples_of(block)


def _name(line: bytes, kind: str) -> str:
    text = (line.split(b" ", 1)[0] if kind == "claims" else line).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
