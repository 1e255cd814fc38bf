"""The formats of `kg export`, as a table; light, since the help of the command shows it.

`writer` and `counter` are `module:function`, imported when a format is used:

    writer(source: Source, out: BinaryIO, options: Options) -> None      (a folder format gets a Path, an empty folder)
    counter(path: Path) -> Counts                                        what an independent parser finds in the file
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["EXPORT_FORMATS", "Format", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of an export: *frame* is `entity` or `event`, for framed JSON-LD; *issued* the day of making, if told."""

    frame: str | None = None
    issued: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how files of it are called, and in words what it cannot carry (nothing where it is lossless)."""

    name: str
    title: str
    suffix: str
    media_type: str
    writer: str
    counter: str
    loses: tuple[str, ...] = ()
    folder: bool = False


# Without graph names nothing is lost but these: which document says what is in plain triples.
_RDF: Final = (
    ("turtle", "Turtle", ".ttl", "text/turtle"),
    ("jsonld", "JSON-LD 1.1", ".jsonld", "application/ld+json"),
    ("trig", "TriG", ".trig", "application/trig"),
    ("nquads", "N-Quads", ".nq", "application/n-quads"),
    ("ntriples", "N-Triples", ".nt", "application/n-triples"),
    ("rdfxml", "RDF/XML", ".rdf", "application/rdf+xml"),
)
# Views for other tools, each with what it leaves out.
_VIEWS: Final[tuple[Format, ...]] = ()
EXPORT_FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        row[0]: Format(*row, writer="kg.export.rdf:write_" + row[0], counter="kg.export.rdf:count_" + row[0])
        for row in _RDF
    }
    | {row.name: row for row in _VIEWS}
)
