"""The RDF formats: written from canonical lines by `kg.formats.writers`, read back by Oxigraph's parsers.

Nothing of the writers is used to read, and nothing of Oxigraph to write. It reads leniently, in half the time: whether IRIs and
language tags are well made is not asked again, since they are compared with those of the source to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import LossError
from kg.export.counts import Counts, count_in_any_order, count_in_order, count_merged
from kg.export.source import Source
from kg.export.table import Options
from kg.formats.rdf import dumped, pyoxigraph_format
from kg.formats.writers import WRITERS

__all__ = [
    "count_jsonld",
    "count_nquads",
    "count_ntriples",
    "count_rdfxml",
    "count_trig",
    "count_turtle",
    "read_back",
    "write_jsonld",
    "write_nquads",
    "write_ntriples",
    "write_rdfxml",
    "write_trig",
    "write_turtle",
]


def read_back(path: Path, format: str) -> Iterator[bytes]:
    """Yield what Oxigraph reads in *path* as N-Quads, in its order; raises LossError where it is not in *format*."""
    from pyoxigraph import RdfFormat, parse

    # Ours has the context first and each node's name before what is said of it: then no parser need hold the whole file.
    parsed = RdfFormat.STREAMING_JSON_LD if format == "jsonld" else pyoxigraph_format(format)
    try:
        yield from dumped(parse(path=str(path), format=parsed, lenient=True))
    except SyntaxError as error:
        raise LossError(parsed.name, f"cannot be read back ({error.msg})", "an undamaged source") from error


def write_turtle(source: Source, out: BinaryIO, options: Options) -> None:
    """Write the triples of all graphs, merged; pretty, with prefixes."""
    WRITERS["turtle"](source.blocks(), out)


def write_jsonld(source: Source, out: BinaryIO, options: Options) -> None:
    """Write the triples of all graphs, merged, with our context in the file."""
    WRITERS["jsonld"](source.blocks(), out)


def write_trig(source: Source, out: BinaryIO, options: Options) -> None:
    """Write graph after graph; pretty, with prefixes."""
    WRITERS["trig"](source.blocks(), out)


def write_nquads(source: Source, out: BinaryIO, options: Options) -> None:
    """Write canonical N-Quads."""
    WRITERS["nquads"](source.blocks(), out)


def write_ntriples(source: Source, out: BinaryIO, options: Options) -> None:
    """Write canonical N-Triples: the triples of all graphs, merged."""
    WRITERS["ntriples"](source.blocks(), out)


def write_rdfxml(source: Source, out: BinaryIO, options: Options) -> None:
    """Write the triples of all graphs, merged; raises UnwritableError where one cannot be written."""
    WRITERS["rdfxml"](source.blocks(), out)


def count_turtle(path: Path) -> Counts:
    return count_merged(read_back(path, "turtle"))


def count_jsonld(path: Path) -> Counts:
    return count_merged(read_back(path, "jsonld"))


def count_trig(path: Path) -> Counts:
    return count_in_any_order(read_back(path, "trig"))


def count_nquads(path: Path) -> Counts:
    return count_in_order(read_back(path, "nquads"))


def count_ntriples(path: Path) -> Counts:
    return count_merged(read_back(path, "ntriples"))


def count_rdfxml(path: Path) -> Counts:
    return count_merged(read_back(path, "rdfxml"))
