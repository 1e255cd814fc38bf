"""An example of each term from a real graph: a few triples in Turtle, and the sentence that they rest on.

The example of a class is an instance, of a property a statement, of an individual or a concept a statement that leads to it.
Of several, the one nearest to a claim is taken, stated before inferred, then by document, place in it and IRI: the same graph
gives the same example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.formats.ontology import Term
from kg.namespaces import CKG, DCTERMS, PROV, RDF, RDFS
from kg.pages.passages import GraphIndex, Passage
from kg.pages.snippets import Statement, turtle

__all__ = ["Example", "find_examples"]

TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"
MOST: Final = 10  # statements of one node
LONGEST: Final = 240  # code points of a literal
OF_A_CLAIM: Final = (TYPE, CKG + "claims", CKG + "claimedBy", CKG + "factuality", PROV + "wasDerivedFrom")
# How the statement stands to the passage, by the graph that holds it.
LEADS: Final = {
    "document": "Read from this sentence",
    "world": "Concluded from claims, of which this is one",
    "inferred": "Inferred from what was read from this sentence",
    "reasoned": "A reasoner infers this. A sentence that speaks of its subject",
    "registry": "The registry says this, not a report. A sentence that speaks of its subject",
}
OF_A_DOCUMENT: Final = "Told of the document as a whole. The first claim in it"
OF_NOTHING: Final = "It rests on no claim"
OF_REGISTRY: Final = "The registry says this, and no claim speaks of its subject"
OF_A_REASONER: Final = "A reasoner infers this, and no claim speaks of its subject"


@dataclass(frozen=True, slots=True)
class Example:
    """Statements in Turtle, how the first of them stands to the passage, and the passage, if there is any."""

    turtle: str
    lead: str
    passage: Passage | None


def find_examples(index: GraphIndex, terms: Iterable[Term]) -> dict[str, Example]:
    """Return an example for each of *terms* that *index* uses, by IRI."""
    uses = _uses(index, {term.iri for term in terms})
    return {iri: _example(index, min(found, key=lambda use: _rank(index, use))) for iri, found in sorted(uses.items())}


def _uses(index: GraphIndex, wanted: set[str]) -> dict[str, list[Statement]]:
    """Return the statements that use each term: as their property, else as their object."""
    uses: dict[str, list[Statement]] = {}
    for subject, facts in index.facts.items():
        for predicate, targets in facts.items():
            for target in targets:
                for iri in {predicate, target.value} & wanted:
                    uses.setdefault(iri, []).append((subject, predicate, target))
    return {iri: [s for s in found if s[1] == iri] or found for iri, found in uses.items()}


def _rank(index: GraphIndex, use: Statement) -> tuple[object, ...]:
    way = _way(index, use)
    passage = index.passages[way[-1]] if way else None
    place = (passage.document, passage.start, passage.end) if passage else ("", 0, 0)
    return not way, len(way), _is_inferred(index, use), place, use[0], str(use[2])


def _way(index: GraphIndex, use: Statement) -> tuple[str, ...]:
    """Return the way to the claim: from the accepted statement where *use* is a direct triple, else from its subject."""
    return index.way(index.accepted.get((use[0], use[1], use[2].value), use[0]))


def _layer(index: GraphIndex, use: Statement) -> str:
    name = index.graphs[use[0], use[1], str(use[2])]
    return next((layer for layer in LEADS if f"/graph/{layer}" in name), "document")


def _is_inferred(index: GraphIndex, use: Statement) -> bool:
    return _layer(index, use) in ("inferred", "reasoned")


def _example(index: GraphIndex, use: Statement) -> Example:
    way = _way(index, use)
    shown = turtle([*_of_first(index, use), *_along(index, way)])
    if not way:
        alone = {"registry": OF_REGISTRY, "reasoned": OF_A_REASONER}
        return Example(shown, alone.get(_layer(index, use), OF_NOTHING), None)
    is_document = CKG + "Document" in index.types(use[0])
    return Example(shown, OF_A_DOCUMENT if is_document else LEADS[_layer(index, use)], index.passages[way[-1]])


def _of_first(index: GraphIndex, use: Statement) -> Iterator[Statement]:
    """Show the use itself among what is stated of its subject: all of it for an instance, the names alone for a statement."""
    subject, predicate, target = use
    facts = index.facts[subject]
    wanted = facts if predicate == TYPE else (TYPE, predicate, LABEL, DCTERMS + "source")
    found = [
        (subject, key, value)
        for key in sorted(wanted, key=lambda key: (key != TYPE, key != predicate, key))
        for value in facts.get(key, ())
        if (key, value) != (predicate, target) and key != CKG + "inDocument" and len(value.value) <= LONGEST
        if key != TYPE or not _is_inferred(index, (subject, key, value))
    ]
    ordered = [use, *found[: MOST - 1]]
    yield from sorted(ordered, key=lambda statement: statement[1] != TYPE)


def _along(index: GraphIndex, way: tuple[str, ...]) -> Iterator[Statement]:
    """Show what joins each node of *way* to the next, and the claim at its end."""
    for node in way[:1]:  # an accepted statement is not the subject that was shown
        for end in ("Subject", "Predicate", "Object"):
            yield from ((node, key, v) for key in [f"{CKG}statement{end}"] for v in index.facts[node].get(key, ()))
    for one, other in pairwise(way):
        joins = [*_between(index, one, other), *_between(index, other, one)]
        yield from joins[:1]
    for claim in way[-1:]:
        for predicate in OF_A_CLAIM:
            stated = ((claim, predicate, target) for target in index.facts[claim].get(predicate, ()))
            yield from (statement for statement in stated if not _is_inferred(index, statement))


def _between(index: GraphIndex, one: str, other: str) -> Iterator[Statement]:
    for predicate, targets in index.facts.get(one, {}).items():
        for target in targets:
            if target.value == other and not _is_inferred(index, (one, predicate, target)):
                yield one, predicate, target
