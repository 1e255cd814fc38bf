"""What an ontology's own terms are, in the styles that people write ontologies in."""

from __future__ import annotations

from pathlib import Path

import owlready2
import pyshacl
import pytest
from pyoxigraph import RdfFormat, Store

from kg.namespaces import CKG, EVENT_TYPE, OWL, RDF, SKOS
from kg.ontology_checks import check_files, list_checks
from kg.ontology_checks.own_terms import OwnTerms, find_own_terms, namespace_of
from kg.resources import ontology_file

PREFIXES = """
@prefix ex: <https://example.org/onto#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
"""


def own(turtle: str) -> OwnTerms:
    store = Store()
    store.load(input=PREFIXES + turtle, format=RdfFormat.TURTLE)
    return find_own_terms(store)


def names(turtle: str) -> set[str]:
    return {term.removeprefix(namespace_of(term)) for term in own(turtle).kinds}


HEADER = "<https://example.org/onto> a owl:Ontology . "


@pytest.mark.parametrize(
    "turtle",
    [
        HEADER + "ex:A a owl:Class . ex:p a owl:ObjectProperty . prov:Agent a owl:Class .",
        "ex: a owl:Ontology . ex:A a owl:Class . ex:p a rdf:Property . prov:Agent a owl:Class .",
        '<https://example.org/header> a owl:Ontology ; vann:preferredNamespaceUri "https://example.org/onto#" . '
        "ex:A a rdfs:Class . ex:p a owl:DatatypeProperty . prov:Agent a owl:Class .",
        "<https://example.org/header> a owl:Ontology . ex:A a owl:Class ; rdfs:isDefinedBy <https://example.org/header> . "
        "ex:p a owl:AnnotationProperty . prov:Agent a owl:Class .",
        "<https://example.org/onto> a owl:Ontology ; owl:imports <http://www.w3.org/ns/prov-o> . "
        "<http://www.w3.org/ns/prov-o> a owl:Ontology . prov:Agent a owl:Class ; rdfs:isDefinedBy <http://www.w3.org/ns/prov-o> . "
        "ex:A a owl:Class . ex:p a owl:TransitiveProperty .",
    ],
    ids=["IRI with #", "namespace as header", "VANN", "isDefinedBy", "imported header"],
)
def test_terms_in_the_namespace_are_own_and_mentioned_ones_are_not(turtle: str) -> None:
    assert names(turtle) == {"A", "p"}


def test_an_obo_ontology_owns_its_id_space() -> None:
    turtle = "obo:go.owl a owl:Ontology . obo:GO_0000001 a owl:Class . obo:BFO_0000002 a owl:Class ."
    assert names(turtle) == {"GO_0000001"}


def test_without_a_header_the_declared_terms_are_own_but_for_a_few_of_another_namespace() -> None:
    many = " ".join(f"schema:C{number} a rdfs:Class ." for number in range(20))
    assert names(many + " schema:p a rdf:Property . prov:Agent a owl:Class .") == {"p", *(f"C{n}" for n in range(20))}
    assert names("ex:A a owl:Class . schema:B a rdfs:Class . prov:Agent a owl:Class .") == {"A", "B"}


def test_a_term_of_rdfs_is_not_own_even_if_the_file_says_so() -> None:
    assert names(
        HEADER + "rdfs:label a rdf:Property ; rdfs:isDefinedBy <https://example.org/onto> . ex:A a owl:Class ."
    ) == {"A"}


def test_a_scheme_is_the_header_of_concepts_and_an_instance_of_an_own_class_is_own() -> None:
    scheme = own(
        "<https://example.org/onto> a skos:ConceptScheme . ex:a a skos:Concept ; skos:inScheme <https://example.org/onto> ."
    )
    assert scheme.headers == {"https://example.org/onto"}
    assert scheme.kinds == {"https://example.org/onto#a": frozenset({SKOS + "Concept"})}
    assert names(HEADER + "ex:Colour a owl:Class . ex:red a ex:Colour .") == {"Colour", "red"}


def test_metaclasses_declare_classes_and_properties() -> None:
    found = own(HEADER + "ex:Kind rdfs:subClassOf owl:Class ; a owl:Class . ex:A a ex:Kind .").kinds
    assert OWL + "Class" in found["https://example.org/onto#A"]
    found = own(HEADER + "ex:Relation a owl:Class ; rdfs:subClassOf rdf:Property . ex:p a ex:Relation .").kinds
    assert RDF + "Property" in found["https://example.org/onto#p"]


def test_an_empty_graph_has_no_terms() -> None:
    assert own("") == OwnTerms(frozenset(), frozenset(), {})


def test_our_own_ontology_owns_its_terms_and_event_types() -> None:
    store = Store()
    for name in ("conflict.ttl", "event-types.ttl", "alignments.ttl"):
        store.load(path=str(ontology_file(name)), format=RdfFormat.TURTLE)
    assert {namespace_of(term) for term in find_own_terms(store).kinds} == {CKG, EVENT_TYPE}


PUBLISHED = {
    Path(pyshacl.__file__).parent / "assets" / "shacl.ttl": "http://www.w3.org/ns/shacl#",
    Path(owlready2.__file__).parent / "ontos" / "dcterms.owl": "http://purl.org/dc/terms/",
}
ABOUT_OTHERS = {"undeclared-outside-term", "built-in-redefined", "unknown-published-term"}


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_findings_on_a_published_ontology_are_about_its_own_terms(path: Path) -> None:
    report = check_files([path], [check for check in list_checks() if check.name not in ABOUT_OTHERS])
    assert report.focus_nodes_checked > 50
    assert report.violations
    assert {v.focus_node for v in report.violations if not v.focus_node.startswith(PUBLISHED[path])} == set()
