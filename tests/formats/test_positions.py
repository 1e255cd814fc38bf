"""Where subjects stand in files of RDF, as an editor counts lines and columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('ex:z ex:p """say "\\"o.\nex:a a ex:T . """ .\nex:a a ex:T .', 3),
        ("ex:z ex:p ''''\\'o\nex:a a ex:T . ''' .\nex:a a ex:T .", 3),
        ("ex:e\u0301 ex:p 1 .\nex:e a ex:T .\nex:a a ex:T .", 3),
        ("ex:a\u00b7b ex:p 1 .\nex:a a ex:T .", 2),
        ("ex:z ex:p 1 . # ex:a a ex:T .\rex:a a ex:T .", 1),
        ("@base <https://example.org/a> . <> ex:p 1 .", 1),
        ("@base <https://example.org/a#b> . <> ex:p 1 .", 1),
    ],
)
def test_turtle_of_awkward_spelling_is_read_rightly(tmp_path: Path, text: str, line: int) -> None:
    prefix = "@prefix ex: <https://example.org/> . "
    assert list(parse(f"{prefix}{text}".encode(), format=RdfFormat.TURTLE))
    assert _found(tmp_path, "x.ttl", "turtle", prefix + text)[A][0] == line


@pytest.mark.parametrize(
    ("base", "reference", "iri"),
    [
        ("http://ex/onto#", "", "http://ex/onto"),
        ("http://ex/onto#", "#", "http://ex/onto#"),
        ("http://ex/onto?q#f", "?t=1:2", "http://ex/onto?t=1:2"),
        ("http://ex/onto", "#a:b", "http://ex/onto#a:b"),
        ("urn:a:b", "#c", "urn:a:b#c"),
        ("http://ex/a/b", "../c", "http://ex/c"),
    ],
)
def test_a_base_is_resolved_as_rdf_has_it(tmp_path: Path, base: str, reference: str, iri: str) -> None:
    text = f"@base <{base}> .\n<{reference}> a <urn:T> ."
    assert [quad.subject.value for quad in parse(text.encode(), format=RdfFormat.TURTLE)] == [iri]
    path = tmp_path / "x.ttl"
    path.write_text(text, encoding="utf-8")
    assert find_subjects(path, "turtle", [iri]) == {iri: Position(2, 1)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"@context": {"a": {"@id": "https://example.org/a", "@type": "@id"}},\n"@id": "https://example.org/a", "a": "urn:b"}', 2),
        ('{"@graph": [{"@id": "urn:x", "urn:p": 1}], "@id": "https://example.org/a",\n"urn:q": {"@id": "https://example.org/a"}}', 1),
        ('[{"@id": "https://example.org/a", "@graph": []},\n{"@id": "https://example.org/a", "urn:p": 1}]', 2),
        ('[{"@context": {"e": "urn:"}, "@id": "e:a", "urn:p": 1},\n{"@context": {"e": "https://example.org/"}, "@id": "e:a", "urn:p": 1}]', 2),
        ('{"@context": {"e": {"@id": "https://example.org/", "@prefix": true}},\n"@id": "e:a", "urn:p": 1}', 2),
        ('{"@context": {"o": "https://", "e": "o:example.org/"}, "urn:p": 1,\n"@id": "e:a"}', 2),
        ('{"@context": {"key": "id", "id": "@id"}, "urn:p": 1,\n"key": "https://example.org/a"}', 2),
        ('{"urn:q": {"@context": {"@base": "https://example.org/x"}, "urn:p": 1,\n"@id": "a"}}', 2),
        ('{"urn:p": 1, "@id": "e:a",\n"@context": {"e": "https://example.org/"}}', 1),
    ],
)  # fmt: skip
def test_json_ld_of_any_context_in_the_file(tmp_path: Path, text: str, line: int) -> None:
    found = _found(tmp_path, "x.jsonld", "jsonld", text)
    assert found[A][0] == line


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
