"""The ontology: every term is explained, the two layers stay apart, and HermiT finds no contradiction."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg import namespaces
from kg.consolidate.contradiction import Reason
from kg.consolidate.roles import ROLE_TABLE
from kg.consolidate.situations import SITUATIONS
from kg.consolidate.state_evidence import Standing
from kg.errors import InputError, KgError
from kg.graph.incidents import MATTERS
from kg.graph.states import PARTIES, STANDINGS
from kg.lexicon.kinds import KINDS
from kg.lexicon.rows import NAME_KINDS, SOURCE_KINDS, SUCCESSION_KINDS
from kg.model import Factuality, ParagraphRole, Voice
from kg.pipeline import build
from kg.reason import check_ontology, infer
from kg.reason.terms import plain, read_triples
from kg.resources import AXIOM_FILES, ontology_file

CKG, ET = Namespace(namespaces.CKG), Namespace(namespaces.EVENT_TYPE)
ONTOLOGY, SCHEME = URIRef(namespaces.ONTOLOGY), URIRef(namespaces.EVENT_TYPE_SCHEME)
FILES = ("conflict.ttl", "event-types.ttl", "alignments.ttl", "definitions.ttl", "rules.ttl")
PLAIN = FILES[:2]
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
DIRECT = ("memberOf", "alliedWith", "hostileTo", "controls", "ledBy", "affiliatedWith")
# OWL 2 DL's datatype map lacks xsd:date; these are what the ontology uses of it.
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, RDFS.Literal}
STATES = {"TerritorialControl", "CoalitionMembership", "Affiliation", "Alliance", "Hostility", "Leadership"}
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")


def _graph(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ontology_file(name), format="turtle")
    return graph


ontology = _graph("conflict.ttl")
event_types = _graph("event-types.ttl")
alignments = _graph("alignments.ttl")
definitions = _graph("definitions.ttl")
CARDINALITIES = [
    OWL[n] for n in ("minQualifiedCardinality", "qualifiedCardinality", "maxQualifiedCardinality", "cardinality")
]
NAMESPACES = {
    "org.ttl": str(ORG),
    "prov-o.ttl": str(PROV),
    "grasp.rdf": "http://groundedannotationframework.org/grasp",
    "gaf.rdf": "http://groundedannotationframework.org/gaf#",
    "aida-interchange.ttl": "https://raw.",
}
MAPPINGS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
VOCABULARIES = Path(__file__).parents[3] / "shared" / "eval" / "vocabularies"
TERMS = sorted({s for s in ontology.subjects(RDF.type) if s.startswith(CKG)})
TYPES = sorted(str(c).removeprefix(ET) for c in event_types.subjects(SKOS.broader))


def _instances(kind: URIRef) -> set[URIRef]:
    return {s for s in ontology.subjects(RDF.type, kind) if s.startswith(CKG)}


def _ancestors(term: URIRef, relation: URIRef = RDFS.subClassOf) -> set[URIRef]:
    return set(ontology.transitive_objects(term, relation))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(CKG))
def test_each_term_has_one_label_one_definition_and_its_ontology(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        values = list(ontology.objects(term, predicate))
        assert len(values) == 1
        assert values[0].language == "en"
    assert list(ontology.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


@pytest.mark.parametrize("name", PLAIN)
def test_what_a_store_loads_has_no_blank_nodes(name: str) -> None:
    assert not any(isinstance(node, BNode) for triple in _graph(name) for node in triple)


@pytest.mark.parametrize("name", FILES)
def test_each_file_says_its_licence(name: str) -> None:
    graph = _graph(name)
    assert set(graph.objects(None, DCTERMS.license)) == {URIRef("https://creativecommons.org/licenses/by/4.0/")}


def test_the_header_says_what_a_catalogue_asks_for() -> None:
    asked = ["title", "description", "license", "creator", "created", "issued", "publisher", "bibliographicCitation"]
    for predicate in asked:
        assert (ONTOLOGY, DCTERMS[predicate], None) in ontology, predicate
    version = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + "/" + version
    vann = Namespace(namespaces.VANN)
    assert ontology.value(ONTOLOGY, vann.preferredNamespacePrefix) == Literal("ckg")
    assert ontology.value(ONTOLOGY, vann.preferredNamespaceUri) == Literal(str(CKG))


def test_definitions_are_not_used_twice() -> None:
    definitions = [str(d) for graph in (ontology, event_types) for d in graph.objects(None, SKOS.definition)]
    assert sorted(set(definitions)) == sorted(definitions)


def test_each_term_is_of_one_kind() -> None:
    kinds = [_instances(kind) for kind in (OWL.Class, OWL.NamedIndividual, *PROPERTY_KINDS)]
    assert sum(map(len, kinds)) == len(set.union(*kinds)) == len(TERMS)


def test_object_and_data_properties_have_one_domain_and_one_range() -> None:
    without_range = {CKG.actor, CKG.recipient}
    for term in _instances(OWL.ObjectProperty) | _instances(OWL.DatatypeProperty):
        assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
        assert len(list(ontology.objects(term, RDFS.range))) == (term not in without_range), term
    for term in _instances(OWL.AnnotationProperty):
        assert (term, RDFS.range, None) not in ontology, term


def test_ranges_stay_within_the_datatypes_of_owl_2() -> None:
    assert {ontology.value(p, RDFS.range) for p in _instances(OWL.DatatypeProperty)} <= DATATYPES


def test_every_class_and_property_that_an_axiom_names_is_declared() -> None:
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith)
    named = {o for axiom in axioms for o in ontology.objects(None, axiom)} - DATATYPES - {OWL.Thing}
    assert {n for n in named if (n, RDF.type, None) not in ontology} == set()
    built_in = (namespaces.RDF, namespaces.RDFS, namespaces.OWL)
    predicates = {p for p in ontology.predicates() if not str(p).startswith(built_in)}
    assert {p for p in predicates if (p, RDF.type, None) not in ontology} == set()


def test_transitive_properties_stay_free_of_what_owl_dl_forbids_on_them() -> None:
    transitive = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    assert transitive == {CKG.within, CKG.partOf, CKG.belongsTo}
    chained = set(definitions.subjects(OWL.propertyChainAxiom))
    both = ontology + definitions
    complex_ = {p for one in transitive | chained for p in both.transitive_objects(one, RDFS.subPropertyOf)}
    forbidden = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty)
    assert not any((term, RDF.type, kind) in both for term in complex_ for kind in forbidden)
    counted = [r for r in both.subjects(OWL.onProperty) if any((r, c, None) in both for c in CARDINALITIES)]
    assert not {both.value(r, OWL.onProperty) for r in counted} & complex_


def test_what_is_said_is_never_a_thing_of_the_world() -> None:
    contents = {c for c in _instances(OWL.Class) if CKG.ReportedContent in _ancestors(c)}
    assert {c for c in _instances(OWL.Class) if "#Reported" in c} == contents
    for term in contents:
        assert {a for a in _ancestors(term) if not a.startswith(CKG)} == {PROV.Entity}, term
        definition = str(ontology.value(term, SKOS.definition)).lower()
        assert "not that it" in definition or "is not" in definition or "said, not so" in definition


def test_roles_say_that_they_are_told_and_what_they_mean_on_a_denied_content() -> None:
    roles = {
        p for p in _instances(OWL.ObjectProperty) if _ancestors(p, RDFS.subPropertyOf) & {CKG.actor, CKG.recipient}
    }
    assert len(roles) > 50
    for term in roles | {CKG.location, CKG.territory}:
        assert str(ontology.value(term, RDFS.label)).endswith(" (as told)"), term
        assert "On a denied content this did not happen" in str(ontology.value(term, SKOS.definition)), term


def test_direct_properties_say_at_some_time_and_claim_no_more() -> None:
    for name in DIRECT:
        assert "at some time" in str(ontology.value(CKG[name], RDFS.label))
        assert (CKG[name], RDF.type, OWL.FunctionalProperty) not in ontology
        assert (CKG[name], OWL.propertyDisjointWith, None) not in ontology


def test_a_coalition_may_be_a_group_and_anyone_may_be_a_source() -> None:
    assert (CKG.ArmedGroup, OWL.disjointWith, CKG.Coalition) not in ontology
    assert (CKG.Coalition, OWL.disjointWith, CKG.ArmedGroup) not in ontology
    pairs = set(ontology.subject_objects(OWL.disjointWith))
    assert not any(CKG.InformationSource in pair for pair in pairs)
    assert (CKG.Actor, CKG.Territory) in pairs


@pytest.mark.parametrize("name", TYPES)
def test_each_event_type_is_explained_grouped_and_has_its_class(name: str) -> None:
    concept = ET[name]
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.broader, RDFS.isDefinedBy):
        assert len(list(event_types.objects(concept, predicate))) == 1
    assert (SCHEME, SKOS.hasTopConcept, event_types.value(concept, SKOS.broader)) in event_types
    assert (concept, SKOS.inScheme, SCHEME) in event_types
    assert event_types.value(concept, CKG.contentClass) == CKG["Reported" + name]
    parent = CKG.ReportedSituation if name in STATES else CKG.ReportedEvent
    assert list(ontology.objects(CKG["Reported" + name], RDFS.subClassOf)) == [parent]


def test_the_scheme_has_five_groups_and_the_types_of_the_role_table() -> None:
    groups = {str(g).removeprefix(ET) for g in event_types.objects(SCHEME, SKOS.hasTopConcept)}
    assert groups == {"Violence", "Territory", "Organisation", "Politics", "Movement"}
    assert set(TYPES) == set(ROLE_TABLE)
    assert {name for name, row in ROLE_TABLE.items() if row.state} == STATES


def test_the_ontology_has_what_the_code_writes() -> None:
    classes, individuals = _instances(OWL.Class), _instances(OWL.NamedIndividual)
    assert {CKG[kind] for kind in KINDS} <= classes
    assert individuals == {
        *(CKG[f.value.title()] for f in Factuality),
        *(CKG[v.value.title() + "Voice"] for v in Voice),
        *(CKG[r.value.title() + "Paragraph"] for r in ParagraphRole),
        *(CKG[name] for name in NAME_KINDS | SOURCE_KINDS | SUCCESSION_KINDS),
        *(URIRef(node.value) for node in STANDINGS.values()),
        *(CKG[reason.value] for reason in Reason),
        *(CKG[name] for name in MATTERS.values()),
    }
    assert set(STANDINGS) == set(Standing)
    filled_by_reasoners = {CKG[name] for name in ("EndedSituation", "DisputedSituation", "FormerMembership")}
    situations = {c for c in classes if CKG.Situation in _ancestors(c)} - filled_by_reasoners
    assert situations == {CKG.Situation, *(CKG[s] for s in SITUATIONS)}
    assert set(PARTIES) == set(SITUATIONS)
    for row in ROLE_TABLE.values():
        for name in {row.actor, row.recipient, row.otherwise} - {"", "newName"}:
            assert _ancestors(CKG[name], RDFS.subPropertyOf) & {CKG.actor, CKG.recipient}, name


def _mappings() -> list[tuple[URIRef, URIRef, URIRef]]:
    return [(s, p, o) for s, p, o in alignments if p in MAPPINGS and s.startswith(CKG)]


def test_alignments_are_of_terms_that_exist_and_each_has_its_reason() -> None:
    reasons = {
        (
            alignments.value(a, OWL.annotatedSource),
            alignments.value(a, OWL.annotatedProperty),
            alignments.value(a, OWL.annotatedTarget),
        )
        for a in alignments.subjects(RDF.type, OWL.Axiom)
        if alignments.value(a, RDFS.comment)
    }
    assert len(_mappings()) > 40
    assert set(_mappings()) == reasons
    for subject, _, target in _mappings():
        assert subject in TERMS
        assert not target.startswith(CKG)


def test_what_is_said_has_close_matches_alone() -> None:
    for subject, predicate, _ in _mappings():
        if CKG.ReportedContent in _ancestors(subject):
            assert predicate == SKOS.closeMatch, subject


@pytest.mark.parametrize("name", NAMESPACES)
def test_alignments_name_terms_that_the_vocabulary_has(name: str) -> None:
    path = VOCABULARIES / name
    if not path.is_file():
        pytest.skip("the published vocabularies are not part of the project")
    graph = Graph().parse(path)
    # GRaSP's file names its factuality values without declaring them.
    known = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    targets = {o for _, _, o in _mappings() if o.startswith(NAMESPACES[name])}
    assert targets
    assert targets - known == set()


def test_with_prov_o_and_org_themselves_the_five_reports_clash_nowhere_and_no_two_actors_become_one() -> None:
    if not VOCABULARIES.is_dir():
        pytest.skip("the published vocabularies are not part of the project")
    published = [VOCABULARIES / "prov-o.ttl", VOCABULARIES / "org.ttl"]
    axioms = read_triples([*map(ontology_file, (*AXIOM_FILES, "alignments.ttl")), *published])
    claims = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
    closure = infer(plain(build(None, claims=claims, store=None).quads), axioms)
    assert closure.clashes == []
    assert [t for t in closure.inferred if t[1] == f"<{OWL.sameAs}>" and t[0] != t[2]] == []
    member = next(t for t in closure.known if t[1] == f"<{CKG.claimedBy}>")
    assert (member[0], f"<{PROV.wasAttributedTo}>", member[2]) in closure.known


@needs_java
def test_hermit_finds_the_ontology_consistent_and_every_class_satisfiable() -> None:
    report = check_ontology([ontology_file(name) for name in FILES])
    assert (report.consistent, report.unsatisfiable, report.sound) == (True, (), True)


def _planted(folder: Path, axiom: str) -> list[Path]:
    path = folder / "planted.ttl"
    prefixes = {**namespaces.PREFIXES, "ex": "https://example.org/"}
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    path.write_text(f"{header}{axiom}\n", encoding="utf-8")
    return [ontology_file(), path]


@needs_java
def test_hermit_names_a_class_that_nothing_can_belong_to(tmp_path: Path) -> None:
    files = _planted(tmp_path, "ex:SayingAsDoing a owl:Class ; rdfs:subClassOf ckg:ReportedAttack, ckg:Incident .")
    report = check_ontology(files)
    assert (report.consistent, report.unsatisfiable) == (True, ("https://example.org/SayingAsDoing",))
    assert not report.sound


@needs_java
def test_hermit_tells_an_inconsistent_ontology(tmp_path: Path) -> None:
    report = check_ontology(_planted(tmp_path, "ex:thing a ckg:Country, ckg:StateActor ."))
    assert (report.consistent, report.unsatisfiable, report.sound) == (False, (), False)


@needs_java
def test_what_hermit_cannot_read_is_an_error_and_no_verdict(tmp_path: Path) -> None:
    files = _planted(tmp_path, "ex:day a owl:DatatypeProperty ; rdfs:range xsd:date .")
    with pytest.raises(KgError, match=r"HermiT failed: .*UnsupportedDatatypeException"):
        check_ontology(files)


def test_a_missing_java_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KgError, match=r"^java: not found, and HermiT needs it; install a Java runtime"):
        check_ontology([ontology_file()])


def test_a_file_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    broken, empty = tmp_path / "broken.ttl", tmp_path / "empty.ttl"
    broken.write_text("nonsense", encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="not read as Turtle"):
        check_ontology([broken])
    with pytest.raises(InputError, match="holds no triples"):
        check_ontology([empty])
    with pytest.raises(InputError, match="no such file"):
        check_ontology([tmp_path / "absent.ttl"])


def test_the_readme_names_every_property_and_its_queries_parse() -> None:
    text = ontology_file("README.md").read_text(encoding="utf-8")
    properties = {term.removeprefix(CKG) for kind in PROPERTY_KINDS for term in _instances(kind)}
    assert {name for name in properties if f"`{name}`" not in text and f"`ckg:{name}`" not in text} == set()
    queries = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    assert len(queries) == 4
    for query in queries:
        assert "ckg:Reported" not in query or "ckg:factuality" in query
        prepareQuery(query)
        assert {name for name in re.findall(r"\bckg:(\w+)", query) if CKG[name] not in TERMS} == set()
