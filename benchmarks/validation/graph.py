"""Writes a graph of the form of this project's graphs, as N-Triples, with faults that are known.

1. A graph is a few `rdfs:subClassOf` of the ontology and a number of documents that are alike in form.
2. A document has paragraphs; its claims have a content, and evidence with a position and a quote. Positions count the
   characters of the document's text, and a quote is one of its sentences.
3. Each document brings an actor and a place into the registry, and an accepted statement. Claims name actors and places of
   the whole registry.
4. Some documents have a fault (see `faults`).

The same size always gives the same file. There are no blank nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.validation.faults import expected_results, fault_of
from benchmarks.validation.nodes import SUBCLASSES, TRIPLES, document_nodes
from kg.namespaces import DATA, PREFIXES

__all__ = ["Sample", "write_graph"]

SEED: Final = 20_160_301
SPACES: Final = {"id": DATA, **PREFIXES}


@dataclass(frozen=True, slots=True)
class Sample:
    """A graph that was written: where, how many triples it has, and how many results each shape is to give on it."""

    path: Path
    triples: int
    expected: Counter[str]


def write_graph(path: Path, size: int) -> Sample:
    """Write a graph of about *size* triples to *path*: as many whole documents as fit, and one at least."""
    documents = max(1, (size - len(SUBCLASSES)) // TRIPLES)
    triples = 0
    with path.open("w", encoding="utf-8") as file:
        for line in _lines(documents):
            file.write(line)
            triples += 1
    return Sample(path, triples, expected_results(documents))


def _lines(documents: int) -> Iterator[str]:
    for special, general in SUBCLASSES:
        yield f"{_term(special)} {_term('rdfs:subClassOf')} {_term(general)} .\n"
    random = Random(SEED)
    for number in range(documents):
        nodes = document_nodes(number, random)
        if fault := fault_of(number):
            nodes[fault.node][fault.property] = fault.values
        iris = {name: _iri_of(name, number) for name in nodes}
        for name, properties in nodes.items():
            for key, values in properties.items():
                for value in values:
                    yield f"{iris[name]} {_term(key)} {iris.get(value) or _term(value)} .\n"


def _iri_of(name: str, number: int) -> str:
    """Return the IRI of a document's node; those of the registry are not below the document."""
    if name in ("actor", "place", "document"):
        return f"<{DATA}{name}/{number}>"
    return f"<{DATA}document/{number}/{name}>"


def _term(short: str) -> str:
    """Spell out a short form.

    >>> _term('"0"^^xsd:integer')
    '"0"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if not short.startswith('"'):
        prefix, _, name = short.partition(":")
        return f"<{SPACES[prefix]}{name}>"
    text, mark, datatype = short.rpartition('"^^')
    return f'{text}"^^{_term(datatype)}' if mark else short
