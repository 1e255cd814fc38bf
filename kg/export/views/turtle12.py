"""RDF 1.2 Turtle: all triples, and each accepted statement also as the reifier of the triple that it accepts.

    <id/group/a> ckg:alliedWith <id/group/b> .
    <id/statement/…> prov:wasDerivedFrom <id/claim/…> ; rdf:reifies <<( <id/group/a> ckg:alliedWith <id/group/b> )>> .

is what `<id/group/a> ckg:alliedWith <id/group/b> ~ <id/statement/…>` says in the short form. A claim's content is no reifier:
it is a node with roles, seldom of one pair, and the triple that it would come to stands nowhere unless it is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import LossError
from kg.export.counts import Counts, count_quads, without_graphs
from kg.export.views.turtle import body, header
from kg.namespaces import CKG, PREFIXES, RDF

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["count_turtle12", "write_turtle12"]

REIFIES: Final = RDF + "reifies"
PARTS: Final = tuple(CKG + name for name in ("statementSubject", "statementPredicate", "statementObject"))
BATCH: Final = 5_000


def write_turtle12(source: Source, out: BinaryIO, options: Options) -> None:
    """Write the triples of all graphs by subject, each once."""
    from pyoxigraph import RdfFormat

    out.write(b'VERSION "1.2"\n' + header(PREFIXES))
    batch: list[Triple] = []
    for group in _subjects(source):
        batch += group
        if len(batch) >= BATCH:
            out.write(body(batch, RdfFormat.TURTLE, PREFIXES))
            batch = []
    out.write(body(batch, RdfFormat.TURTLE, PREFIXES))


def count_turtle12(path: Path) -> Counts:
    """Count what stands in the file, without the reifiers of accepted statements, which the export adds.

    Raises LossError where an accepted statement has no reifier.
    """
    from pyoxigraph import RdfFormat, parse

    return without_graphs(count_quads(_without_reifiers(parse(path=str(path), format=RdfFormat.TURTLE), path)))


def _subjects(source: Source) -> Iterator[list[Triple]]:
    for _, group in groupby(source.quads(), key=lambda quad: quad.subject):
        triples = list(dict.fromkeys(quad.triple for quad in group))
        yield [*triples, *(triple for triple in _reifier(triples) if triple not in triples)]


def _reifier(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triple that says what an accepted statement, described by *triples*, reifies; [] for anything else."""
    from pyoxigraph import BlankNode, NamedNode, Triple

    parts = {t.predicate.value: t for t in triples if t.predicate.value in PARTS}
    match [parts[name].object for name in PARTS if name in parts]:
        case [NamedNode() | BlankNode() as subject, NamedNode() as predicate, value]:
            reified = Triple(subject, predicate, value)
            return [Triple(parts[PARTS[0]].subject, NamedNode(REIFIES), reified)]
    return []


def _without_reifiers(quads: Iterable[Quad], path: Path) -> Iterator[Quad]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        own = list(group)
        reifier = _reifier(quad.triple for quad in own)
        rest = [quad for quad in own if quad.triple not in reifier]
        if len(own) - len(rest) != len(reifier):
            raise LossError(path, f"has no reifier of the accepted statement {subject}", "the export was not kept")
        yield from rest
