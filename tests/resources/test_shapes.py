"""The bundled shapes: well made, about terms that exist, and each case gives just the violations it expects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, SH, BNode, Graph, URIRef

from kg.namespaces import CKG
from kg.resources import ontology_file, shapes
from kg.validate import load_shapes, validate_graph
from kg.validate.rdflib_graphs import to_rdflib

CASES = Path(__file__).parents[1] / "cases" / "shapes"
EXPECT = "# expect: "
SHAPES = "https://w3id.org/conflict-kg/shapes#"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return to_rdflib(load_shapes([ontology_file(), ontology_file("event-types.ttl")]))


@pytest.fixture(scope="module")
def all_shapes() -> Graph:
    return to_rdflib(load_shapes(shapes()))


def _expected(case: Path) -> list[str]:
    lines = case.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


def _shape_files(case: Path) -> list[Path]:
    name = case.stem.rpartition("-")[0]
    return [path for path in shapes() if name in ("all", path.stem)]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.ttl")), ids=lambda case: case.stem)
def test_case_gives_just_the_violations_it_expects(case: Path, ontology: Graph) -> None:
    expected = _expected(case)
    assert expected, "a case says what it expects"
    report = validate_graph(load_shapes([case]), load_shapes(_shape_files(case)), ontology)
    assert report.focus_nodes_checked > 0
    messages = [violation.message for violation in report.violations]
    if expected == ["conforms"]:
        assert (report.conforms, messages) == (True, [])
        return
    assert not report.conforms
    for fragment in expected:
        found = next((message for message in messages if fragment in message), None)
        assert found, f"no violation left that says {fragment!r}"
        messages.remove(found)
    assert messages == [], "violations that the case does not expect"


@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_each_shape_file_has_a_case_that_passes_and_one_that_fails(path: Path) -> None:
    conforming = {_expected(case) == ["conforms"] for case in CASES.glob(f"{path.stem}-*.ttl")}
    assert conforming == {True, False}


def test_each_constraint_that_can_fail_has_a_case(all_shapes: Graph) -> None:
    expected = [fragment for case in CASES.glob("*.ttl") for fragment in _expected(case)]
    helpers = {URIRef(SHAPES + name) for name in ("IsCommentVoice", "IsInComment")}
    for shape, message in all_shapes.subject_objects(SH.message):
        # What a placeholder such as {?value} stands for differs from case to case.
        fixed = message.split("{")[0].strip(" ,:")
        assert shape in helpers or any(fixed in e or e in message for e in expected), f"no case for: {message}"


@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_each_file_says_what_it_is_and_its_licence(path: Path) -> None:
    graph = to_rdflib(load_shapes([path]))
    header = URIRef(f"https://w3id.org/conflict-kg/shapes/{path.stem}")
    assert (header, RDF.type, OWL.Ontology) in graph
    assert graph.value(header, DCTERMS.title) is not None
    assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_every_shape_has_an_iri_and_every_constraint_a_message(all_shapes: Graph) -> None:
    for kind in (SH.PropertyShape, SH.SPARQLConstraint):
        for shape in all_shapes.subjects(RDF.type, kind):
            assert str(shape).startswith(SHAPES)
            assert len(list(all_shapes.objects(shape, SH.message))) == 1, shape
    assert all(str(shape).startswith(SHAPES) for shape in all_shapes.subjects(RDF.type, SH.NodeShape))


def test_no_shape_is_left_unused(all_shapes: Graph) -> None:
    links = (SH.property, SH.sparql, SH.node, SH["or"], SH["not"])
    targets = (SH.targetClass, SH.targetSubjectsOf)
    used = {o for link in (*links, RDF.first) for o in all_shapes.objects(None, link)}
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for shape in all_shapes.subjects(RDF.type, kind):
            assert shape in used or any((shape, target, None) in all_shapes for target in targets), shape


def test_every_term_in_the_shapes_is_declared_in_the_ontology(all_shapes: Graph, ontology: Graph) -> None:
    nodes = {n for triple in all_shapes for n in triple if not isinstance(n, BNode)}
    named = {n for n in nodes if isinstance(n, URIRef) and n.startswith(CKG) and n != URIRef(CKG)}
    assert {n for n in named if (n, RDF.type, None) not in ontology} == set()
    in_queries = "".join(map(str, all_shapes.objects(None, SH.select)))
    words = set(re.findall(r"\bckg:(\w+)", in_queries))
    assert {w for w in words if (URIRef(CKG + w), RDF.type, None) not in ontology} == set()
