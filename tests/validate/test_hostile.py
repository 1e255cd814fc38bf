"""Inputs made to hang, to crash, to fill the memory or to reach outside: each is refused in one line, or its run is bounded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PREFIXES = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
DATA = PREFIXES + 'ex:a a ex:Thing ; ex:p "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" .\n'
SHAPES = PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .\n"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:"'
SECONDS = 60


def _kg(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `kg validate` as its own process, so that a crash of a parser is no crash of the tests."""
    command = [sys.executable, "-m", "kg", "validate", *arguments]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def _write(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _assert_refused(found: subprocess.CompletedProcess[str], *words: str) -> None:
    assert found.returncode == 2, (found.returncode, found.stdout[:500], found.stderr[:500])
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1 and "; " in found.stderr, found.stderr[:500]
    for word in words:
        assert word in found.stderr, found.stderr[:500]


def _shape(text: str) -> str:
    return PREFIXES + f"ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; {text} .\n"


def _query(text: str) -> str:
    return _shape(f'sh:sparql [ sh:select """{text}""" ]')


DEEP = " ".join(f"ex:S{n} sh:node ex:S{n + 1} ." for n in range(60))
WIDE = " ".join(f"ex:S{n} sh:and ( ex:S{n + 1} ex:S{n + 1} ) ." for n in range(40))
MALFORMED = {
    "a shape of itself": (_shape("sh:node ex:S"), "is recursive: https://example.org/S → https://example.org/S"),
    "by a property": (_shape("sh:property [ sh:path ex:p ; sh:node ex:S ]"), "is recursive"),
    "by a list": (_shape("sh:not [ sh:or ( ex:S ) ]"), "is recursive"),
    "shapes in a long row": (_shape("sh:node ex:S0") + DEEP, "more than 50 shapes deep"),
    "shapes that double": (
        _shape("sh:node ex:S0") + WIDE,
        "has 32,767 constraints, with those of the shapes that it refers to",
    ),
    "a path of 10,000 steps": (
        _shape(f"sh:property [ sh:minCount 1 ; sh:path ( {'ex:p ' * 10_000}) ]"),
        "a path of more than 500 steps",
    ),
    "a path nested 2,000 deep": (
        _shape(f"sh:property [ sh:minCount 1 ; sh:path {'[ sh:inversePath ' * 2000} ex:p {'] ' * 2000} ]"),
        "nested more than 50 deep",
    ),
    "a list in a circle": (_shape("sh:in _:l") + "_:l rdf:first 1 ; rdf:rest _:l .", "no well-formed RDF list"),
    "another server": (_query("SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }"), "has SERVICE"),
    "another server, in other letters": (_query("SELECT $this WHERE { service <http://127.0.0.1:9/> { } }"), "SERVICE"),
    "another server, behind a comment": (
        _query("SELECT $this WHERE { # {\n SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }"),
        "has SERVICE",
    ),
    "a file": (_query("SELECT $this FROM <file:///etc/passwd> WHERE { $this ?p ?o }"), "has FROM"),
    "an update": (_query("INSERT DATA { <urn:a> <urn:b> <urn:c> }"), "is no SELECT"),
    "two queries": (_query("SELECT $this WHERE { $this ?p ?o } ; DROP ALL"), "is no SPARQL"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_shapes_without_an_end_or_with_a_way_out_are_refused(tmp_path: Path, name: str) -> None:
    shapes, word = MALFORMED[name]
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    _write(tmp_path, data_ttl=DATA, shapes_ttl=rdf + shapes)
    _assert_refused(_kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl"), "shapes.ttl", word)


def test_words_of_a_query_that_stand_in_a_text_do_no_harm(tmp_path: Path) -> None:
    query = "SELECT $this ?value WHERE { $this ex:p ?o BIND ('SERVICE <x> { MINUS VALUES }' AS ?value) }".replace(
        "ex:p", "<https://example.org/p>"
    )
    _write(tmp_path, data_ttl=DATA, shapes_ttl=_query(query))
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl")
    assert (found.returncode, found.stderr) == (1, "")
    assert "SERVICE <x> { MINUS VALUES }" in found.stdout


@pytest.mark.parametrize("text", ['a\\"b', "a'b", "a\\\\b", "a\\nb", "} } #", "{?x}", "[$this]", "\\u0000"])
def test_texts_of_shapes_stay_texts(tmp_path: Path, text: str) -> None:
    shape = _shape(f'sh:property [ sh:path ex:p ; sh:in ( "{text}" ) ; sh:message "{text} {{?x}}" ]')
    _write(tmp_path, data_ttl=DATA, shapes_ttl=shape)
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl")
    assert found.returncode == 1, found.stderr
    assert found.stdout.endswith("1 node checked: 1 violation\n")


def test_a_pattern_that_backtracks_for_ever_ends_at_once(tmp_path: Path) -> None:
    _write(tmp_path, data_ttl=DATA, shapes_ttl=_shape('sh:property [ sh:path ex:p ; sh:pattern "^(a+)+$" ]'))
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--timeout", "20")
    assert (found.returncode, found.stderr) == (1, "")


def test_what_does_not_end_is_ended_by_its_deadline(tmp_path: Path) -> None:
    # Look-ahead is what Python's regular expressions have to be asked for.
    _write(tmp_path, data_ttl=DATA, shapes_ttl=_shape('sh:property [ sh:path ex:p ; sh:pattern "^(?=a)(a+)+$" ]'))
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--timeout", "3")
    _assert_refused(found, "kg validate: not done after 3 s; a larger --timeout, or less to do")


def test_a_query_that_does_not_end_is_ended_by_its_deadline(tmp_path: Path) -> None:
    things = "".join(f"ex:t{n} a ex:Thing ; ex:p {n} .\n" for n in range(2000))
    query = "SELECT $this WHERE { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c + ?f + ?i = -1) }"
    _write(tmp_path, data_ttl=PREFIXES + things, shapes_ttl=_query(query))
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--timeout", "3")
    _assert_refused(found, "not done after 3 s")


def _bomb(entity: str) -> str:
    return f'<!DOCTYPE rdf:RDF [{entity}]><rdf:RDF {RDF}><rdf:Description rdf:about="urn:a"><x:p>&e;</x:p></rdf:Description></rdf:RDF>'


ENTITIES = {
    "of entities": '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e "&c;&c;&c;&c;">',
    "long": f'<!ENTITY e "{"x" * 5000}">',
    "of a file": '<!ENTITY e SYSTEM "file:///etc/passwd">',
}


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_bomb_is_refused(tmp_path: Path, name: str) -> None:
    _write(tmp_path, data_rdf=_bomb(ENTITIES[name]), shapes_ttl=SHAPES)
    found = _kg(tmp_path, "data.rdf", "--shapes", "shapes.ttl")
    _assert_refused(found, "data.rdf")
    assert "root:" not in found.stderr


def test_entities_for_name_spaces_are_read(tmp_path: Path) -> None:
    text = _bomb('<!ENTITY e "https://example.org/&#35;">').replace("urn:a", "&e;a")
    _write(
        tmp_path, data_rdf=text, shapes_ttl=SHAPES.replace("sh:targetClass ex:Thing", "sh:targetSubjectsOf <urn:x:p>")
    )
    assert _kg(tmp_path, "data.rdf", "--shapes", "shapes.ttl").stdout == "1 node checked: conforms\n"


BROKEN = {
    "a context on the web": ("data.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "urn:a"}', "remote contexts"),
    "JSON-LD nested for ever": (
        "data.jsonld",
        '{"@id":"urn:a","urn:p":' + "[" * 100_000 + "]" * 100_000 + "}",
        "more than 500 deep",
    ),
    "a term of 17 MB": ("data.nt", f'<urn:a> <urn:p> "{"x" * 17_000_000}" .\n', "more than 16 MB"),
    "no text": ("data.ttl", b"\xff\xfe\x00\x01binary", "is no Turtle"),
    "a file that breaks off": ("data.ttl", DATA[:-20], "is no Turtle"),
    "UTF-16": ("data.ttl", DATA.encode("utf-16"), "is no Turtle"),
    "of another format": ("data.nt", DATA, "is no N-Triples"),
    "of no format": ("data.txt", DATA, "names no RDF format"),
    "a folder that is no store": (".", "", "is no store"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_data_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    file, content, word = BROKEN[name]
    _write(tmp_path, shapes_ttl=SHAPES)
    if file != ".":
        (tmp_path / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    _assert_refused(_kg(tmp_path, file, "--shapes", "shapes.ttl"), file, word)


@pytest.mark.parametrize(("opening", "closing"), [("[ ex:p ", " ]"), ("( ", " )")])
def test_turtle_nested_for_ever_is_read(tmp_path: Path, opening: str, closing: str) -> None:
    nested = PREFIXES + f"ex:a a ex:Thing ; ex:p {opening * 20_000} 1 {closing * 20_000} .\n"
    _write(tmp_path, data_ttl=nested, shapes_ttl=SHAPES)
    assert _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl").stdout == "1 node checked: conforms\n"


def test_a_value_of_millions_of_characters_is_told_by_its_beginning(tmp_path: Path) -> None:
    shape = _shape("sh:property [ sh:path ex:p ; sh:maxLength 9 ]")
    _write(tmp_path, data_ttl=PREFIXES + f'ex:a a ex:Thing ; ex:p "{"x" * 5_000_000}" .\n', shapes_ttl=shape)
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl")
    assert found.returncode == 1
    assert "… 5000000 characters" in found.stdout and len(found.stdout) < 1000


def test_thousands_of_shapes_are_no_matter(tmp_path: Path) -> None:
    many = "".join(f"ex:S{n} a sh:NodeShape ; sh:targetClass ex:Thing ; sh:class ex:Thing .\n" for n in range(2000))
    _write(tmp_path, data_ttl=DATA, shapes_ttl=PREFIXES + many)
    assert _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl").stdout == "1 node checked: conforms\n"
