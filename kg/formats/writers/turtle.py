"""Turtle and TriG for people: prefixes that are used, types first, labels next, objects in one column.

Numbers and truth values stand bare where Turtle reads back the same letters. TriG has one block for each graph, by name; the
default graph comes first. Body before head: which prefixes are used is known at the end, so the body waits in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from kg.formats.writers.graphs import by_graph
from kg.formats.writers.lines import BLOCK, Properties, by_subject
from kg.formats.writers.names import MOST_NAMES, Names
from kg.namespaces import PREFIXES, RDF, RDFS, SKOS, XSD

__all__ = ["FIRST", "write_trig", "write_turtle"]

TYPE: Final = f"<{RDF}type>".encode()
# What a reader looks for first, in this order.
FIRST: Final = {
    token: rank
    for rank, token in enumerate(
        (
            TYPE,
            *(
                f"<{iri}>".encode()
                for iri in (RDFS + "label", *(SKOS + n for n in ("prefLabel", "altLabel", "hiddenLabel")))
            ),
        )
    )
}
BARE: Final = {
    f"^^<{XSD}integer>".encode(): re.compile(rb"[+-]?[0-9]+"),
    f"^^<{XSD}decimal>".encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    f"^^<{XSD}boolean>".encode(): re.compile(rb"true|false"),
}
INDENT: Final = b"    "


def write_turtle(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the triples of all graphs, merged."""
    writer = _Turtle()
    _with_head(writer.nodes(blocks), writer, out)


def write_trig(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write graph after graph."""
    writer = _Turtle()
    _with_head(writer.graphs(blocks), writer, out)


def _with_head(texts: Iterable[bytes], writer: _Turtle, out: BinaryIO) -> None:
    with TemporaryFile() as body:
        body.writelines(texts)
        out.writelines(b"@prefix %b %b .\n" % item for item in sorted(writer.names.used.items()))
        body.seek(0)
        copyfileobj(body, out, BLOCK)


class _Turtle:
    """Writes nodes, and knows which prefixes they use."""

    def __init__(self) -> None:
        self.names = Names(PREFIXES)
        self._verbs: dict[bytes, tuple[int, bytes]] = {}

    def graphs(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for graph, lines in by_graph(blocks):
            if not graph:
                yield from self.nodes(lines)
                continue
            yield b"\n" + self.names[graph] + b" {"
            yield from (node.replace(b"\n", b"\n" + INDENT).removesuffix(INDENT) for node in self.nodes(lines))
            yield b"}\n"

    def nodes(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for subject, properties in by_subject(blocks):
            yield b"\n%b\n%b .\n" % (self.names[subject], self._properties(properties))

    def _properties(self, properties: Properties) -> bytes:
        ordered = sorted([(*(self._verbs.get(p) or self._verb(p)), values) for p, values in properties.items()])
        width = max([len(name) for _, name, _ in ordered])
        between = b" ,\n" + INDENT + b" " * (width + 1)
        return b" ;\n".join(
            [
                b"%b%b %b" % (INDENT, name.ljust(width), between.join(map(self._object, values)))
                for _, name, values in ordered
            ]
        )

    def _verb(self, predicate: bytes) -> tuple[int, bytes]:
        name = b"a" if predicate == TYPE else self.names[predicate]
        if len(self._verbs) < MOST_NAMES:
            self._verbs[predicate] = FIRST.get(predicate, len(FIRST)), name
        return FIRST.get(predicate, len(FIRST)), name

    def _object(self, token: bytes) -> bytes:
        if token[:1] == b"<":
            return self.names[token]
        if token[-1:] == b'"' or token[:1] == b"_":
            return token
        text, mark, kind = token.rpartition(b'"')
        if kind[:1] == b"@":
            return token
        bare = BARE.get(kind)
        return text[1:] if bare and bare.fullmatch(text, 1) else text + mark + b"^^" + self.names[kind[2:]]
