"""The JSON-LD context: it has every term, and what is read through it loses neither types nor languages."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.namespaces import CKG, DATA, PREFIXES
from kg.namespaces import XSD as XSD_NAMESPACE
from kg.resources import ontology_file

CONTEXT: dict[str, Any] = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
KEYWORDS = {"@version", "id", "type"}
PREFIX_TERMS = {term for term in CONTEXT if term in PREFIXES}
ontology = Graph().parse(ontology_file(), format="turtle")


def _expand(compact: str) -> str:
    prefix, _, name = compact.partition(":")
    return PREFIXES[prefix] + name


def _iri(term: str) -> str:
    definition = CONTEXT[term]
    return _expand(definition if isinstance(definition, str) else definition["@id"])


def test_the_context_is_of_json_ld_1_1_with_plain_names_for_keywords() -> None:
    assert CONTEXT["@version"] == 1.1
    assert (CONTEXT["id"], CONTEXT["type"]) == ("@id", "@type")
    assert {term: CONTEXT[term] for term in PREFIX_TERMS} == {term: PREFIXES[term] for term in PREFIX_TERMS}


def test_every_term_of_the_ontology_is_in_the_context_under_its_own_name() -> None:
    terms = {str(s) for s in ontology.subjects(RDF.type) if s.startswith(CKG)}
    ours = {_iri(term): term for term in CONTEXT.keys() - KEYWORDS - PREFIX_TERMS if _iri(term).startswith(CKG)}
    assert ours == {term: term.removeprefix(CKG) for term in terms}


@pytest.mark.parametrize("term", sorted(CONTEXT.keys() - KEYWORDS - PREFIX_TERMS))
def test_each_term_is_declared_and_typed_as_the_ontology_has_it(term: str) -> None:
    iri, definition = URIRef(_iri(term)), CONTEXT[term]
    known = {OWL.sameAs, SKOS.closeMatch, RDFS.label, RDFS.comment, RDFS.subClassOf, RDFS.isDefinedBy}
    assert iri in known or (iri, RDF.type, None) in ontology
    coerced = definition.get("@type") if isinstance(definition, dict) else None
    if (iri, RDF.type, OWL.ObjectProperty) in ontology:
        assert coerced == "@id"
    elif coerced not in (None, "@id"):
        assert _expand(coerced).startswith(XSD_NAMESPACE)


def _read(**node: Any) -> Graph:
    text = json.dumps({"@context": CONTEXT, "id": DATA + "a", **node})
    quads = ox.parse(text, format=ox.RdfFormat.JSON_LD)
    return Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")


def _value(graph: Graph, predicate: str) -> object:
    return graph.value(URIRef(DATA + "a"), URIRef(_expand(predicate)))


def test_dates_numbers_and_links_get_their_types() -> None:
    numbers = {"value": "0.8", "mentionStart": "7", "start": "3"}
    graph = _read(type="ReportedSiege", notBefore="2014-02-12", claimedBy=DATA + "group/b", **numbers)
    assert (URIRef(DATA + "a"), RDF.type, URIRef(CKG + "ReportedSiege")) in graph
    assert _value(graph, "ckg:notBefore") == Literal("2014-02-12", datatype=XSD.date)
    assert _value(graph, "ckg:value") == Literal("0.8", datatype=XSD.decimal)
    assert _value(graph, "ckg:mentionStart") == Literal("7", datatype=XSD.nonNegativeInteger)
    assert _value(graph, "oa:start") == Literal("3", datatype=XSD.nonNegativeInteger)
    assert _value(graph, "ckg:claimedBy") == URIRef(DATA + "group/b")


def test_languages_survive_and_none_is_invented() -> None:
    names = [{"@value": "Aleppo", "@language": "en"}, {"@value": "Halab", "@language": "ar-Latn"}]
    graph = _read(prefLabel=names, exact="said so", title="Plain")
    labels = set(graph.objects(URIRef(DATA + "a"), SKOS.prefLabel))
    assert labels == {Literal("Aleppo", lang="en"), Literal("Halab", lang="ar-Latn")}
    assert _value(graph, "oa:exact") == Literal("said so")
    assert graph.value(URIRef(DATA + "a"), DCTERMS.title) == Literal("Plain")
    assert "@language" not in CONTEXT
    assert not any("@language" in d for d in CONTEXT.values() if isinstance(d, dict))


def test_a_value_that_is_not_of_the_usual_type_can_still_be_written() -> None:
    graph = _read(notBefore={"@value": "2014-02", "@type": "xsd:gYearMonth"})
    assert _value(graph, "ckg:notBefore") == Literal("2014-02", datatype=XSD.gYearMonth)
