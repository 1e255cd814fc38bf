"""The ontology's files in every format, each read again before it is given away: what it holds must be what was written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kg.errors import InputError
from kg.formats.ontology import Ontology, canonical
from kg.formats.rdf import read_file, serialise

__all__ = ["FORMATS", "downloads"]

# Suffix, format of kg.formats, name for people.
FORMATS: Final = (
    ("ttl", "turtle", "Turtle"),
    ("rdf", "rdfxml", "RDF/XML"),
    ("nt", "ntriples", "N-Triples"),
    ("jsonld", "jsonld", "JSON-LD"),
)


def downloads(name: str, ontology: Ontology) -> dict[str, bytes]:
    """Return *ontology* as files `NAME.SUFFIX`; raises InputError where a format cannot hold all of it."""
    files = {f"{name}.{suffix}": serialise(ontology.dataset, format) for suffix, format, _ in FORMATS}
    with TemporaryDirectory() as folder:
        for file, data in files.items():
            path = Path(folder) / Path(file).name
            path.write_bytes(data)
            if canonical(read_file(path)) != ontology.dataset:
                raise InputError(
                    ontology.iri, f"cannot be written as {file} without loss", "statements that all formats hold"
                )
    return files
