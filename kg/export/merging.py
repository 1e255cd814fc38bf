"""Tells whether names of graphs are left out that the triples do not tell as well.

In a graph of kg build they do: which document says what is in plain triples. In another file nobody knows.
"""

from __future__ import annotations

from typing import Final

from kg.export.source import Source
from kg.formats.writers.lines import statements
from kg.namespaces import CKG

__all__ = ["told_of_merging"]

MERGED: Final = ("turtle", "jsonld", "ntriples", "rdfxml")
IN_DOCUMENT: Final = f"<{CKG}inDocument>".encode()


def told_of_merging(source: Source, format: str) -> str:
    """Return what to tell of *format* for *source*, "" where nothing is lost but names of graphs that the triples tell."""
    if format not in MERGED or not source.is_file:
        return ""
    graphs: set[bytes] = set()
    for block in source.blocks():
        if IN_DOCUMENT in block:
            return ""
        graphs.update(row[3] for row in statements(block))
    named = sorted(graph.decode() for graph in graphs if graph)
    if not named:
        return ""
    names = f"{len(named)} graphs" if len(named) > 1 else "one graph"
    return f"{source.path}: {format} leaves out the names of {names}, such as {named[0]}; trig and nquads keep them"
