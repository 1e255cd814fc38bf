"""An ontology as rows: what anonymous parts look like, and what is listed with which term."""

from __future__ import annotations

import pytest

from kg.formats.ontology import Value, read_ontology
from kg.formats.rdf import read_file, serialise
from kg.namespaces import OWL, RDFS, SKOS, SWRL

HEAD = """
@prefix : <https://example.org/v#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/v> a owl:Ontology .
:A a owl:Class . :B a owl:Class . :p a owl:ObjectProperty . :d a owl:DatatypeProperty .
"""


def _read(tmp_path, body):
    path = tmp_path / "small.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    return read_ontology(path)


@pytest.mark.parametrize(
    ("turtle", "shown"),
    [
        ("owl:unionOf ( :A :B )", "<A> or <B>"),
        ("owl:intersectionOf ( :A [ owl:complementOf :B ] )", "<A> and (not <B>)"),
        ("owl:oneOf ( :x :y )", "{<x>, <y>}"),
        ("owl:onProperty :p ; owl:someValuesFrom :A", "<p> some <A>"),
        ("owl:onProperty :p ; owl:allValuesFrom [ owl:unionOf ( :A :B ) ]", "<p> only (<A> or <B>)"),
        ("owl:onProperty [ owl:inverseOf :p ] ; owl:hasValue :x", "(inverse <p>) value <x>"),
        ("owl:onProperty :p ; owl:maxCardinality 1", "<p> max 1"),
        ("owl:onProperty :p ; owl:qualifiedCardinality 2 ; owl:onClass :A", "<p> exactly 2 <A>"),
        ("owl:onProperty :p ; owl:hasSelf true", "<p> Self"),
        ("owl:onProperty :d ; owl:hasValue 'x'@en", '<d> value "x"@en'),
        (
            "owl:onProperty :d ; owl:someValuesFrom [ owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 1 ] ) ]",
            '<d> some (xsd:integer[>= "1"])',
        ),
        (":p :A", "[<p> <A>]"),
    ],
)
def test_an_anonymous_class_is_one_line_of_manchester_syntax(tmp_path, turtle, shown):
    ontology = _read(tmp_path, f":C a owl:Class ; rdfs:subClassOf [ {turtle} ] .")
    (value,) = ontology.terms["https://example.org/v#C"].facts[RDFS + "subClassOf"]
    assert (
        value.text.replace("https://example.org/v#", "").replace(
            "<http://www.w3.org/2001/XMLSchema#integer>", "xsd:integer"
        )
        == shown
    )


def test_blank_nodes_in_a_circle_end(tmp_path):
    ontology = _read(
        tmp_path, ":C rdfs:subClassOf _:a ; a owl:Class . _:a owl:unionOf _:l . _:l rdf:first _:a ; rdf:rest _:l ."
    )
    (value,) = ontology.terms["https://example.org/v#C"].facts[RDFS + "subClassOf"]
    assert value.text == "…"


def test_what_holds_both_ways_is_listed_with_both(tmp_path):
    ontology = _read(tmp_path, ":A owl:disjointWith :B . [] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) .")
    assert ontology.terms["https://example.org/v#B"].iris(OWL + "disjointWith") == ("https://example.org/v#A",)
    assert ontology.facts["https://example.org/v#y"][OWL + "differentFrom"] == (
        Value("iri", "https://example.org/v#x"),
    )


def test_an_annotated_axiom_is_a_remark_on_its_triple(tmp_path):
    ontology = _read(
        tmp_path,
        ":A skos:closeMatch <https://example.org/o> . [] a owl:Axiom ; owl:annotatedSource :A ; "
        'owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget <https://example.org/o> ; rdfs:comment "because" .',
    )
    triple = ("https://example.org/v#A", SKOS + "closeMatch", "https://example.org/o")
    assert ontology.remarks == {triple: {RDFS + "comment": (Value("literal", "because"),)}}


def test_a_rule_is_listed_with_what_it_concludes(tmp_path):
    ontology = _read(
        tmp_path,
        """@prefix swrl: <http://www.w3.org/2003/11/swrl#> . <urn:x#it> a swrl:Variable . <urn:x:other> a swrl:Variable .
        [] a swrl:Imp ; rdfs:label "so" ;
          swrl:body ( [ a swrl:IndividualPropertyAtom ; swrl:propertyPredicate :p ; swrl:argument1 <urn:x#it> ; swrl:argument2 <urn:x:other> ]
                      [ a swrl:ClassAtom ; swrl:classPredicate [ owl:complementOf :A ] ; swrl:argument1 :x ] ) ;
          swrl:head ( [ a swrl:ClassAtom ; swrl:classPredicate :B ; swrl:argument1 <urn:x#it> ] ) .""",
    )
    (rule,) = ontology.terms["https://example.org/v#B"].facts[SWRL + "Imp"]
    assert rule.text.replace("https://example.org/v#", "") == "so: <p>(?it, ?other) ∧ (not <A>)(<x>) ⇒ <B>(?it)"
    assert SWRL + "Imp" not in ontology.terms["https://example.org/v#A"].facts


def test_kinds_of_terms(tmp_path):
    ontology = _read(
        tmp_path,
        ":A a owl:NamedIndividual . :x a :A . :f a owl:FunctionalProperty . <https://example.org/w#Z> a owl:Class .",
    )
    kinds = {iri.partition("#")[2]: term.kinds for iri, term in ontology.terms.items()}
    assert kinds == {
        "A": ("class", "individual"),
        "B": ("class",),
        "d": ("data property",),
        "f": ("property",),
        "p": ("object property",),
        "x": ("individual",),
    }


@pytest.mark.parametrize(
    ("format", "suffix"), [("turtle", "ttl"), ("rdfxml", "rdf"), ("ntriples", "nt"), ("jsonld", "jsonld")]
)
def test_blank_nodes_keep_their_statements_and_names_in_every_format(tmp_path, format, suffix):
    body = ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :A :B ) ] ] . :p owl:propertyChainAxiom ( :p :p ) ."
    ontology = _read(tmp_path, body)
    data = serialise(ontology.dataset, format)
    again = tmp_path / f"again.{suffix}"
    again.write_bytes(data)
    assert read_ontology(again).dataset == ontology.dataset
    assert serialise(_read(tmp_path, body).dataset, format) == data
    assert len(read_file(again)) == len(ontology.dataset)
