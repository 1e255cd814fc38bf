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
