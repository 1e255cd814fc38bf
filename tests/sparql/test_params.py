"""What a header says of a parameter is what it takes: a class, a closed list, in each of the forms of grlc."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from kg.cli import main
from kg.errors import QueryError
from kg.sparql import parse_header, run_query
from kg.sparql.executables import read_executables, write_executables

DATA = """
@prefix : <https://example.org/> . @prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:front a ckg:ArmedGroup ; rdfs:label "Green" . :town a ckg:Territory ; rdfs:label "Green" . :any rdfs:label "Red" .
ckg:ArmedGroup rdfs:subClassOf ckg:Actor .
"""
WHO = "#+ params:\n#+   - name: who\n#+     class: ckg:Actor\nSELECT (?who AS ?said) {}"


def _store() -> Store:
    store = Store()
    store.load(DATA, format=RdfFormat.TURTLE)
    return store


def _said(value: str) -> object:
    return run_query(_store(), parse_header("test", WHO), {"who": value}).dicts()[0]["said"]


def test_a_name_means_a_thing_of_the_class_alone() -> None:
    assert _said("green") == "https://example.org/front"
    assert _said("red") == "https://example.org/any", "what has no class may be of any"
    assert _said("https://example.org/town") == "https://example.org/town", "an IRI is taken as it is"
    place = parse_header("test", WHO.replace("Actor", "Talks"))
    with pytest.raises(QueryError, match="no ckg:Talks in the graph is called 'Green'"):
        run_query(_store(), place, {"who": "Green"})


@pytest.mark.parametrize("line", ["#+     class: Actor", "#+     type: text\n#+     class: ckg:Actor"])
def test_a_class_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(QueryError, match="a class such as ckg:Actor, of a thing"):
        parse_header("test", f"#+ params:\n#+   - name: who\n{line}\nSELECT ?who {{ ?who ?p ?o }}")


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ("#+ enumerate:\n#+   - x:\n#+     - ckg:Asserted\n#+     - ckg:Denied", ("ckg:Asserted", "ckg:Denied")),
        ("#+ enumerate:\n#+   - x", ()),
        ("#+ enumerate: x", ()),
        ("#+ params:\n#+   - name: x\n#+     enum: [ckg:Asserted]", ("ckg:Asserted",)),
    ],
)
def test_each_form_of_a_closed_list_is_read(lines: str, values: tuple[str, ...]) -> None:
    query = parse_header("test", f"{lines}\nSELECT (?x AS ?said) {{}}")
    assert query.params["x"].enum == values
    if values:
        with pytest.raises(QueryError, match=f"is not allowed; one of: {', '.join(values)}"):
            run_query(_store(), query, {"x": "ckg:Hedged"})


def test_show_and_turtle_tell_the_class_and_the_list(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["query", "--show", "as-of"]).stdout
    assert "one of: ckg:Affiliation, ckg:Alliance, ckg:Control" in shown
    assert "actor (thing, ckg:Actor)" in CliRunner().invoke(main, ["query", "--show", "allies"]).stdout
    query = parse_header("test", WHO)
    path = tmp_path / "test.ttl"
    path.write_bytes(write_executables([query]))
    assert read_executables([path])[0].params == query.params


def test_the_lint_knows_the_parameters_of_an_executable(tmp_path: Path) -> None:
    query = parse_header("test", WHO.replace("SELECT (?who AS ?said) {}", "SELECT ?a { ?a a ?b FILTER(?b = ?who) }"))
    path = tmp_path / "test.ttl"
    path.write_bytes(write_executables([query]))
    run = CliRunner().invoke(main, ["query-lint", str(path)])
    assert "?who" not in run.stdout
    path.write_text(path.read_text().replace('sh:name "who"', 'sh:name "other"'))
    assert "?who: is bound nowhere" in CliRunner().invoke(main, ["query-lint", str(path)]).stdout
