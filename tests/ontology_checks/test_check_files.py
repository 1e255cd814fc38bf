"""Checking files as a library call: what is read, in which order findings come, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SH, Graph, Literal, URIRef

from kg.errors import InputError, QueryError, UsageError
from kg.ontology_checks import check_files, find_check, list_checks, read_check, select_checks
from kg.resources import ontology_checks, ontology_file
from kg.validate import ValidationReport, format_report

ONTOLOGY = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/onto#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/onto> a owl:Ontology ; dcterms:title "Example"@en .
ex:Group a owl:Class ; rdfs:label "group"@en ; rdfs:comment "A group." ; rdfs:subClassOf ex:Actr .
ex:Actor a owl:Class ; rdfs:label "group"@en .
ex:memberOf a owl:ObjectProperty ; rdfs:domain ex:Actor ; rdfs:subclassOf ex:partOf .
"""
HEADER = "#+ summary: s\n#+ level: info\n#+ columns: entity property value\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "onto.ttl"
    path.write_text(ONTOLOGY, encoding="utf-8")
    return path


def names(report: ValidationReport) -> list[str]:
    return [violation.shape.partition("#")[2] for violation in report.violations]


def test_findings_come_gravest_first_and_by_check(file: Path) -> None:
    report = check_files([file], select_checks(["missing-domain", "missing-range", "duplicate-label", "missing-doi"]))
    assert [v.severity for v in report.violations] == ["Violation", "Violation", "Warning", "Info"]
    assert names(report) == ["duplicate-label", "duplicate-label", "missing-range", "missing-doi"]
    assert report.focus_nodes_checked == 3


@pytest.mark.parametrize(("fail_on", "conforms"), [("violation", True), ("warning", False), ("info", False)])
def test_what_fails_is_the_callers_choice(file: Path, fail_on: str, conforms: bool) -> None:
    assert check_files([file], [find_check("missing-range")], fail_on=fail_on).conforms is conforms


def test_the_text_tells_the_level_and_the_summary_counts_by_level(file: Path) -> None:
    text = format_report(check_files([file], select_checks(["missing-range", "missing-doi"])))
    assert text == (
        "https://example.org/onto#memberOf rdfs:range: a property has a range, of its own or of a property above it "
        "[missing-range, warning]\n"
        "https://example.org/onto http://purl.org/ontology/bibo/doi: an ontology needs a DOI [missing-doi, info]\n"
        "3 nodes checked: conforms, with 1 warning, 1 info\n"
    )


def test_a_misspelt_term_names_the_one_that_is_meant(file: Path) -> None:
    report = check_files([file], select_checks(["undeclared-class", "unknown-published-term"]))
    assert [(v.focus_node.partition("#")[2], v.message.partition("; is ")[2]) for v in report.violations] == [
        ("Actr", "<https://example.org/onto#Actor> meant?"),
        ("subclassOf", "<http://www.w3.org/2000/01/rdf-schema#subClassOf> meant?"),
    ]


def test_several_files_are_one_ontology_and_their_blank_nodes_stay_apart(file: Path, tmp_path: Path) -> None:
    restriction = "_:r <http://www.w3.org/2002/07/owl#{}> <https://example.org/onto#{}> .\n"
    more = tmp_path / "more.nt"
    one, two = tmp_path / "one.nt", tmp_path / "two.nt"
    more.write_text(
        "<https://example.org/onto#Actr> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .\n"
    )
    assert names(check_files([file, more], [find_check("undeclared-class")])) == []
    one.write_text(
        "<https://example.org/onto#Group> <http://www.w3.org/2002/07/owl#equivalentClass> _:r .\n"
        + restriction.format("onProperty", "memberOf")
    )
    two.write_text(restriction.format("someValuesFrom", "Group"))
    assert names(check_files([file, one, two], [find_check("equivalent-class-without-genus")])) == []


def test_the_turtle_is_a_shacl_report_and_the_same_every_time(file: Path) -> None:
    first, second = (check_files([file], list_checks()) for _ in range(2))
    assert first == second
    assert first.turtle == second.turtle
    graph = Graph().parse(data=first.turtle, format="turtle")
    assert len(list(graph.subject_objects(SH.result))) == len(first.violations) > 20
    assert graph.value(predicate=SH.conforms, object=Literal(False)) is not None
    (label,) = graph.subjects(SH.focusNode, URIRef("https://example.org/onto#Actr"), unique=True)
    assert graph.value(label, SH.resultSeverity) == SH.Violation


TRIPLES = [
    f"<https://example.org/onto#{s}> <{p}> {o} ."
    for s, p, o in (
        ("A", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<http://www.w3.org/2002/07/owl#Class>"),
        ("B", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<http://www.w3.org/2002/07/owl#Class>"),
        ("A", "http://www.w3.org/2000/01/rdf-schema#subClassOf", "<https://example.org/onto#B>"),
        ("B", "http://www.w3.org/2000/01/rdf-schema#subClassOf", "<https://example.org/onto#A>"),
        ("A", "http://www.w3.org/2000/01/rdf-schema#label", '"thing"@en'),
        ("B", "http://www.w3.org/2000/01/rdf-schema#label", '"thing"@en'),
        ("B", "http://www.w3.org/2000/01/rdf-schema#label", '"object"@en'),
        ("A", "http://www.w3.org/2000/01/rdf-schema#range", "_:x"),
        ("A", "http://www.w3.org/2002/07/owl#equivalentClass", "_:y"),
        ("A", "http://www.w3.org/2002/07/owl#equivalentClass", "<https://example.org/onto#C>"),
        ("p", "http://www.w3.org/2002/07/owl#deprecated", '"true"'),
        (
            "p",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>",
        ),
    )
]


@settings(max_examples=10, deadline=None)
@given(st.permutations(TRIPLES))
def test_the_report_does_not_depend_on_the_order_of_the_triples(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    reports = []
    for name, order in (("a.nt", TRIPLES), ("b.nt", lines)):
        (folder / name).write_text("\n".join(order) + "\n", encoding="utf-8")
        reports.append(check_files([folder / name], list_checks()))
    assert reports[0] == reports[1]


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(TRIPLES), min_size=1))
def test_each_part_of_an_ontology_gets_a_report(tmp_path_factory: pytest.TempPathFactory, lines: set[str]) -> None:
    path = tmp_path_factory.mktemp("part") / "part.nt"
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    report = check_files([path], list_checks())
    assert report.conforms is not any(v.severity == "Violation" for v in report.violations)
    assert (report.focus_nodes_checked > 0) == any("#type>" in line for line in lines)


@pytest.mark.parametrize(
    "names", [("conflict.ttl",), ("event-types.ttl",), ("conflict.ttl", "event-types.ttl", "alignments.ttl")]
)
def test_our_own_ontology_has_no_violation(names: tuple[str, ...]) -> None:
    report = check_files([ontology_file(name) for name in names], list_checks())
    assert report.conforms, format_report(report)
    assert report.focus_nodes_checked > 40


def test_what_warnings_our_own_ontology_has_is_known() -> None:
    report = check_files([ontology_file()], select_checks(level="warning"))
    # Who acts or is acted upon may be anything; the roles below these two have ranges.
    assert [(v.shape.rpartition("#")[2], v.focus_node.rpartition("#")[2]) for v in report.violations] == [
        ("missing-range", "actor"),
        ("missing-range", "recipient"),
    ]


def test_a_file_without_a_term_of_its_own_is_not_checked() -> None:
    report = check_files([ontology_file("alignments.ttl")], list_checks())
    assert (report.conforms, report.focus_nodes_checked, report.violations) == (True, 0, ())


def test_checks_are_chosen_by_name_level_and_what_is_skipped() -> None:
    everything = {check.name for check in list_checks()}
    assert everything == set(ontology_checks())
    assert {check.name for check in select_checks(skip=["missing-doi"])} == everything - {"missing-doi"}
    assert {check.level for check in select_checks(level="warning")} == {"violation", "warning"}
    assert [check.name for check in select_checks(["missing-range", "missing-doi"], level="warning")] == [
        "missing-range"
    ]


def test_a_check_of_ones_own_runs_beside_the_bundled_ones(file: Path, tmp_path: Path) -> None:
    mine = tmp_path / "no-groups.rq"
    mine.write_text(
        HEADER.replace("info", "warning") + "PREFIX ex: <https://example.org/onto#>\n"
        "SELECT ?entity ?property ?value WHERE { VALUES ?entity { ex:Group } ?entity ?property ?value }\n"
    )
    report = check_files([file], select_checks([str(mine), "missing-title"]))
    assert set(names(report)) == {"no-groups"}
    assert {violation.severity for violation in report.violations} == {"Warning"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            HEADER.replace("level: info", "level: error") + "SELECT",
            "has the level 'error'; #[+] level: violation or warning or info",
        ),
        (HEADER.replace("value", "text") + "SELECT", "has the columns 'entity property text'"),
        ("#+ level: info\n#+ columns: entity property value\nSELECT", "has no summary"),
    ],
)
def test_a_check_without_its_header_is_refused(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        read_check("mine", text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?entity ?value WHERE { ?entity ?property ?value }", "selects entity value; SELECT [?]entity"),
        ("ASK { ?entity ?property ?value }", "selects nothing"),
    ],
)
def test_a_check_with_other_columns_is_refused(file: Path, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        check_files([file], [read_check("mine", HEADER + query)])


def test_a_check_that_reaches_out_or_does_not_parse_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.rq"
    for query in ("SELECT ?entity { SERVICE <http://localhost/> { ?entity ?p ?o } }", "SELECT ?entity {"):
        mine.write_text(HEADER + query)
        with pytest.raises(QueryError, match=r"SERVICE|is no SPARQL query"):
            find_check(str(mine))
    with pytest.raises(InputError, match="cannot be read"):
        find_check(str(tmp_path / "none.rq"))
    with pytest.raises(UsageError, match="missing-lable: is no check; one such as missing-label"):
        find_check("missing-lable")
