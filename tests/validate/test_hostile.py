"""Inputs made to hang, to crash, to fill the memory or to reach outside: each is refused in one line, or its run is bounded."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

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
    many = "".join(f"ex:S{n} a sh:NodeShape ; sh:targetClass ex:Thing ; sh:class ex:Thing .\n" for n in range(5000))
    _write(tmp_path, data_ttl=DATA, shapes_ttl=PREFIXES + many)
    assert _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl").stdout == "1 node checked: conforms\n"


def _in_process(folder: Path, *arguments: str) -> Result:
    """Run `kg validate` where no crash can be; a traceback fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


def _assert_one_line(found: Result, words: str) -> None:
    assert (found.exit_code, found.stdout) == (2, ""), found.output[:500]
    assert found.stderr.count("\n") == 1 and words in found.stderr, found.stderr[:500]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (f"sh:in ( {' '.join(f'ex:n{n}' for n in range(12_000))} )", "1 violation"),
        (f"sh:or ( {'[ sh:nodeKind sh:Literal ] ' * 3000} )", "1 violation"),
        (f"sh:xone ( {'[ sh:nodeKind sh:Literal ] ' * 3000} )", "1 violation"),
        (f"sh:and ( {'[ sh:nodeKind sh:IRI ] ' * 3000} )", "conforms"),
        (f"sh:property [ sh:minCount 1 ; sh:path ( {'ex:p ' * 100}) ]", "1 violation"),
        (f"sh:property [ sh:maxCount 0 ; sh:path [ sh:alternativePath ( {'ex:p ' * 490}) ] ]", "1 violation"),
    ],
    ids=["in", "or", "xone", "and", "a sequence", "an alternative"],
)
def test_long_lists_of_shapes_are_read_and_asked(tmp_path: Path, text: str, result: str) -> None:
    """Thousands of tests in one chain overflow the stack of the store's parser; they are put in groups."""
    _write(tmp_path, data_ttl=DATA, shapes_ttl=_shape(text))
    found = _kg(tmp_path, "data.ttl", "--shapes", "shapes.ttl")
    assert found.stdout.endswith(f"1 node checked: {result}\n"), (found.returncode, found.stderr[:500])


def _nested(depth: int, steps: int, constraint: str) -> str:
    path = f"( {'ex:p ' * steps})" if steps > 1 else "ex:p"
    inner = " ".join(
        f"ex:S{n} sh:property [ sh:path {path} ; {constraint.format(f'ex:S{n + 1}')} ] ." for n in range(depth)
    )
    return _shape("sh:node ex:S0") + inner


NESTED = ("sh:node {}", "sh:not {}", "sh:qualifiedValueShape {} ; sh:qualifiedMinCount 2", "sh:xone ( {} )")


@pytest.mark.parametrize("constraint", NESTED)
def test_shapes_within_shapes_go_as_deep_as_the_store_does(tmp_path: Path, constraint: str) -> None:
    _write(tmp_path, data_ttl=DATA, deep_ttl=_nested(23, 10, constraint), deeper_ttl=_nested(23, 20, constraint))
    found = _kg(tmp_path, "data.ttl", "--shapes", "deep.ttl")
    assert found.returncode in (0, 1) and found.stderr == "", (found.returncode, found.stderr[:500])
    refused = _kg(tmp_path, "data.ttl", "--shapes", "deeper.ttl")
    _assert_refused(refused, "deeper.ttl: ", " shapes and steps of paths deep; at most 300")


SHARED = " ".join(f"_:p{n} rdf:first _:p{n + 1} ; rdf:rest ( _:p{n + 1} ) ." for n in range(40))
TWICE = _nested(20, 1, "sh:qualifiedValueShape {} ; sh:qualifiedMaxCount 1")
REFUSED_SHAPES = {
    "a path that shares its steps": (
        _shape("sh:property [ sh:minCount 1 ; sh:path _:p0 ]") + SHARED + " _:p40 sh:inversePath ex:p .",
        "a path of more than 500 steps",
    ),
    "a sequence of 101": (
        _shape(f"sh:property [ sh:minCount 1 ; sh:path ( {'ex:p ' * 101}) ]"),
        "a path of 101 steps, more than 100",
    ),
    "shapes read twice": (TWICE, "constraints, with those of the shapes that it refers to; at most 20,000"),
    "by another shape's list": (_shape("sh:and ( [ sh:xone ( ex:S ex:S ) ] )"), "is recursive"),
    "by a qualified shape": (
        _shape("sh:property [ sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 ]"),
        "is recursive",
    ),
    "what a closed shape lets pass, in a circle": (
        _shape("sh:closed true ; sh:ignoredProperties _:l") + "_:l rdf:first ex:p ; rdf:rest _:l .",
        "has as sh:ignoredProperties no well-formed RDF list",
    ),
    "a number of 5,000 digits": (_shape(f"sh:minLength {'9' * 5000}"), "one integer"),
    "a number in other digits": (_shape("sh:maxLength '²'^^<http://www.w3.org/2001/XMLSchema#integer>"), "one integer"),
    "a number with two signs": (
        _shape("sh:maxLength '+-3'^^<http://www.w3.org/2001/XMLSchema#integer>"),
        "one integer",
    ),
    "flags that are a number": (_shape("sh:pattern 'a' ; sh:flags 5"), "S has sh:flags "),
    "flags that are an IRI": (
        _shape("sh:pattern 'a' ; sh:flags ex:i"),
        "S has sh:flags <https://example.org/i>; one string",
    ),
    "flags twice": (_shape("sh:pattern 'a' ; sh:flags 'i', 'x'"), "S has sh:flags 2 times; one value"),
    "a property that is a text": (
        _shape("sh:closed true ; sh:ignoredProperties ( 'x' )"),
        'S has sh:ignoredProperties with "x"; an IRI',
    ),
    "two lists of properties": (
        _shape("sh:closed true ; sh:ignoredProperties (), ( ex:p )"),
        "S has sh:ignoredProperties 2 times; one value",
    ),
    "a blank node as a target": (
        _shape("sh:targetNode []"),
        "shapes.ttl: https://example.org/S has sh:targetNode […]; an IRI or literal",
    ),
    "an entailment": (
        _shape("sh:nodeKind sh:IRI") + "<urn:g> sh:entailment <urn:e> .",
        "shapes.ttl: asks for the entailment <urn:e>, which no engine here draws; data that is inferred already",
    ),
    "a prefix of two namespaces": (
        _shape(
            "sh:sparql [ sh:select 'SELECT $this { $this a $this }' ; sh:prefixes "
            "[ sh:declare [ sh:prefix 'a' ; sh:namespace 'urn:a' ], [ sh:prefix 'a' ; sh:namespace 'urn:b' ] ] ]"
        ),
        "S has an sh:sparql that has the prefix a: twice, for urn:",
    ),
    "scripts": (_shape("sh:js [ sh:jsFunctionName 'f' ]"), "has sh:js, which no engine here knows"),
    "expressions": (_shape("sh:expression [ sh:path ex:p ]"), "has sh:expression, which no engine here knows"),
    "a triple as a term": (_shape("sh:in ( <<( ex:a ex:b ex:c )>> )"), "which is no RDF 1.1 term"),
    "a pattern nested 2,000 deep": (
        _shape(f"sh:property [ sh:path ex:p ; sh:pattern '{'(' * 2000}a{')' * 2000}' ]"),
        "; ",
    ),
    "a pattern that is none": (_shape("sh:property [ sh:path ex:p ; sh:pattern '(?=' ]"), "pySHACL refuses them"),
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("name", REFUSED_SHAPES)
def test_shapes_that_are_none_or_too_large_are_told_in_one_line(tmp_path: Path, name: str, engine: str) -> None:
    shapes, words = REFUSED_SHAPES[name]
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    _write(tmp_path, data_ttl=DATA, shapes_ttl=rdf + shapes)
    _assert_one_line(_in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--engine", engine), words)


@pytest.mark.parametrize(
    ("constraint", "result"),
    [
        ("sh:minCount 99999999999999999999", "1 violation"),
        ("sh:maxCount 99999999999999999999", "conforms"),
        ("sh:minLength 99999999999999999999", "1 violation"),
        ("sh:maxLength 99999999999999999999", "conforms"),
    ],
)
@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_counts_beyond_64_bits_are_numbers(tmp_path: Path, constraint: str, result: str, engine: str) -> None:
    _write(tmp_path, data_ttl=DATA, shapes_ttl=_shape(f"sh:property [ sh:path ex:p ; {constraint} ]"))
    found = _in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--engine", engine)
    assert found.stdout.endswith(f"1 node checked: {result}\n")


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("name", ["?this", "?value", "?v1", "?f1", "?k1", "$this"])
def test_an_iri_that_looks_like_a_variable_is_an_iri(tmp_path: Path, name: str, engine: str) -> None:
    data = f"ex:a a ex:Thing ; <urn:x:p{name}> ex:b . ex:b <urn:x:q{name}> ex:c ."
    inner = f"sh:property [ sh:path <urn:x:q{name}> ; sh:minCount 2 ; sh:hasValue <urn:x:{name}> ]"
    shapes = _shape(f"sh:property [ sh:path <urn:x:p{name}> ; {inner} ; sh:node [ {inner} ] ]")
    _write(tmp_path, data_ttl=PREFIXES + data, shapes_ttl=shapes)
    found = _in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--engine", engine)
    assert found.stdout.endswith("1 node checked: 3 violations\n"), found.stdout


OURS = """
ex:a a ex:Thing ; <urn:x-shacl:fails> ex:a, ex:b ; ex:p "5"^^<urn:x-exact:http://www.w3.org/2001/XMLSchema#integer>,
  "6"^^<urn:x-exact:x>, "7"^^<urn:x-exact:>, 08 .
<urn:x-shacl:constraint:0> <urn:x-shacl:fails> ex:a . <urn:x-exact:values> a <urn:x-shacl:ontology> .
"""
OUR_GRAPHS = "".join(
    f'<https://example.org/a> <https://example.org/q> "{number}" <urn:{name}> .\n'
    for number, name in enumerate(("x-shacl:failing", "x-shacl:shapes", "x-shacl:ontology", "x-exact:literals", "x:g"))
)
OF_OURS = _shape("""
  sh:property [ sh:path ex:p ; sh:message "p" ; sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ] ;
  sh:property [ sh:path ex:p ; sh:message "x" ; sh:datatype <urn:x-exact:x> ] ;
  sh:property [ sh:path ex:p ; sh:message "i" ; sh:datatype <urn:x-exact:http://www.w3.org/2001/XMLSchema#integer> ] ;
  sh:property [ sh:path ex:q ; sh:message "q" ; sh:maxCount 4 ; sh:hasValue "0", "1", "2", "3", "4" ] ;
  sh:property [ sh:path <urn:x-shacl:fails> ; sh:message "f" ; sh:maxCount 1 ] ;
  sh:message "n" ; sh:not [ sh:property [ sh:path ex:q ; sh:minCount 2 ] ]""")


def test_names_of_our_own_in_the_data_are_names_like_any_other(tmp_path: Path) -> None:
    """The store keeps things under these; that what is inside and what is outside are not confused."""
    _write(tmp_path, data_ttl=PREFIXES + OURS, data_nq=OUR_GRAPHS, shapes_ttl=OF_OURS)
    run = ("data.ttl", "data.nq", "--shapes", "shapes.ttl", "--coverage", "--engine")
    found, expected = (_in_process(tmp_path, *run, engine) for engine in ("sparql", "pyshacl"))
    assert found.stdout == expected.stdout
    assert _told(found.stdout, "ipx") == {"i": ["08", "6", "7"], "p": ["5", "6", "7"], "x": ["08", "5", "7"]}
    assert "1 node checked: 12 violations" in found.stdout


def _told(report: str, messages: str) -> dict[str, list[str]]:
    return {one: re.findall(rf": {one} \(got (\w+)\)", report) for one in messages}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("ex:a a ex:Thing ; ex:p <<( ex:a ex:b ex:c )>> .", "which is no RDF 1.1 term"),
        ("ex:a a <urn:x\\u003Ey> .", "has the class <urn:x>y>, which is no IRI"),
        ("ex:a a ex:Thing ; ex:p '1'^^<urn:x-exact:\\u003E> .", "data: holds "),
    ],
)
def test_terms_that_are_none_are_told_in_one_line(tmp_path: Path, data: str, words: str, engine: str) -> None:
    _write(tmp_path, data_ttl=PREFIXES + data, shapes_ttl=SHAPES)
    _assert_one_line(_in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--engine", engine), words)


def test_terms_that_rdflib_does_not_take_are_told_where_it_has_to(tmp_path: Path) -> None:
    data = r'ex:a a ex:Thing ; ex:p "x", "y"^^<urn:x\u0020y> .'
    _write(
        tmp_path,
        data_ttl=PREFIXES + data,
        shapes_ttl=_shape("sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:nodeKind sh:IRI ]"),
    )
    run = ("data.ttl", "--shapes", "shapes.ttl", "--engine")
    assert _in_process(tmp_path, *run, "sparql").stdout.endswith("3 violations\n")
    _assert_one_line(_in_process(tmp_path, *run, "pyshacl"), "data: ")


def test_a_result_is_one_line_whatever_the_data_says(tmp_path: Path) -> None:
    """Nor does a control character reach the terminal."""
    data = r'ex:a a ex:Thing ; ex:p "one\ntwo\r\n\u001B[31mred\u0007\u009B\u0000" .'
    query = "sh:sparql [ sh:message '''first\n{?value}''' ; sh:select 'SELECT $this ?value { $this <https://example.org/p> ?value }' ]"
    shape = _shape(f"sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ] ; {query}") + (
        "ex:T a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:severity ex:Grave ; sh:nodeKind sh:IRI ."
    )
    _write(tmp_path, data_ttl=PREFIXES + data, shapes_ttl=shape)
    found = _in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl")
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [
        "https://example.org/a https://example.org/p: is no sh:IRI (got one two [31mred) [S]",
        "  data.ttl:2:1",
        "https://example.org/a: first one two [31mred [S]",
        "  data.ttl:2:1",
        "one two [31mred: is no sh:IRI [T, https://example.org/Grave]",
        "2 nodes checked: 2 violations, 1 https://example.org/Grave",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--focus", "nonsense"), "nonsense: is no IRI; an IRI in full, or one with a prefix of ours"),
        (("--focus", "urn:a> } SERVICE <urn:b"), "is no IRI"),
        (("--focus", ""), "'': is no IRI"),
        (("--focus", "_:b"), "_:b: is no IRI"),
        (("--shape", "urn:a> }"), "urn:a> }: is no shape with a target; one of: https://example.org/S"),
        (("--timeout", "0"), "--timeout: is 0 seconds; a number of seconds above 0"),
        (("--timeout", "-1"), "--timeout: is -1 seconds"),
        (("--timeout", "nan"), "--timeout: is nan seconds"),
        (("--timeout", "inf"), "--timeout: is inf seconds"),
        (
            ("http://[::1", "--allow-network"),
            "http://[::1: cannot be fetched: Invalid IPv6 URL; an address that answers",
        ),
        (("http://127.0.0.1:x/", "--allow-network"), "cannot be fetched: nonnumeric port"),
        (("http://127.0.0.1:9/é y", "--allow-network"), "cannot be fetched: "),
        (("http://127.0.0.1:9/a.ttl", "--allow-network"), "cannot be fetched: "),
        (("http://", "--allow-network"), "cannot be fetched: "),
    ],
)
def test_options_made_up_are_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    _write(tmp_path, data_ttl=DATA, shapes_ttl=SHAPES)
    _assert_one_line(_in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", *arguments), words)


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_imports_are_not_followed(tmp_path: Path, engine: str) -> None:
    """But for the prefixes of a query (SHACL §5.2.1), inside the shapes graph, and there a circle is no matter."""
    owl = "<http://www.w3.org/2002/07/owl#imports>"
    more = (
        f"ex:O a <http://www.w3.org/2002/07/owl#Ontology> ; {owl} <http://127.0.0.1:9/>, <file:///etc/passwd>, ex:O2 .\n"
        f"ex:O2 {owl} ex:O ; sh:declare [ sh:prefix 'e' ; sh:namespace 'https://example.org/' ] .\n"
        f"ex:O sh:declare [ sh:prefix 'f' ; sh:namespace 'https://example.org/' ] .\n"
    )
    query = "sh:sparql [ sh:prefixes ex:O ; sh:message 'm' ; sh:select 'SELECT $this { $this f:p ?o }' ]"
    _write(tmp_path, data_ttl=DATA + more, shapes_ttl=_shape(query) + more)
    found = _in_process(tmp_path, "data.ttl", "--shapes", "shapes.ttl", "--engine", engine)
    assert found.stdout == "https://example.org/a: m [S]\n  data.ttl:2:1\n1 node checked: 1 violation\n"


@pytest.mark.slow
def test_a_literal_of_200_mb_is_refused_or_told_by_its_beginning(tmp_path: Path) -> None:
    text, shape = "x" * 200_000_000, _shape("sh:property [ sh:path ex:p ; sh:maxLength 9 ]")
    _write(tmp_path, data_nt=f'<urn:a> <urn:p> "{text}" .\n', shapes_ttl=shape)
    _assert_refused(_kg(tmp_path, "data.nt", "--shapes", "shapes.ttl"), "has a term of more than 16 MB")
    thing = "https://example.org/"
    rdf = f'<rdf:RDF {RDF} xmlns:e="{thing}"><e:Thing rdf:about="{thing}a"><e:p>{text}</e:p></e:Thing></rdf:RDF>'
    _write(tmp_path, data_rdf=rdf)
    found = _kg(tmp_path, "data.rdf", "--shapes", "shapes.ttl")
    assert found.returncode == 1 and "… 200000000 characters" in found.stdout
