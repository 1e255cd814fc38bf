"""The coding schemes of others and how our event types are mapped to them: every code is one, every loss is told."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, Namespace, URIRef

from kg import namespaces
from kg.reason import check_ontology
from kg.resources import CODING_FILES, ONTOLOGY_FILES, ontology_file

CKG, ET = Namespace(namespaces.CKG), Namespace(namespaces.EVENT_TYPE)
SCHEMES = {name: URIRef(namespaces.CODING_SCHEME + name) for name in ("acled", "cameo", "plover", "ucdp")}
RELATIONS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
PLAIN = RELATIONS[:3]
KINDS = ("state", "non-state", "civilian", "unclear")
TABLE = Path(__file__).parents[3] / "shared" / "eval" / "plover" / "CAMEO2PLOVER-2021.txt"
needs_table = pytest.mark.skipif(not TABLE.exists(), reason="PLOVER's conversion table is not part of the project")


def _graph(name: str) -> Graph:
    return Graph().parse(ontology_file(name), format="turtle")


schemes, mappings, event_types = (
    _graph(f"{name}.ttl") for name in ("event-schemes", "event-type-mappings", "event-types")
)
TYPES = sorted(event_types.subjects(CKG.contentClass))
NODES = sorted(mappings.subjects(RDF.type, CKG.TypeMapping))
CONCEPTS = sorted(schemes.subjects(RDF.type, SKOS.Concept))


def _scheme(concept: object) -> str:
    return next(name for name, iri in SCHEMES.items() if (concept, SKOS.inScheme, iri) in schemes)


def _notation(concept: object) -> str:
    return str(schemes.value(concept, SKOS.notation))


def _triple(node: URIRef) -> tuple[object, object, object]:
    return tuple(mappings.value(node, p) for p in (CKG.mappedType, CKG.mappingRelation, CKG.mappedConcept))


def _codes(event_type: URIRef, scheme: str, actor: str, recipient: str) -> list[str]:
    """Return the codes of *scheme* that a row of *event_type* with such parties takes, as the bundled queries choose."""
    found = []
    for node in mappings.subjects(CKG.mappedType, event_type):
        _, relation, concept = _triple(node)
        wanted = [{str(k) for k in mappings.objects(node, p)} for p in (CKG.whereActor, CKG.whereRecipient)]
        fits = all(not kinds or kind in kinds for kinds, kind in zip(wanted, (actor, recipient), strict=True))
        if _scheme(concept) == scheme and fits and (relation in PLAIN or any(wanted)):
            found.append(_notation(concept))
    return found


def _notes(event_type: URIRef) -> set[str]:
    return {str(note).partition(":")[0].lower() for note in mappings.objects(event_type, SKOS.note)}


def test_the_schemes_have_as_many_types_as_their_projects() -> None:
    tops = Counter(_scheme(top) for scheme in SCHEMES.values() for top in schemes.objects(scheme, SKOS.hasTopConcept))
    assert tops == {"acled": 6, "cameo": 20, "plover": 16, "ucdp": 3}
    lower = Counter(_scheme(c) for c in CONCEPTS if (c, SKOS.broader, None) in schemes)
    assert lower["acled"] == 20, "the 25 less the sub-events of protests and riots"
    assert lower["plover"] and lower["cameo"]


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_a_scheme_says_its_source_and_licence(name: str) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.source, DCTERMS.license):
        assert len(list(schemes.objects(SCHEMES[name], predicate))) == 1


def test_no_file_has_blank_nodes() -> None:
    assert not any(isinstance(node, BNode) for graph in (schemes, mappings) for triple in graph for node in triple)


def test_each_concept_has_one_notation_in_one_scheme_and_stands_in_its_tree() -> None:
    keys = Counter((_scheme(concept), _notation(concept)) for concept in CONCEPTS)
    assert keys and set(keys.values()) == {1}
    for concept in CONCEPTS:
        assert len(list(schemes.objects(concept, SKOS.inScheme))) == 1
        assert len(list(schemes.objects(concept, SKOS.prefLabel))) == 1
        above = list(schemes.objects(concept, SKOS.broader))
        tops = [SCHEMES[_scheme(concept)]] if (concept, SKOS.topConceptOf, SCHEMES[_scheme(concept)]) in schemes else []
        assert len(above + tops) == 1, concept
        assert all(_scheme(one) == _scheme(concept) for one in above)


def test_a_cameo_code_is_below_the_one_that_it_begins_with() -> None:
    for concept in CONCEPTS:
        for above in schemes.objects(concept, SKOS.broader):
            if _scheme(concept) == "cameo":
                assert _notation(concept).startswith(_notation(above))


def test_each_mapping_says_what_is_lost_and_leads_from_a_type_of_ours_to_a_concept_of_theirs() -> None:
    assert NODES
    for node in NODES:
        event_type, relation, concept = _triple(node)
        assert event_type in TYPES
        assert relation in RELATIONS
        assert concept in CONCEPTS
        (lost,) = mappings.objects(node, CKG.lost)
        assert lost.language == "en" and lost.endswith(".")
        for condition in (CKG.whereActor, CKG.whereRecipient):
            assert {str(kind) for kind in mappings.objects(node, condition)} < set(KINDS)


def test_the_plain_matches_and_the_mappings_are_the_same() -> None:
    plain = {triple for relation in RELATIONS for triple in mappings.triples((None, relation, None))}
    assert plain == {_triple(node) for node in NODES}


def test_two_concepts_are_in_one_relation() -> None:
    pairs = Counter((s, o) for s, p, o in mappings if p in RELATIONS)
    assert set(pairs.values()) == {1}


@pytest.mark.parametrize("event_type", TYPES, ids=lambda iri: iri.removeprefix(ET))
def test_each_type_is_mapped_to_each_scheme_or_says_why_not(event_type: URIRef) -> None:
    for scheme in SCHEMES:
        coded = any(_codes(event_type, scheme, *kinds) for kinds in product(KINDS, KINDS))
        assert coded or scheme in _notes(event_type), scheme


@pytest.mark.parametrize("event_type", TYPES, ids=lambda iri: iri.removeprefix(ET))
def test_at_most_one_code_of_a_scheme_fits_whoever_the_parties_are(event_type: URIRef) -> None:
    for scheme, actor, recipient in product(SCHEMES, KINDS, KINDS):
        assert len(_codes(event_type, scheme, actor, recipient)) <= 1, (scheme, actor, recipient)


def test_exact_is_one_to_one() -> None:
    exact = list(mappings.subject_objects(SKOS.exactMatch))
    assert exact
    assert set(Counter((one, _scheme(theirs)) for one, theirs in exact).values()) == {1}
    assert set(Counter(theirs for _, theirs in exact).values()) == {1}


def test_what_is_only_said_has_no_type_of_acled_or_ucdp() -> None:
    for name in ("Demand", "Threat", "Accusation", "Condemnation"):
        for scheme, actor, recipient in product(("acled", "ucdp"), KINDS, KINDS):
            assert _codes(ET[name], scheme, actor, recipient) == []


def _converted() -> dict[str, set[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [found.groups() for line in lines if (found := re.match(r"(\d{2,4}): (\w+)", line))]
    return {code: {event for one, event in pairs if one == code} for code, _ in pairs}


@needs_table
def test_every_cameo_code_stands_in_the_conversion_table() -> None:
    ours = {_notation(concept) for concept in CONCEPTS if _scheme(concept) == "cameo"}
    assert ours - _converted().keys() == {"01", "02"}


@needs_table
def test_the_two_codes_of_a_type_agree_with_the_conversion_table() -> None:
    table, compared = _converted(), 0
    for event_type, actor, recipient in product(TYPES, KINDS, KINDS):
        (cameo, plover) = (_codes(event_type, scheme, actor, recipient) for scheme in ("cameo", "plover"))
        if cameo and plover:
            assert plover[0].partition("/")[0] in table[cameo[0]], event_type
            compared += 1
    assert compared > 100


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")
def test_hermit_reads_the_mappings_beside_the_ontology() -> None:
    report = check_ontology([ontology_file(name) for name in (*ONTOLOGY_FILES, *CODING_FILES)])
    assert (report.consistent, report.unsatisfiable) == (True, ())
