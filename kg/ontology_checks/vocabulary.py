"""The vocabulary that the lint of queries judges terms by: of ontologies, of VoID descriptions, and the published ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, Store

from kg.formats.rdf import read_file
from kg.namespaces import CKG, OWL, OWN, RDF, RDFS
from kg.ontology_checks.own_terms import find_own_terms, namespace_of
from kg.ontology_checks.published import published_terms
from kg.sparql.lint.vocabulary import CLASS, DEPRECATED, OTHER, PROPERTY, Vocabulary, described_by

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read_vocabulary"]

KINDS: Final = {OWL + "Class": CLASS, RDF + "Property": PROPERTY, OWN + "Deprecated": DEPRECATED}
CONTENT: Final = CKG + "ReportedContent"


def read_vocabulary(ontologies: Sequence[Path], descriptions: Sequence[Path] = ()) -> Vocabulary:
    """Return the own terms of *ontologies* (see `kg.ontology_checks.own_terms`) and what *descriptions* (VoID) list.

    Raises UsageError and InputError where a file cannot be read.
    """
    store = Store()
    for path in ontologies:
        store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in read_file(path))
    own = find_own_terms(store)
    kinds = {term: frozenset(KINDS.get(kind, OTHER) for kind in found) for term, found in own.kinds.items()}
    listed: Iterable[Quad] = [quad for path in descriptions for quad in read_file(path)]
    contents = _below(store, RDFS + "subClassOf", {CONTENT})
    of_contents = _subjects(store, RDFS + "domain", contents)
    return Vocabulary(
        kinds=kinds | {header: frozenset({OTHER}) for header in own.headers},
        namespaces=frozenset(map(namespace_of, kinds)),
        published=_published(),
        described=described_by(listed) if descriptions else None,
        contents=frozenset(contents),
        content_properties=frozenset(_below(store, RDFS + "subPropertyOf", of_contents)),
    )


def _published() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in published_terms():
        if isinstance(quad.subject, NamedNode):
            found[namespace_of(quad.subject.value)].add(quad.subject.value)
    return {space: frozenset(terms) for space, terms in found.items()}


def _subjects(store: Store, predicate: str, objects: set[str]) -> set[str]:
    found = (store.quads_for_pattern(None, NamedNode(predicate), NamedNode(one), None) for one in objects)
    return {quad.subject.value for quads in found for quad in quads if isinstance(quad.subject, NamedNode)}


def _below(store: Store, predicate: str, roots: set[str]) -> set[str]:
    """Return *roots* and all that *predicate* leads to them from, in any number of steps."""
    found, new = set(roots), set(roots)
    while new:
        new = _subjects(store, predicate, new) - found
        found |= new
    return found
