"""What is watched on its way to the parsers of RDF: nesting, entities, and files that break off."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.formats import guarded as module
from kg.formats.guarded import guarded
from kg.formats.rdf import parse_rdf

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:"'


def read(data: bytes, format: str, size: int = 7) -> bytes:
    file, found = guarded(BytesIO(data), format, "here"), b""
    while piece := file.read(size):
        found += piece
    return found


def quads(data: bytes | str, format: str) -> int:
    return sum(1 for _ in parse_rdf(BytesIO(data.encode() if isinstance(data, str) else data), format, "here"))


def rdf(content: str, doctype: str = "") -> str:
    return f'{doctype}<rdf:RDF {RDF}><rdf:Description rdf:about="urn:a">{content}</rdf:Description></rdf:RDF>'


def depth(text: str) -> int:
    """Return how deep the brackets of JSON are nested, those in strings left out; character by character."""
    deepest = now = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            in_string, escaped = escaped or character != '"', character == "\\" and not escaped
        elif character == '"':
            in_string = True
        else:
            now += (character in "[{") - (character in "]}")
            deepest = max(deepest, now)
    return deepest


@given(st.text('{}[]""\\x', max_size=30), st.integers(0, 4), st.integers(1, 9), st.integers(1, 9))
def test_brackets_in_strings_do_not_count_wherever_the_pieces_end(text: str, most: int, piece: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "DEEPEST", most)
        patch.setattr(module, "PIECE", piece)
        if depth(text) <= most:
            assert read(text.encode(), "jsonld", size) == text.encode()
        else:
            with pytest.raises(InputError, match=f"here: is nested more than {most} deep; fewer brackets"):
                read(text.encode(), "jsonld", size)


@pytest.mark.parametrize("format", ["turtle", "ntriples", "nquads", "trig"])
def test_a_byte_order_mark_is_left_out(format: str) -> None:
    assert quads(b"\xef\xbb\xbf<urn:a> <urn:b> <urn:c> .\n", format) == 1
    assert quads(b"\xef\xbb\xbf", format) == 0


def test_nesting_that_people_write_is_read() -> None:
    assert quads('{"urn:p":' * 100 + '"x"' + "}" * 100, "jsonld") == 100
    assert quads(rdf("<x:p><rdf:Description>" * 100 + "</rdf:Description></x:p>" * 100), "rdfxml") == 100
    assert quads("<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 100 + "1" + " )>>" * 100 + " .", "turtle") == 1


# Of each, more than Oxigraph's parsers come back from: they overflow the stack, or take hours.
DEEP = {
    "objects": ("jsonld", '{"urn:p":' * 10_000 + "1" + "}" * 10_000, "more than 500 deep"),
    "lists": ("jsonld", '{"urn:p":' + '{"@list":[' * 10_000 + "]}" * 10_000 + "}", "more than 500 deep"),
    "contexts": ("jsonld", '{"@context":{"a":' * 5_000 + "{}" + "}}" * 5_000, "more than 500 deep"),
    "brackets without an end": ("jsonld", "[" * 100_000, "more than 500 deep"),
    "elements": ("rdfxml", rdf("<x:p><rdf:Description>" * 50_000), "here:1: is nested more than 500 deep"),
    "terms": ("ntriples", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 50_000, "more than 5,000 terms of RDF 1.2"),
    "terms and comments": ("turtle", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> # )>>\n" * 50_000, "of RDF 1.2"),
}


@pytest.mark.parametrize("name", DEEP)
def test_what_parsers_do_not_come_back_from_is_refused(name: str, tmp_path: Path) -> None:
    """In its own process: without the guard this is a crash of the interpreter."""
    format, text, words = DEEP[name]
    (tmp_path / "data").write_text(text, encoding="utf-8")
    program = (
        "import sys; from kg.formats.rdf import parse_rdf; from kg.errors import InputError\n"
        "try:\n    list(parse_rdf(open('data', 'rb'), sys.argv[1], 'here'))\n"
        "except InputError as error:\n    sys.exit(str(error))"
    )
    command = [sys.executable, "-c", program, format]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert found.returncode == 1, found
    assert words in found.stderr and found.stderr.count("\n") == 1


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
ENTITIES = {
    "of entities": f"<!DOCTYPE r [{BOMB}]>",
    "behind a comment": f"<!-- <!DOCTYPE r [ ]> --><!DOCTYPE r [{BOMB}]>",
    "behind a bracket": f'<!DOCTYPE r [<!ENTITY a "]>">{BOMB}]>',
    "long": f'<!DOCTYPE r [<!ENTITY e11 "{"x" * 2000}">]>',
    "of a file": '<!DOCTYPE r [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>',
    "of the web": '<!DOCTYPE r [<!ENTITY % e11 SYSTEM "http://127.0.0.1:9/x"> %e11;]>',
}


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_that_grow_or_lie_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="here:1: declares the entity e") as fault:
        quads(rdf("<x:p>&e11;</x:p>", ENTITIES[name]), "rdfxml")
    assert "root:" not in str(fault.value)


@pytest.mark.parametrize("doctype", ["<!doctype r [", "<!Doctype r ["])
def test_a_doctype_in_other_letters_is_no_xml(doctype: str) -> None:
    with pytest.raises(InputError, match="here:1: is no XML"):
        quads(rdf("<x:p>&e11;</x:p>", f"{doctype}{BOMB}]>"), "rdfxml")


def test_an_entity_told_over_and_over_is_no_way_around() -> None:
    many = rdf(f"<x:p>{'&e;' * 1_000_000}</x:p>", f'<!DOCTYPE r [<!ENTITY e "{"x" * 1000}">]>')
    with pytest.raises(InputError, match="here:1: is no XML: limit on input amplification factor"):
        quads(many, "rdfxml")


def test_entities_for_name_spaces_are_read() -> None:
    doctype = '<!DOCTYPE rdf:RDF [<!ENTITY w3 "http://www.w3.org/"><!ENTITY xsd "&w3;2001/XMLSchema#">]>'
    (quad,) = parse_rdf(BytesIO(rdf('<x:p rdf:datatype="&xsd;integer">1</x:p>', doctype).encode()), "rdfxml", "here")
    assert str(quad.object) == '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize("content", ["", f"<rdf:RDF {RDF}>", rdf("")[:-5], f"<rdf:RDF {RDF}><rdf:Description/>"])
def test_rdf_xml_that_breaks_off_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="here:1: is no XML"):
        quads(content, "rdfxml")
