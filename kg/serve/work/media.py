"""Which form of an answer a client gets: its Accept header against what there is (RFC 9110, §12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.serve.problems import Problem

__all__ = ["BUNDLED", "FILES", "GRAPHS", "SOLUTIONS", "choose", "media_type"]

# Format to its media types; the first of a row is the one that is sent, the first row is what a client gets that wants any.
SOLUTIONS: Final[Mapping[str, Sequence[str]]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "jsonl": ("application/x-ndjson", "application/jsonl"),
    "markdown": ("text/markdown",),
}
GRAPHS: Final[Mapping[str, Sequence[str]]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "trig": ("application/trig",),
    "nquads": ("application/n-quads",),
}
# Of bundled queries; plain JSON first: who asks a REST interface wants rows.
BUNDLED: Final[Mapping[str, Sequence[str]]] = {
    "json-rows": ("application/json",),
    **{name: types for name, types in SOLUTIONS.items() if name != "json"},
    "json": ("application/sparql-results+json",),
    "parquet": ("application/vnd.apache.parquet",),
    "arrow": ("application/vnd.apache.arrow.file",),
}
# What each of these is called for people, and the suffix of its files.
FILES: Final[Mapping[str, tuple[str, str]]] = {
    "csv": ("CSV", "csv"),
    "tsv": ("TSV", "tsv"),
    "json": ("SPARQL JSON", "srj"),
    "xml": ("SPARQL XML", "srx"),
    "json-rows": ("JSON", "json"),
    "jsonl": ("JSON Lines", "jsonl"),
    "markdown": ("Markdown", "md"),
    "parquet": ("Parquet", "parquet"),
    "arrow": ("Arrow", "arrow"),
    "turtle": ("Turtle", "ttl"),
    "ntriples": ("N-Triples", "nt"),
    "jsonld": ("JSON-LD", "jsonld"),
    "rdfxml": ("RDF/XML", "rdf"),
    "trig": ("TriG", "trig"),
    "nquads": ("N-Quads", "nq"),
}
# More ranges than any client needs; what comes after is not read.
MOST_RANGES: Final = 64


def media_type(offers: Mapping[str, Sequence[str]], format: str) -> str:
    """Return the Content-Type of *format*."""
    name = offers[format][0]
    return f"{name}; charset=utf-8" if name.startswith("text/") else name


def choose(offers: Mapping[str, Sequence[str]], accept: str, asked: str = "") -> str:
    """Return the format that *asked* names (a format or a media type), else the one of *accept* that is liked best.

    Raises Problem 406 where there is none.
    """
    if asked:
        return _named(offers, asked)
    ranges = _ranges(accept) or {"*/*": 1.0}
    if "text/html" in ranges:  # a browser, which names XML for its pages' sake
        ranges.pop("application/xml", None)
    liked = [(_quality(ranges, name), -place, format) for place, (format, name) in enumerate(_types(offers))]
    quality, _, format = max(liked)
    if quality <= 0:
        raise Problem(406, f"comes in none of the forms asked for; there are {_told(offers)}")
    return format


def _named(offers: Mapping[str, Sequence[str]], asked: str) -> str:
    for format, names in offers.items():
        if asked == format or asked in names:
            return format
    raise Problem(406, f"'{asked[:80]}' is no form of this answer; one of: {', '.join(offers)}")


def _types(offers: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """Yield the chief types of all formats first, so that `*/*` is answered by the first format."""
    yield from ((format, names[0]) for format, names in offers.items())
    yield from ((format, name) for format, names in offers.items() for name in names[1:])


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in accept.split(",")[:MOST_RANGES]:
        name, *params = (part.strip().lower() for part in item.split(";"))
        if name:
            found[name] = max(found.get(name, 0.0), _weight(params))
    return found


def _weight(params: Iterable[str]) -> float:
    for param in params:
        if param.startswith("q="):
            try:
                return min(max(float(param[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(ranges: Mapping[str, float], name: str) -> float:
    """Return the weight of the most specific range that *name* is in."""
    for candidate in (name, name.partition("/")[0] + "/*", "*/*"):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0


def _told(offers: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(names[0] for names in offers.values())
