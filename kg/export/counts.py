"""What an export must carry, in numbers: counted in the source, counted again in what was written, and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from kg.namespaces import CKG, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["LABELS", "Counts", "count_quads"]

LABELS: Final = frozenset({RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each; None where a format does not carry the thing, so that nothing is compared.

    *quads* are distinct statements with their graphs, *triples* distinct ones without. Among the triples, *claims* are
    instances of ckg:Claim, *evidences* values of ckg:evidence, *events* values of ckg:claims (what is said to have
    happened or to be so), *labels* statements with a property of LABELS.
    """

    quads: int | None = None
    triples: int | None = None
    claims: int | None = None
    evidences: int | None = None
    events: int | None = None
    labels: int | None = None

    def shortfalls(self, found: Counts) -> tuple[str, ...]:
        """Tell what *found*, counted in an export, has otherwise than these, as "3 of 5 claims"; () where all is there."""
        pairs = ((item.name, getattr(self, item.name), getattr(found, item.name)) for item in fields(self))
        return tuple(f"{now} of {was} {name}" for name, was, now in pairs if None not in (was, now) and was != now)


def count_quads(quads: Iterable[Quad]) -> Counts:
    """Return the counts of *quads*, which are in canonical order or all of one graph: the same triple stands together."""
    counted = dict.fromkeys(("quads", "triples", "claims", "evidences", "events", "labels"), 0)
    last = None
    for quad in quads:
        counted["quads"] += 1
        triple = (quad.subject, quad.predicate, quad.object)
        if triple != last:
            last = triple
            counted["triples"] += 1
            if name := _counted_as(quad):
                counted[name] += 1
    return Counts(**counted)


def _counted_as(quad: Quad) -> str:
    predicate = quad.predicate.value
    if predicate == RDF + "type":
        return "claims" if str(quad.object) == f"<{CKG}Claim>" else ""
    return {CKG + "evidence": "evidences", CKG + "claims": "events"}.get(
        predicate, "labels" if predicate in LABELS else ""
    )
