"""Tells an ontology's own terms from those of others that it only mentions, and writes it down for the checks.

1. Its headers are what is declared an `owl:Ontology`, but for what it imports; without one, a `skos:ConceptScheme`.
2. Its namespaces are what the headers give as `vann:preferredNamespaceUri`; a header's IRI with `#` or `/`; of an OBO ontology
   (`…/obo/go.owl`) its ID space (`…/obo/GO_`, OBO Foundry ID policy); and the namespaces of terms that `rdfs:isDefinedBy` or
   `skos:inScheme` leads to a header.
3. Own are the declared terms in a namespace of its own, or led to a header. If there are none, all declared terms are, but for
   those of well-known vocabularies, and of namespaces that hold less than a tenth of the rest.

A term is declared by its `rdf:type`: a class, property, datatype, SKOS concept, individual, or instance of an own class. It is
deprecated by owl:deprecated, by its type (`owl:DeprecatedClass`), or where schema.org tells what supersedes it. A term of RDF,
RDFS, OWL or XML Schema is nobody's own but theirs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.namespaces import OWL, OWN, RDF, RDFS, SCHEMA, SKOS, VANN, XSD
from kg.ontology_checks.published import VOCABULARIES

__all__ = ["OwnTerms", "find_own_terms", "namespace_of"]

TYPE: Final = NamedNode(RDF + "type")
SUBCLASS: Final = NamedNode(RDFS + "subClassOf")
PROPERTY: Final = RDF + "Property"
OBJECT_PROPERTY: Final = OWL + "ObjectProperty"
INDIVIDUAL: Final = OWL + "NamedIndividual"
DEPRECATED: Final = OWN + "Deprecated"
SUPERSEDED: Final = (SCHEMA + "supersededBy", SCHEMA.replace("https", "http") + "supersededBy")
# Characteristics of object properties alone (OWL 2 DL).
CHARACTERISTICS: Final = ("Transitive", "Symmetric", "Asymmetric", "Reflexive", "Irreflexive", "InverseFunctional")
# What a type makes of a term in the graph `own:terms`.
KINDS: Final = {
    OWL + "Class": (OWL + "Class",),
    RDFS + "Class": (OWL + "Class",),
    OWL + "DeprecatedClass": (OWL + "Class",),
    RDFS + "Datatype": (RDFS + "Datatype",),
    PROPERTY: (PROPERTY,),
    OWL + "DeprecatedProperty": (PROPERTY,),
    OBJECT_PROPERTY: (PROPERTY, OBJECT_PROPERTY),
    OWL + "DatatypeProperty": (PROPERTY, OWL + "DatatypeProperty"),
    OWL + "AnnotationProperty": (PROPERTY, OWL + "AnnotationProperty"),
    OWL + "FunctionalProperty": (PROPERTY,),
    **{OWL + name + "Property": (PROPERTY,) for name in CHARACTERISTICS},
    SKOS + "Concept": (SKOS + "Concept",),
    INDIVIDUAL: (INDIVIDUAL,),
}
OTHER_PROPERTIES: Final = frozenset({OWL + "DatatypeProperty", OWL + "AnnotationProperty"})
METAKINDS: Final = frozenset({OWL + "Class", RDFS + "Class", PROPERTY, OBJECT_PROPERTY, OWL + "DatatypeProperty"})
BUILT_IN: Final = (RDF, RDFS, OWL, XSD)
OBO: Final = re.compile(r"(?P<base>https?://purl\.obolibrary\.org/obo/)(?P<space>[a-z]+)(?:\.owl|\.obo|/.*)")


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """The ontology's *headers*, its *namespaces*, and its own terms: IRI to the IRIs of its kinds (`owl:Class` …)."""

    headers: frozenset[str]
    namespaces: frozenset[str]
    kinds: dict[str, frozenset[str]]

    def quads(self) -> Iterator[Quad]:
        """Yield what the checks read in the graph `own:terms`."""
        graph = NamedNode(OWN + "terms")
        rows = [(header, OWL + "Ontology") for header in self.headers]
        rows += [(namespace, OWN + "Namespace") for namespace in self.namespaces]
        rows += [(term, kind) for term, kinds in self.kinds.items() for kind in (OWN + "Term", *kinds)]
        for subject, kind in rows:
            yield Quad(NamedNode(subject), TYPE, NamedNode(kind), graph)


def find_own_terms(store: Store) -> OwnTerms:
    """Find the own terms of the ontology in the default graph of *store*; an empty graph has none."""
    schemes = _typed(store, SKOS + "ConceptScheme")
    headers = _typed(store, OWL + "Ontology") - _values(store, OWL + "imports")
    said = _of_headers(store, headers | schemes)
    declared = {term: kinds for term, kinds in _declared(store).items() if not _is_built_in(term, said)}
    defined = _led_to(store, headers | schemes) & declared.keys()
    namespaces = frozenset(said | {namespace_of(term) for term in defined}) - {""}
    own = {term: kinds for term, kinds in declared.items() if term in defined or term.startswith(tuple(namespaces))}
    own = own or _frequent(declared)
    instances = {term: {INDIVIDUAL} for term in _instances(store, own) if term.startswith(tuple(namespaces))}
    old = _deprecated(store)
    found = {term: kinds for term, kinds in {**instances, **own}.items() if term not in headers | schemes}
    kinds = {term: frozenset(kinds | {DEPRECATED} if term in old else kinds) for term, kinds in found.items()}
    used = frozenset(map(namespace_of, kinds)) - {""}
    return OwnTerms(frozenset(headers or schemes), namespaces | used, kinds)


def _is_built_in(term: str, said: set[str]) -> bool:
    """Tell a term of RDF, RDFS, OWL or XML Schema, unless it is that very vocabulary which is checked."""
    return term.startswith(BUILT_IN) and namespace_of(term) not in said


def _frequent(declared: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave out what is likely to be mentioned only: well-known vocabularies, and what holds less than a tenth of all."""
    known = tuple(map(str, VOCABULARIES))
    others = {term: kinds for term, kinds in declared.items() if not term.startswith(known)}
    sizes = Counter(map(namespace_of, others))
    return {term: kinds for term, kinds in others.items() if sizes[namespace_of(term)] * 10 >= len(others)}


def namespace_of(iri: str) -> str:
    """Return *iri* up to its last `#`, else its last `/`, inclusive; the empty string where it has neither."""
    cut = iri.rfind("#") if "#" in iri else iri.rfind("/")
    return iri[: cut + 1]


def _iri(subject: object) -> str:
    return subject.value if isinstance(subject, NamedNode) else ""


def _typed(store: Store, kind: str) -> set[str]:
    quads = store.quads_for_pattern(None, TYPE, NamedNode(kind), None)
    return {_iri(quad.subject) for quad in quads} - {""}


def _values(store: Store, predicate: str) -> set[str]:
    quads = store.quads_for_pattern(None, NamedNode(predicate), None, None)
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)}


def _led_to(store: Store, headers: set[str]) -> set[str]:
    return {
        _iri(quad.subject)
        for header in headers
        for predicate in (RDFS + "isDefinedBy", SKOS + "inScheme")
        for quad in store.quads_for_pattern(None, NamedNode(predicate), NamedNode(header), None)
    }


def _declared(store: Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, stands_for in KINDS.items():
        for type in _below(store, kind):
            for term in _typed(store, type):
                found[term].update(stands_for)
    for characteristic in CHARACTERISTICS:
        for term in _typed(store, f"{OWL}{characteristic}Property"):
            found[term].update(() if found[term] & OTHER_PROPERTIES else (OBJECT_PROPERTY,))
    return dict(found)


def _below(store: Store, kind: str) -> set[str]:
    """Return *kind* and, where it is a kind of classes or properties, the file's own kinds below it (metaclasses)."""
    found, new = {kind}, {kind} if kind in METAKINDS else set()
    while new:
        below = (store.quads_for_pattern(None, SUBCLASS, NamedNode(name), None) for name in new)
        new = (
            {q.subject.value for quads in below for q in quads if isinstance(q.subject, NamedNode)}
            - found
            - KINDS.keys()
        )
        found |= new
    return found


def _deprecated(store: Store) -> set[str]:
    found = _typed(store, OWL + "DeprecatedClass") | _typed(store, OWL + "DeprecatedProperty")
    for quad in store.quads_for_pattern(None, NamedNode(OWL + "deprecated"), None, None):
        if isinstance(quad.object, Literal) and quad.object.value in ("true", "1"):
            found.add(_iri(quad.subject))
    for predicate in SUPERSEDED:
        found.update(_iri(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None))
    return found


def _instances(store: Store, own: dict[str, set[str]]) -> set[str]:
    return {term for name, kinds in own.items() if OWL + "Class" in kinds for term in _typed(store, name)}


def _of_headers(store: Store, headers: set[str]) -> set[str]:
    found = _values(store, VANN + "preferredNamespaceUri")
    for header in headers:
        found.update([header] if header.endswith(("#", "/")) else [header + "#", header + "/"])
        if obo := OBO.fullmatch(header):
            found.add(f"{obo['base']}{obo['space'].upper()}_")
    return found
