"""The names of the RDF formats, and the file suffixes that stand for them; light, since every command's help shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.errors import UsageError

__all__ = ["FORMATS", "SUFFIXES", "format_of"]

FORMATS: Final = ("turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml")
SUFFIXES: Final = {
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}


def format_of(path: str | Path) -> str:
    """Return the format that the suffix of *path* stands for; raises UsageError where it stands for none."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            path, f"the suffix {suffix!r} names no RDF format", f"one of: {' '.join(SUFFIXES)}, or --format"
        )
    return SUFFIXES[suffix]
