"""The names of the formats, and the file suffixes that stand for those of RDF; light, since every command's help shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.errors import UsageError

__all__ = ["CODED_FORMATS", "FORMATS", "SUFFIXES", "format_of"]

FORMATS: Final = ("turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml")
# Rows of event data in the manner of other projects (`kg.coding`): no RDF, and with losses that each row states.
CODED_FORMATS: Final = ("acled-csv", "plover-jsonl")
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


def format_of(path: str | Path, otherwise: str = "") -> str:
    """Return the format that the suffix of *path* stands for.

    Raises UsageError where it stands for none; *otherwise* is what would be right besides another suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(path, f"the suffix {suffix!r} names no RDF format", f"one of: {' '.join(SUFFIXES)}{otherwise}")
    return SUFFIXES[suffix]
