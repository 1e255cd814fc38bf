"""RDF out and in: quads as bytes that are the same on every run.

Quads are sorted first, as canonical N-Quads, and written from those lines (`kg.formats.writers`). Turtle, N-Triples, RDF/XML
and JSON-LD hold the triples of all graphs merged: which document says what is in plain triples, so nothing but the graphs'
names is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import InputError, UsageError
from kg.formats.guarded import guarded
from kg.formats.suffixes import FORMATS, format_of
from kg.namespaces import ONTOLOGY

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

__all__ = ["canonical_blocks", "dumped", "exported", "parse_rdf", "pyoxigraph_format", "read_file", "serialise"]

PIECE: Final = 250  # quads that are made text of at once, some 64 KB


def exported(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Leave out the ontology's graph, which is published by itself."""
    return (quad for quad in quads if str(quad.graph_name).strip("<>") != ONTOLOGY)


def serialise(quads: Iterable[Quad], format: str = "nquads") -> bytes:
    """Return *quads* in *format*, UTF-8, the same bytes for the same quads in any order.

    Raises UsageError where the format is unknown, or RDF/XML, and there is a property or a character that it cannot write.
    """
    from kg.formats.writers import WRITERS

    if format not in WRITERS:
        raise UsageError(format, "is no RDF format", f"one of: {', '.join(FORMATS)}")
    out = BytesIO()
    WRITERS[format](canonical_blocks(quads), out)
    return out.getvalue()


def canonical_blocks(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield *quads* as canonical N-Quads, sorted, each once, in blocks of whole lines and in bounded memory."""
    from kg.formats.writers.lines import sorted_blocks

    return sorted_blocks(dumped(quads))


def dumped(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield *quads* as N-Quads in their order, in blocks of whole lines."""
    from pyoxigraph import RdfFormat, serialize

    rest = iter(quads)
    while block := serialize(islice(rest, PIECE), format=RdfFormat.N_QUADS):
        yield block


def read_file(path: Path) -> list[Quad]:
    """Return the quads of *path* to the letter, in its order.

    Raises:
        UsageError: the suffix names no RDF format.
        InputError: the file is missing, empty, or not in that format; the message gives the line.
    """
    quads = list(parse_rdf(path, format_of(path)))
    if not quads:
        raise InputError(path, "holds no triple", "a file of RDF (kg export writes one)")
    return quads


def parse_rdf(source: Path | BinaryIO, format: str, name: str = "", *, lenient: bool = False) -> Iterator[Quad]:
    """Yield the quads of a file or an open stream to the letter, in their order; blank nodes of two sources stay apart.

    *name* stands for a stream in errors. With *lenient*, IRIs and language tags are taken as they are, in half the time.
    Nothing is fetched: a JSON-LD context elsewhere is an error.
    Raises InputError where the source is missing, or not in *format*; the message gives the line.
    """
    from pyoxigraph import parse

    where, parsed = name or str(source), pyoxigraph_format(format)
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            data = guarded(file, format, where)
            yield from parse(data, format=parsed, rename_blank_nodes=True, lenient=lenient)
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise InputError(place, f"is no {parsed.name}: {error.msg}", "a file in the format of its suffix") from error
    except MemoryError as error:
        raise InputError(where, "has a term of more than 16 MB, the most that is read", "shorter texts") from error
    except OSError as error:
        raise InputError(where, error.strerror or str(error), "a file of RDF") from error


def pyoxigraph_format(name: str) -> RdfFormat:
    """Return what Oxigraph calls one of FORMATS."""
    from pyoxigraph import RdfFormat

    return {
        "turtle": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "ntriples": RdfFormat.N_TRIPLES,
        "rdfxml": RdfFormat.RDF_XML,
    }[name]
