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
from kg.formats.writers.lines import BLOCK, Properties, Statement, by_subject, statements
from kg.formats.writers.names import Names
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
    names = Names(PREFIXES)
    _with_head(_nodes(statements(blocks), names), names, out)


def write_trig(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write graph after graph."""
    names = Names(PREFIXES)
    _with_head(_graphs(blocks, names), names, out)


def _with_head(texts: Iterable[bytes], names: Names, out: BinaryIO) -> None:
    with TemporaryFile() as body:
        body.writelines(texts)
        out.writelines(b"@prefix %b: <%b> .\n" % item for item in sorted(names.used.items()))
        body.seek(0)
        copyfileobj(body, out, BLOCK)


def _graphs(blocks: Iterable[bytes], names: Names) -> Iterator[bytes]:
    for graph, rows in by_graph(blocks):
        if not graph:
            yield from _nodes(rows, names)
            continue
        yield b"\n" + names[graph] + b" {"
        yield from (node.replace(b"\n", b"\n" + INDENT).removesuffix(INDENT) for node in _nodes(rows, names))
        yield b"}\n"


def _nodes(rows: Iterable[Statement], names: Names) -> Iterator[bytes]:
    for subject, properties in by_subject(rows):
        yield b"\n" + names[subject] + b"\n" + _properties(properties, names) + b" .\n"


def _properties(properties: Properties, names: Names) -> bytes:
    ordered = sorted(
        (FIRST.get(p, len(FIRST)), b"a" if p == TYPE else names[p], values) for p, values in properties.items()
    )
    width = max(len(name) for _, name, _ in ordered)
    between = b" ,\n" + INDENT + b" " * (width + 1)
    return b" ;\n".join(
        INDENT + name.ljust(width) + b" " + between.join([_object(value, names) for value in values])
        for _, name, values in ordered
    )


def _object(token: bytes, names: Names) -> bytes:
    if token[:1] == b"<":
        return names[token]
    if token[:1] == b"_" or token[-1:] == b'"':
        return token
    text, mark, kind = token.rpartition(b'"')
    if kind[:1] == b"@":
        return token
    bare = BARE.get(kind)
    return text[1:] if bare and bare.fullmatch(text, 1) else text + mark + b"^^" + names[kind[2:]]
