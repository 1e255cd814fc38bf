"""Validation as a library call: what it finds, in which order, what it counts, and what it refuses."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SH, Dataset, Graph, URIRef

from kg.errors import InputError
from kg.validate import ENGINES, ValidationReport, Violation, format_report, load_shapes, validate, validate_graph

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
NAMED = """
ex:Thing sh:targetClass ex:Named ; a sh:NodeShape ; sh:property ex:Thing-name .
ex:Thing-name sh:path ex:name ; sh:minCount 1 ; sh:datatype xsd:string ; sh:message "a thing needs a name" .
"""
THING = "ex:Thing a sh:NodeShape ; sh:targetClass ex:Named ; "
QUERY = """
ex:Thing sh:targetClass ex:Named ; a sh:NodeShape ; sh:sparql ex:Thing-query .
ex:Thing-query a sh:SPARQLConstraint ; sh:message "never" ; sh:select "%s" .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def check(data: str, shapes: str = NAMED, ontology: str | None = None) -> ValidationReport:
    return validate_graph(graph(data), graph(shapes), None if ontology is None else graph(ontology))


def test_a_violation_tells_node_path_value_message_and_shape() -> None:
    report = check("ex:a a ex:Named ; ex:name 7 .")
    assert not report.conforms
    assert report.violations == (
        Violation(
            shape="https://example.org/Thing-name",
            focus_node="https://example.org/a",
            path="https://example.org/name",
            value="7",
            message="a thing needs a name",
            severity="Violation",
            component="DatatypeConstraintComponent",
        ),
    )


def test_violations_come_by_shape_focus_node_path_and_value() -> None:
    report = check("ex:b a ex:Named . ex:a a ex:Named ; ex:name 2, 1 .")
    assert [(v.focus_node[-1], v.value) for v in report.violations] == [("a", "1"), ("a", "2"), ("b", "")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("[ sh:inversePath ex:p ]", "^<https://example.org/p>"),
        ("( ex:p ex:q )", "<https://example.org/p>/<https://example.org/q>"),
        (
            "[ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ]",
            "<https://example.org/p>|(^<https://example.org/q>)",
        ),
        ("[ sh:oneOrMorePath ex:p ]", "<https://example.org/p>+"),
    ],
)
def test_a_property_path_is_told_in_sparql(path: str, expected: str) -> None:
    shapes = f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:P . ex:P sh:path {path} ; sh:minCount 1 ."
    assert [violation.path for violation in check("ex:a ex:other ex:b .", shapes).violations] == [expected]


def test_what_a_violation_rests_on_is_no_violation_of_its_own() -> None:
    shapes = """
    ex:Thing sh:targetClass ex:Named ; a sh:NodeShape ; sh:property ex:P .
    ex:P sh:path ex:name ; sh:node ex:Either ; sh:message "text or number" .
    ex:Either a sh:NodeShape ; sh:or ( [ sh:datatype xsd:string ] [ sh:datatype xsd:integer ] ) .
    """
    report = check("ex:a a ex:Named ; ex:name 1.5, 2, 'A' .", shapes)
    assert [(v.value, v.message) for v in report.violations] == [("1.5", "text or number")]


def test_focus_nodes_are_counted_once_and_only_where_a_target_reaches_them() -> None:
    shapes = """
    ex:ByClass a sh:NodeShape ; sh:targetClass ex:Named .
    ex:ByNode a sh:NodeShape ; sh:targetNode ex:a, ex:absent .
    ex:BySubject a sh:NodeShape ; sh:targetSubjectsOf ex:knows .
    ex:ByObject a sh:NodeShape ; sh:targetObjectsOf ex:knows .
    ex:Implicit a sh:NodeShape, rdfs:Class .
    """
    data = "ex:a a ex:Named ; ex:knows ex:b . ex:c a ex:Other . ex:d a ex:Implicit ."
    assert check(data, shapes).focus_nodes_checked == 3


def test_subclasses_of_the_ontology_count_and_the_ontology_itself_is_not_checked() -> None:
    ontology = "ex:Special rdfs:subClassOf ex:Named . ex:inOntology a ex:Named ; ex:name 'known' ."
    report = check("ex:a a ex:Special .", ontology=ontology)
    assert [violation.focus_node for violation in report.violations] == ["https://example.org/a"]
    assert report.focus_nodes_checked == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_targets_are_of_the_data_and_chosen_but_what_they_lead_to_is_checked_too(engine: str) -> None:
    shapes = graph("""
    ex:Thing a sh:NodeShape ; sh:targetClass ex:Named ; sh:nodeKind sh:Literal ; sh:property ex:Thing-kind .
    ex:Thing-kind sh:path ex:kind ; sh:property ex:Kind-size .
    ex:Kind-size sh:path ex:size ; sh:minCount 1 .
    ex:Kind a sh:NodeShape ; sh:targetObjectsOf ex:kind ; sh:nodeKind sh:BlankNode .
    """)
    data = graph("ex:a a ex:Named ; ex:kind ex:Big . ex:b a ex:Named ; ex:kind ex:Small . ex:Small ex:size 1 .")
    ontology = graph("ex:Big a ex:Named ; ex:kind ex:Odd, 'text' . ex:Odd ex:kind ex:Big .")

    def found(*focus: str) -> set[tuple[str, str]]:
        report = validate_graph(data, shapes, ontology, engine=engine, focus=focus)
        return {(violation.shape[20:], violation.focus_node[20:]) for violation in report.violations}

    of_a = {("Thing", "a"), ("Kind-size", "Big")}
    assert found() == of_a | {("Thing", "b"), ("Kind", "Big"), ("Kind", "Small")}
    assert found("https://example.org/a") == of_a


def test_shapes_that_match_nothing_are_told_from_shapes_that_hold() -> None:
    nothing = check("ex:a a ex:Other .")
    assert (nothing.conforms, nothing.focus_nodes_checked) == (True, 0)
    assert format_report(nothing) == "nothing was checked: no shape or check has a target in the data\n"
    assert check("ex:a a ex:Named .", "").focus_nodes_checked == 0
    assert format_report(check("ex:a a ex:Named ; ex:name 'A' .")) == "1 node checked: conforms\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_deactivated_shape_checks_nothing(engine: str) -> None:
    data, shapes = graph("ex:a a ex:Named ."), graph(NAMED + "ex:Thing sh:deactivated true .")
    report = validate_graph(data, shapes, engine=engine)
    assert (report.conforms, report.focus_nodes_checked) == (True, 0)
    assert report.coverage is not None
    assert report.coverage.focus_nodes == {"https://example.org/Thing": 0}
    assert report.coverage.unchecked == {"https://example.org/Named": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_path_of_no_steps_leads_to_a_node_that_the_data_does_not_have(engine: str) -> None:
    query = "SELECT $this ?value WHERE { $this %s ?value }"
    shapes = graph(f"""
    ex:S a sh:NodeShape ; sh:targetNode ex:none ; sh:sparql [ sh:select "{query % "<https://example.org/p>*"}" ] ;
      sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:sparql [ sh:select "{query % "$PATH"}" ] ] .
    ex:T a sh:NodeShape ; sh:targetNode ex:none ; sh:sparql [ sh:select "SELECT $this WHERE {{ ?s ?p $this }}" ] .
    """)
    report = validate_graph(graph("ex:a ex:p ex:b ."), shapes, engine=engine)
    assert [(v.value, v.path) for v in report.violations] == [
        ("https://example.org/none", "<https://example.org/p>*"),
        ("https://example.org/none", ""),
    ]


def test_the_languages_of_many_values_of_one_node_are_told_apart_in_a_moment() -> None:
    """Pair by pair, 5,000 values in one language took half a minute."""
    names = ", ".join(f'"{number}"@en' for number in range(5_000))
    data = graph(f"ex:a a ex:Named ; ex:name {names} . ex:b a ex:Named ; ex:name 'B'@en, 'B'@de, 'B' .")
    once = "sh:path ex:name ; sh:uniqueLang true"
    shapes = graph(f"{THING} sh:property [ {once} ] ; sh:not [ sh:not [ {once} ] ] .")
    started = time.monotonic()
    found = [violation.focus_node for violation in validate_graph(data, shapes).violations]
    assert found == ["https://example.org/a"] * 2
    assert time.monotonic() - started < 5


def test_the_text_names_node_path_message_value_and_shape() -> None:
    report = check("ex:a a ex:Named ; ex:name 7 .")
    assert format_report(report) == (
        "https://example.org/a https://example.org/name: a thing needs a name (got 7) [Thing-name]\n"
        "1 node checked: 1 violation\n"
    )


def test_nodes_and_shapes_without_a_name_are_told_as_such() -> None:
    shapes = "[] sh:targetClass ex:Named ; sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:message 'has no name' ] ; sh:nodeKind sh:IRI ."
    assert format_report(check("[] a ex:Named . ex:b a ex:Named .", shapes)).splitlines() == [
        "[…]: is no sh:IRI […]",
        "[…] https://example.org/name: has no name […]",
        "https://example.org/b https://example.org/name: has no name […]",
        "2 nodes checked: 3 violations",
    ]


def test_the_text_shortens_known_iris_also_inside_paths() -> None:
    violation = Violation(
        shape="https://w3id.org/conflict-kg/shapes#Content-claimVoice",
        focus_node="https://example.org/a",
        path="^<https://w3id.org/conflict-kg/ontology#claims>/<https://w3id.org/conflict-kg/ontology#voice>",
        value="https://w3id.org/conflict-kg/ontology#CommentVoice",
        message="differs",
    )
    line = format_report(ValidationReport(False, (violation,), 1)).splitlines()[0]
    assert line == "https://example.org/a ^ckg:claims/ckg:voice: differs (got ckg:CommentVoice) [Content-claimVoice]"


SOURCED = """
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
ex:claim a ex:Named ; ckg:claims ex:content ; ckg:evidence ex:evidence ; ckg:inDocument ex:d ; prov:wasDerivedFrom ex:p .
ex:content a ex:Named . ex:evidence a ex:Named ; oa:hasSelector ex:position, ex:quote . ex:other a ex:Named .
ex:quote oa:exact "the front\\ntook the town" . ex:p ckg:paragraphNumber 4 . ex:d ckg:fileName "a.txt" .
"""


def test_the_text_ends_with_where_a_claim_a_content_or_an_evidence_stands() -> None:
    lines = format_report(check(SOURCED)).splitlines()
    source = ' [Thing-name] — a.txt ¶4: "the front took the town"'
    assert [line.partition(": a thing needs a name")[2] for line in lines] == [source] * 3 + [" [Thing-name]", ""]


def test_the_source_leaves_out_what_the_data_does_not_say() -> None:
    def source(data: str) -> str:
        return next(str(v.source or "") for v in check(data).violations if v.focus_node.endswith("claim"))

    assert source(SOURCED.replace('ckg:fileName "a.txt"', "a ex:Document")) == '¶4: "the front took the town"'
    assert source(SOURCED.replace("prov:wasDerivedFrom ex:p", "a ex:Named")) == 'a.txt: "the front took the town"'
    assert source(SOURCED.replace("oa:hasSelector", "ex:other")) == "a.txt"


def test_the_turtle_is_a_shacl_report_and_the_same_every_time() -> None:
    data = "ex:b a ex:Named . ex:a a ex:Named ; ex:name 7 ."
    first, second = check(data).turtle, check(data).turtle
    assert first == second
    results = Graph().parse(data=first, format="turtle")
    assert len(list(results.subject_objects(SH.result))) == 2


def test_quads_triples_graphs_and_datasets_are_one_union(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(PREFIXES + NAMED, encoding="utf-8")
    thing, name = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/name")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    typed = ox.Quad(thing, kind, ox.NamedNode("https://example.org/Named"), ox.NamedNode("https://example.org/graph"))
    assert not validate([[typed]], [shapes]).conforms
    assert validate([[typed], [ox.Triple(thing, name, ox.Literal("A"))]], [shapes]).conforms
    dataset = Dataset()
    dataset.graph(URIRef("https://example.org/other")).parse(data=PREFIXES + "ex:a ex:name 'A' .", format="turtle")
    assert validate([[typed], dataset], [shapes]).conforms


def test_the_data_is_left_as_it_was() -> None:
    data = graph("ex:a a ex:Named .")
    before = set(data)
    validate_graph(data, graph(NAMED), graph("ex:Special rdfs:subClassOf ex:Named ."))
    assert set(data) == before


def test_a_broken_shapes_file_is_refused_with_its_name_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:a sh:b nonsense .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl:3: is no Turtle: .*; a file in the format"):
        load_shapes([broken])


def test_a_missing_shapes_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.ttl: No such file"):
        load_shapes([tmp_path / "absent.ttl"])


@pytest.mark.parametrize("count", ["'x'", "'x'^^xsd:integer"])
def test_a_malformed_shape_is_told_once_with_the_name_of_its_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], count: str
) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(f"{PREFIXES}{THING} sh:property [ sh:path ex:p ; sh:minCount {count} ] .", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.ttl: .* has sh:minCount .*; one integer"):
        validate([graph("ex:a a ex:Named .")], [path])
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("pyshacl-validate").disabled


@pytest.mark.parametrize(
    "shapes",
    [
        QUERY % "SELECT $this WHERE { $this ?p }",
        QUERY % "ASK { $this ?p ?o }",
        THING + "sh:property ex:P . ex:P sh:minCount 1 .",
        THING + "sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 'one' .",
        THING + "sh:property 'P' .",
        THING + "sh:pattern '(' .",
    ],
    ids=["syntax", "ask", "no path", "no number", "no shape", "bad pattern"],
)
def test_a_malformed_shape_never_counts_as_conforming(shapes: str) -> None:
    with pytest.raises(InputError, match=r"shapes: .*; .*"):
        check("ex:a a ex:Named .", shapes)


def test_a_query_with_a_prefix_that_nobody_declares_is_refused() -> None:
    with pytest.raises(InputError, match="has the prefix ex:, which is not declared; sh:prefixes with sh:declare"):
        check("ex:a a ex:Named .", QUERY % "SELECT $this WHERE { $this ex:p ?o }")


def test_a_violation_of_a_query_in_the_last_of_many_nodes_is_found() -> None:
    things = "".join(f"ex:n{number} a ex:Named ; ex:name '{number}' . " for number in range(30))
    query = "SELECT $this ?value WHERE { $this <https://example.org/name> ?value . FILTER (?value = '29') }"
    report = check(things, QUERY % query)
    assert [(v.focus_node, v.value) for v in report.violations] == [("https://example.org/n29", "29")]
