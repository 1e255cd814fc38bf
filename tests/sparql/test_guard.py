"""What brings a parser down is refused in one line, and what only looks like an IRI does not hide another server."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import QueryError
from kg.sparql.guard import check_query
from kg.validate.sparql.tokens import read_tokens

DEEP = {
    "braces": "ASK " + "{" * 3000 + "}" * 3000,
    "brackets": "ASK { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    "nodes": "ASK { ?s ?p " + "[ ?q " * 3000 + "1" + "]" * 3000 + " }",
    "signs": "ASK { FILTER(" + "!" * 3000 + "true) }",
    "exists": "ASK { " + "FILTER EXISTS {" * 1000 + "?s ?p ?o" + "}" * 1001,
    "minus": "ASK { ?s ?p ?o " + "MINUS{}" * 4000 + "}",
    "binds": "ASK { " + "".join(f"BIND(1AS?x{n})" for n in range(4000)) + "}",
    "sums": "ASK { FILTER(1" + "+1" * 50_000 + ") }",
    "hidden": "ASK { FILTER(1<" + "(" * 3000 + "1" + ")" * 3000 + "#>\n) }",
}
HIDDEN = 'SELECT $this { BIND(IRI("http://127.0.0.1:1/") AS ?g) FILTER(1<2)SERVICE?g#>\n{ ?s ?p ?o } }'


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("command", ["query", "query-lint"])
def test_a_query_that_no_parser_survives_is_one_line(name: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.rq"
    path.write_text(DEEP[name], encoding="utf-8")
    data = tmp_path / "data.ttl"
    data.write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    result = CliRunner().invoke(main, [command, str(path), *(["--data", str(data)] if command == "query" else [])])
    told = result.stderr if command == "query" else result.stdout.splitlines()[0] + "\n"
    assert (result.exit_code, told.count("\n")) == (2 if command == "query" else 1, 1)
    assert "; at most " in told or "; fewer brackets inside one another" in told


def test_many_rows_of_values_are_no_depth() -> None:
    rows = " ".join(f"(<urn:{number}> {number})" for number in range(20_000))
    assert check_query("test", f"SELECT ?x {{ VALUES (?x ?n) {{ {rows} }} ?x ?p ?n }}").variables == {"x", "n", "p"}


def test_a_comparison_that_looks_like_an_iri_does_not_hide_a_server(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query("test", HIDDEN)
    with pytest.raises(QueryError, match="has SERVICE, which SHACL rules out"):
        read_tokens(HIDDEN, {}, "shape")
    path = tmp_path / "hidden.rq"
    path.write_text(HIDDEN, encoding="utf-8")
    assert "SERVICE: asks another server" in CliRunner().invoke(main, ["query-lint", str(path)]).stdout


@pytest.mark.parametrize(
    "string", [r'"caf\u00e92014"', r'"\u00132014-02t"', r'"\U0001F4F02014"', r"'''a\u0022'''", r'"\\u00e92014"']
)
def test_an_escape_takes_the_digits_that_sparql_gives_it(string: str, tmp_path: Path) -> None:
    """SPARQL 1.1, §19.2: four after `u`, eight after `U`."""
    data = tmp_path / "data.ttl"
    data.write_text(f"<urn:s> <http://www.w3.org/2000/01/rdf-schema#label> {string} .", encoding="utf-8")
    path = tmp_path / "escape.rq"
    path.write_text(f"SELECT ?s {{ ?s rdfs:label {string} }} # \\u000A2014", encoding="utf-8")
    result = CliRunner().invoke(main, ["query", str(path), "--data", str(data), "--format", "csv"])
    assert (result.exit_code, result.stdout.split()) == (0, ["s", "urn:s"])
    assert CliRunner().invoke(main, ["query-lint", str(path)]).exit_code == 0


def test_a_value_with_a_control_character_before_digits_is_a_text(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    given = ["query", "accepted", "--data", str(data), "--param", "document=\x132014"]
    result = CliRunner().invoke(main, given)
    assert (result.exit_code, "cannot be checked" in result.stderr) == (0, False)


def test_escapes_hide_no_server_and_move_no_column() -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query("test", r'ASK { ?s ?p "a\u0022b" SERVICE <urn:\u0061> { ?s ?p ?o } }')
    with pytest.raises(QueryError, match=r"test:2: is no SPARQL query at column 26;"):
        check_query("test", 'ASK {\n<urn:\\u0061> ?p "\\u00e9" ?? }')
    with pytest.raises(QueryError, match=r"FROM <urn:a2014>"):
        check_query("test", r"ASK FROM <urn:\u00612014> {}", lambda graph: False)


@pytest.mark.parametrize(
    "query", [r"ASK { ?s\u0041 ?p ?o }", r"ASK { <urn:\u003E> ?p ?o }", r"ASK { <urn:\U00110000> ?p ?o }"]
)
def test_an_escape_where_none_may_stand_is_named(query: str) -> None:
    with pytest.raises(QueryError, match=r"test:1: has \\[uU]\w+ (outside strings and IRIs|in an IRI); "):
        check_query("test", query)
