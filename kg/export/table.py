"""The formats of `kg export`, as a table; light, since the help of the command shows it.

`writer` and `counter` are `module:function`, imported when a format is used; a view that leaves things out has a `reader` in
place of a counter, and with `names` holds every label of every thing:

    writer(source: Source, out: BinaryIO, options: Options) -> str | None
                                   a folder format gets a Path, an empty folder; what it returns is told on stderr
    counter(path: Path) -> Counts                                        what an independent parser finds in the file
    reader(path: Path) -> Iterator[Told]                                 what it finds told, see kg.export.views.check
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["EXPORT_FORMATS", "Format", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of an export: *frame* is `entity` or `event`, for framed JSON-LD; *issued* the day of making, if told.

    *license* and *publisher*, an address or a name, are of whoever publishes, if told.
    """

    frame: str | None = None
    issued: str | None = None
    license: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how files of it are called, and in words what it cannot carry (nothing where it is lossless).

    *refuses* are things of which one alone keeps a graph from being written in it at all.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    writer: str
    counter: str = ""
    reader: str = ""
    loses: tuple[str, ...] = ()
    refuses: str = ""
    names: bool = False
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
_REFUSES: Final = {"rdfxml": "a property whose IRI ends in no name of XML, and most control characters"}
# Views for other tools, each with what it leaves out.
_VIEWS: Final[tuple[Format, ...]] = (
    Format(
        "turtle12",
        "RDF 1.2 Turtle with reifiers",
        ".ttl",
        "text/turtle; version=1.2",
        "kg.export.views.turtle12:write_turtle12",
        "kg.export.views.turtle12:count_turtle12",
    ),
    Format(
        "graphml",
        "GraphML",
        ".graphml",
        "application/graphml+xml",
        "kg.export.views.graphml:write_graphml",
        reader="kg.export.views.graphml:read_graphml",
        loses=(
            "names besides the one label of a thing, and what the registry says of it (within, part of, successions)",
            "mentions, paragraphs, and how the claims were made",
            "states through time, and who or what an incident is said to be of (its claims tell)",
            "all but the first evidence of a claim, and which standard names its place in a file",
            "characters that XML 1.0 has no place for (U+FFFD stands for them)",
        ),
    ),
    Format(
        "geojson",
        "GeoJSON",
        ".geojson",
        "application/geo+json",
        "kg.export.views.geojson:write_geojson",
        reader="kg.export.views.geojson:read_geojson",
        loses=(
            "claims that name no place with coordinates, and places without coordinates (their numbers stand in the file)",
            "shapes that are no points, and points in another reference system than WGS 84",
            "the world layer, the registry, mentions, quantities, ranks and other plain words, and how the claims were made",
            "the words of all but the first evidence of a claim, and the element or page of its file",
            "texts that several documents publish, and which properties of a document a file beside it supplied",
        ),
    ),
    Format(
        "csvw",
        "CSV tables with CSVW metadata",
        "",
        "text/csv",
        "kg.export.views.csvw:write_csvw",
        reader="kg.export.views.csvw:read_csvw",
        loses=(
            "mentions, link candidates, and the registry but for names, classes and coordinates",
            "what put a report into an incident, why claims contradict, and what the reasoner infers",
            "how the claims were made, and which standard names a place in a file",
        ),
        names=True,
        folder=True,
    ),
    Format(
        "nanopub",
        "nanopublications",
        ".trig",
        "application/trig",
        "kg.export.views.nanopub:write_nanopub",
        reader="kg.export.views.nanopub:read_nanopub",
        loses=(
            "the world layer (incidents, states, accepted statements, how claims agree) and what the reasoner infers",
            "texts that several documents publish: a reprint looks like a source of its own",
            "the registry but for the class and label of what a claim names; mentions and link candidates",
            "paragraphs and documents without a claim",
        ),
        refuses="a claim with a blank node",
    ),
    Format(
        "schemaorg",
        "schema.org JSON-LD",
        ".jsonld",
        "application/ld+json",
        "kg.export.views.schemaorg:write_schemaorg",
        reader="kg.export.views.schemaorg:read_schemaorg",
        loses=(
            "texts that several documents publish: a reprint looks like a source of its own",
            "the element or page of a file in which a quote stands",
            "which properties of a document a file beside it supplied",
            "the offsets of quotes, quantities, ranks and other plain words, and days but for one EDTF text",
            "the world layer, mentions, and the registry but for the name and widest class of what a claim names",
            "how the claims were made",
        ),
    ),
)
EXPORT_FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        row[0]: Format(
            *row,
            writer="kg.export.rdf:write_" + row[0],
            counter="kg.export.rdf:count_" + row[0],
            refuses=_REFUSES.get(row[0], ""),
        )
        for row in _RDF
    }
    | {row.name: row for row in _VIEWS}
)
