"""Where subjects stand in files of RDF, as an editor counts lines and columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.positions import Position, find_subjects
from kg.formats.rdf import parse_rdf, serialise
from kg.resources import ontology_file

A, B, C = "https://example.org/a", "https://example.org/b", "https://example.org/c"

TURTLE = f"""@prefix ex: <https://example.org/> . # ex:b is no subject here
@base <https://example.org/> .
ex:a ex:p "ex:b . ex:b ex:p 1 ." , 1.5, ex:b ; ex:q [ ex:p ex:c ] , ( ex:c 2. ) .
  <b> ex:p \"\"\"two lines .
ex:c ex:p 1 .\"\"\" .
[] ex:p ex:a .
<{C}> a ex:Thing .
"""
TRIG = f"""PREFIX ex: <https://example.org/>
ex:c {{ ex:a ex:p 1 . ex:b ex:p 2 }}
GRAPH <{A}> {{
  <{C}> ex:p "é", ex:a .
}}
"""
NTRIPLES = f'# {B}\n<{A}> <{C}> <{B}> .\n<{A}> <{C}> "<{B}>" .\n  <https://example.org/\\u0062> <{C}> "x" .\n'
JSON_LD = """{
  "@context": {"ex": "https://example.org/", "id": "@id", "p": {"@id": "ex:p", "@type": "@id"}},
  "@graph": [
    {"id": "ex:a", "p": [{"id": "ex:b"}, "ex:c"], "ex:q": "\\"id\\": \\"ex:c\\""},
    {"ex:q": {"@id": "https://example.org/c", "ex:q": 1}, "id": "ex:b"}
  ]
}
"""


def _found(folder: Path, name: str, format: str, text: str) -> dict[str, tuple[int, int]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return {iri: (place.line, place.column) for iri, place in find_subjects(path, format, [A, B, C]).items()}


def test_turtle_counts_statements_and_not_names_inside_them(tmp_path: Path) -> None:
    assert _found(tmp_path, "x.ttl", "turtle", TURTLE) == {A: (3, 1), B: (4, 3), C: (7, 1)}


def test_trig_tells_graphs_from_subjects(tmp_path: Path) -> None:
    assert _found(tmp_path, "x.trig", "trig", TRIG) == {A: (2, 8), B: (2, 22), C: (4, 3)}


def test_lines_begin_with_their_subject(tmp_path: Path) -> None:
    assert _found(tmp_path, "x.nt", "ntriples", NTRIPLES) == {A: (2, 1), B: (4, 3)}
    assert _found(tmp_path, "x.nq", "nquads", NTRIPLES) == {A: (2, 1), B: (4, 3)}


def test_json_ld_tells_descriptions_from_references(tmp_path: Path) -> None:
    assert _found(tmp_path, "x.jsonld", "jsonld", JSON_LD) == {A: (4, 12), B: (5, 65), C: (5, 22)}


def test_a_format_without_positions_has_none(tmp_path: Path) -> None:
    assert _found(tmp_path, "x.rdf", "rdfxml", "<rdf/>") == {}


@pytest.mark.parametrize("name", ["conflict.ttl", "event-types.ttl", "definitions.ttl", "alignments.ttl"])
@pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld"])
def test_each_named_subject_of_the_ontology_is_found_where_it_stands(tmp_path: Path, name: str, format: str) -> None:
    quads = list(parse_rdf(ontology_file(name), "turtle"))
    path = ontology_file(name)
    if format != "turtle":
        path = tmp_path / "copy"
        path.write_bytes(serialise(quads, format))
    subjects = {str(quad.subject).strip("<>") for quad in quads if str(quad.subject).startswith("<")}
    found = find_subjects(path, format, subjects)
    assert found.keys() == subjects
    lines = path.read_text(encoding="utf-8").splitlines()
    for iri, place in found.items():
        local = iri.rstrip("/").replace("#", "/").rpartition("/")[2]
        assert local in lines[place.line - 1][place.column - 1 :].split()[0], (iri, place)


@given(st.text(max_size=60), st.sampled_from(["turtle", "trig", "ntriples", "nquads", "jsonld"]))
def test_no_text_breaks_it(tmp_path_factory: pytest.TempPathFactory, text: str, format: str) -> None:
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for place in find_subjects(path, format, [A, "a"]).values():
        assert place >= Position(1, 1)
