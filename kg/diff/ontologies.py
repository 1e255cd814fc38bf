"""Compares ontologies: of the graphs that two versions hold, or of two files alone; term by term, and the rest by count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.diff.changes import GraphDiff
from kg.diff.facts import Facts
from kg.diff.lines import Statement, differences, statement_of
from kg.diff.ontology import NO_ASPECT, OF_THE_VERSION, OntologyDiff, compare
from kg.diff.remainder import Found, others
from kg.diff.sides import Side
from kg.formats.ontology import ontology_of
from kg.namespaces import ONTOLOGY, OWL

__all__ = ["compare_held", "compare_ontologies", "untold"]

VERSION: Final = OWL + "versionInfo"
WHOLE: Final = ("added", "removed")


def compare_ontologies(old: Side, new: Side) -> GraphDiff:
    """Return what changed between two ontologies or SKOS schemes: of files all that is in them, of stores their ontology."""
    found: dict[str, list[Statement]] = {"D": [], "A": []}
    for sign, line in differences(old.ontology_lines(), new.ontology_lines()):
        found[sign].append(statement_of(line))
    diff = compare(*(ontology_of(side.ontology_quads()) for side in (old, new)))
    facts = {"D": Facts(old.store), "A": Facts(new.store)}
    lines = len(found["D"]), len(found["A"])
    return GraphDiff((), lines=lines, others=others(untold(found, diff), facts), ontology=diff, alone=True)


def compare_held(old: Facts, new: Facts) -> OntologyDiff:
    """Return what changed of the ontologies that two graphs hold."""
    return compare(*(ontology_of(facts.graph(ONTOLOGY), any_space=True) for facts in (old, new)))


def untold(found: Mapping[str, Sequence[Statement]], diff: OntologyDiff) -> Iterator[Found]:
    """Yield the statements of *found* that *diff* does not tell, by "D" and "A".

    It tells an added or removed term whole, a changed one but for what is said of the version alone, and, where anything
    changed, the nodes without a name that expressions consist of.
    """
    whole = {term.iri for name, group in diff.groups if name in WHOLE for term in group}
    changed = {term.iri for name, group in diff.groups if name not in WHOLE for term in group}
    silent = {iri: NO_ASPECT | (OF_THE_VERSION if iri == diff.new.iri else set()) for iri in changed}
    numbers = {one.iri for one in (diff.old, diff.new) if diff.groups}  # their versions head the report
    for sign, statements in found.items():
        for one in statements:
            nameless = one.subject.startswith("_:") or one.object.startswith("_:")
            told = one.subject in whole or one.value in whole or (nameless and diff.groups)
            told = told or (one.subject in numbers and one.predicate == VERSION)
            if not told and one.predicate in silent.get(one.subject, {one.predicate}):
                yield sign, one
