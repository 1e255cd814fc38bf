"""Turtle and TriG for people: prefixes that are used, types first, labels next, objects in one column.

Numbers and truth values stand bare where Turtle reads back the same letters. TriG has one block for each graph, by name; the
default graph comes first. Body before head: which prefixes are used is known at the end, so the body waits in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from kg.formats.writers.graphs import by_graph
from kg.formats.writers.names import Names
from kg.formats.writers.nodes import Layouts, Node, Predicates, by_subject, by_subject_and_graph, escaped, in_order
from kg.formats.writers.remembered import Remembered
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
QUOTE: Final = ord('"')


def write_turtle(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the triples of all graphs, merged."""
    names = Names(PREFIXES)
    with TemporaryFile() as body:
        body.writelines(map(_Nodes(names).node, by_subject(blocks)))
        out.writelines(_prefixes(names))
        body.seek(0)
        copyfileobj(body, out)


def write_trig(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write graph after graph."""
    names = Names(PREFIXES)
    plain, within = _Nodes(names), _Nodes(names, INDENT)
    nodes = ((graph, (within if graph else plain).node(node)) for graph, node in by_subject_and_graph(blocks))
    with by_graph(nodes) as graphs:
        named = [(names[graph] if graph else b"", texts) for graph, texts in graphs.items()]
        out.writelines(_prefixes(names))
        for name, texts in named:
            out.write(b"\n" + name + b" {" if name else b"")
            out.writelines(texts)
            out.write(b"}\n" if name else b"")


def _prefixes(names: Names) -> list[bytes]:
    """Return the declarations of the prefixes that were given out so far."""
    return [b"@prefix %b %b .\n" % item for item in sorted(names.used.items())]


class _Nodes:
    """Writes nodes, each line after *margin*."""

    def __init__(self, names: Names, margin: bytes = b"") -> None:
        self._names, self._margin = names, margin
        self._objects = Remembered(self._object)
        self._layouts = Layouts(self._layout)

    def node(self, node: Node) -> bytes:
        subject, predicates, values = node
        places, layout = self._layouts[predicates]
        objects = self._objects
        # A text without a datatype stands as it is.
        written = [value if (value := values[place])[-1] == QUOTE else objects[value] for place in places]
        return layout % (self._names[subject], *written)

    def _layout(self, predicates: Predicates) -> tuple[list[int], bytes]:
        ordered = in_order(predicates, self._verb)
        width = max([len(name) for (_, name), _ in ordered])
        start = b"\n" + self._margin + INDENT
        between = b" ," + start + b" " * (width + 1)
        lines = [
            start + escaped(name.ljust(width)) + b" " + between.join([b"%b"] * len(places))
            for (_, name), places in ordered
        ]
        layout = b"\n" + self._margin + b"%b" + b" ;".join(lines) + b" .\n"
        return [place for _, places in ordered for place in places], layout

    def _verb(self, predicate: bytes) -> tuple[int, bytes]:
        return FIRST.get(predicate, len(FIRST)), b"a" if predicate == TYPE else self._names[predicate]

    def _object(self, token: bytes) -> bytes:
        if token[:1] == b"<":
            return self._names[token]
        text, mark, kind = token.rpartition(b'"')
        if not mark or kind[:1] == b"@":  # a blank node, or a text in a language
            return token
        bare = BARE.get(kind)
        return text[1:] if bare and bare.fullmatch(text, 1) else text + mark + b"^^" + self._names[kind[2:]]
