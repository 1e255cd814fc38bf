"""Goes through a source once, in canonical order, and counts what a description tells.

Triples are counted without their graphs, as the union of all graphs has them, which is what is asked where no graph is named.
Memory grows with the number of classes, properties, graphs and documents, and not with that of quads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.export.describe.distinct import counting_distinct
from kg.export.describe.lines import NotCanonicalError, canonical_lines, checked, object_and_graph, quad_lines
from kg.namespaces import CKG, PROV, RDF

if TYPE_CHECKING:
    from kg.export.describe.distinct import Distinct
    from kg.export.source import Source

__all__ = ["MOST_GRAPHS", "Survey", "survey", "survey_lines"]

MOST_GRAPHS: Final = 10_000  # of more graphs than these, none is counted by itself
_TYPE: Final = f"<{RDF}type>".encode()
_USED: Final = f"<{PROV}used>".encode()
_PROVENANCE: Final = frozenset(
    f"<{iri}>".encode() for iri in (PROV + "Activity", PROV + "SoftwareAgent", CKG + "Document")
)


@dataclass(frozen=True)
class Survey:
    """What is in a source.

    *sha256* is that of its canonical N-Quads (RDFC-1.0). *entities* are subjects with an IRI. *classes* tell how many subjects
    each has, *properties* how many triples, *graphs* how many quads, each by IRI. *first* is the first entity of each class,
    in canonical order. *provenance* are the triples, as lines of N-Triples, of the documents, of the activities that made the
    claims, of the software, and of what else was used.
    """

    sha256: str
    quads: int
    triples: int
    subjects: int
    objects: int
    entities: int
    classes: Mapping[str, int] = field(repr=False)
    properties: Mapping[str, int] = field(repr=False)
    graphs: Mapping[str, int] = field(repr=False)
    first: Mapping[str, str] = field(repr=False)
    provenance: tuple[bytes, ...] = field(repr=False)


def survey(source: Source) -> Survey:
    """Survey *source*; a store's quads are streamed, a file's that are not in canonical order are read into memory."""
    try:
        return survey_lines(checked(quad_lines(source.quads())))
    except NotCanonicalError:
        return survey_lines(canonical_lines(source.quads()))


def survey_lines(lines: Iterable[bytes]) -> Survey:
    """Survey the canonical lines of N-Quads *lines*."""
    with counting_distinct() as objects:
        tally = _Tally(objects)
        for line in lines:
            tally.add(line)
        return tally.result()


class _Tally:
    """The counts so far; lines are added in canonical order, where those of one triple and one subject stand together."""

    def __init__(self, objects: Distinct) -> None:
        self.objects, self.digest = objects, sha256()
        self.quads = self.triples = self.subjects = self.entities = 0
        self.classes: Counter[bytes] = Counter()
        self.properties: Counter[bytes] = Counter()
        self.graphs: Counter[bytes] = Counter()
        self.first: dict[bytes, bytes] = {}
        self.used: set[bytes] = set()
        self.provenance: list[bytes] = []
        self.subject = b""
        self.rows: list[tuple[bytes, bytes]] = []

    def add(self, line: bytes) -> None:
        self.digest.update(line + b"\n")
        subject, predicate, rest = line.split(b" ", 2)
        value, graph = object_and_graph(rest)
        self.quads += 1
        if len(self.graphs) <= MOST_GRAPHS:
            self.graphs[graph] += 1
        if subject != self.subject:
            self._finish()
            self.subject, self.rows = subject, []
        elif self.rows[-1] == (predicate, value):
            return
        self.rows.append((predicate, value))
        self.triples += 1
        self.properties[predicate] += 1
        self.objects.add(value)

    def _finish(self) -> None:
        if not self.rows:
            return
        named = self.subject.startswith(b"<")
        self.subjects += 1
        self.entities += named
        types = {value for predicate, value in self.rows if predicate == _TYPE}
        self.classes.update(types)
        for kind in types if named else ():
            self.first.setdefault(kind, self.subject)
        if named and (types & _PROVENANCE or self.subject in self.used):
            self.used.update(value for predicate, value in self.rows if predicate == _USED)
            self.provenance += [b"%b %b %b ." % (self.subject, *row) for row in self.rows if _can_be_copied(row[1])]

    def result(self) -> Survey:
        self._finish()
        return Survey(
            self.digest.hexdigest(),
            self.quads,
            self.triples,
            self.subjects,
            self.objects.count(),
            self.entities,
            _by_iri(self.classes),
            _by_iri(self.properties),
            _by_iri(self.graphs) if len(self.graphs) <= MOST_GRAPHS else {},
            MappingProxyType({_iri(kind): _iri(node) for kind, node in sorted(self.first.items()) if _is_iri(kind)}),
            tuple(self.provenance),
        )


def _by_iri(counted: Mapping[bytes, int]) -> Mapping[str, int]:
    return MappingProxyType({_iri(term): count for term, count in sorted(counted.items()) if _is_iri(term)})


def _can_be_copied(value: bytes) -> bool:
    return _is_iri(value) or value.startswith(b'"')


def _is_iri(term: bytes) -> bool:
    return term.startswith(b"<") and not term.startswith(b"<<")


def _iri(term: bytes) -> str:
    return term[1:-1].decode()
