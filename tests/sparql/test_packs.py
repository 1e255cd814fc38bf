"""Packs of queries, and what the command line tells of queries, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store

from kg.cli import main
from kg.cli.query import ANSWER_FORMATS
from kg.errors import KgError, QueryError, UsageError
from kg.resources import queries
from kg.sparql import RESULT_FORMATS, find_query, list_queries, pack_queries
from kg.sparql.executables import write_executables
from kg.sparql.packs import PACKS_VARIABLE

MINE = "#+ summary: Which things are there?\n#+ params:\n#+   - name: kind\n#+     example: ckg:Claim\n\nSELECT ?s { ?s a ?kind }"
DATA = "@prefix : <https://example.org/> . :a a :Hero ; :age 7 . :b a :Place ."


def kg(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "things.rq").write_text(MINE)
    (folder / "README.md").write_text("Not a query.")
    return folder


def test_a_pack_is_found_beside_the_bundled_queries(pack: Path) -> None:
    names = {query.name for query in list_queries([pack])}
    assert names == {*queries(), "things"}
    assert find_query("things", [pack]).summary == "Which things are there?"
    assert find_query("timeline", [pack]).name == "timeline"


def test_packs_of_the_environment_are_always_there(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PACKS_VARIABLE, f"{pack}:")
    assert find_query("things").text == MINE
    assert "things " in kg("query", "--list").stdout


def test_a_turtle_file_counts_where_there_is_no_text_of_its_name(pack: Path) -> None:
    (query,) = pack_queries(pack).values()
    (pack / "things.ttl").write_bytes(write_executables([query], "https://example.org/"))
    assert pack_queries(pack) == {"things": query}
    (pack / "things.rq").unlink()
    assert pack_queries(pack)["things"].params == query.params
    assert find_query(str(pack / "things.ttl")).summary == query.summary


def test_a_query_of_a_pack_hides_the_bundled_one_and_that_is_told(pack: Path) -> None:
    (pack / "things.rq").rename(pack / "timeline.rq")
    run = kg("query", "--show", "timeline", "--pack", str(pack))
    assert "Which things are there?" in run.stdout
    assert run.stderr == "timeline: hides the bundled query of this name\n"


def test_one_name_in_two_packs_is_refused(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "things.sparql").write_text("ASK {}")
    with pytest.raises(QueryError, match="things is in another pack too"):
        list_queries([pack, other])
    (pack / "things.sparql").write_text("ASK {}")
    with pytest.raises(QueryError, match="has two queries of the name things"):
        list_queries([pack])


def test_a_pack_that_is_none_is_refused(tmp_path: Path) -> None:
    for folder, message in ((tmp_path, "holds no query"), (tmp_path / "missing", "is no folder")):
        with pytest.raises(UsageError, match=message):
            find_query("timeline", [folder])


@pytest.mark.parametrize("given", ["missing.ttl", "two.ttl"])
def test_a_file_of_turtle_must_hold_one_query(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two.ttl").write_bytes(write_executables(list_queries()[:2]))
    with pytest.raises(KgError, match=r"is missing|holds 2 queries"):
        find_query(given)


def test_the_list_has_a_line_for_each_query_and_json_tells_all() -> None:
    lines = kg("query", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(queries())
    listed = json.loads(kg("query", "--list", "--format", "json").stdout)
    assert [query["name"] for query in listed] == list(queries())
    by_name = {query["name"]: query for query in listed}
    comments = {"name": "comments", "type": "text", "description": "yes takes in readers' comments", "required": False}
    assert (
        comments | {"class": "", "default": "no", "example": "yes", "enum": ["no", "yes"]}
        in by_name["allies"]["params"]
    )
    assert by_name["allies"]["columns"][0] == {"name": "actorLabel", "description": "the actor"}
    assert [json.loads(line) for line in kg("query", "--list", "--format", "jsonl").stdout.splitlines()] == listed


def test_the_list_as_turtle_holds_every_query() -> None:
    store = Store()
    store.load(kg("query", "--list", "--format", "turtle").stdout_bytes, format=RdfFormat.TURTLE)
    found = store.query("SELECT ?q { ?q a <http://www.w3.org/ns/shacl#SPARQLExecutable> }")
    assert len(list(found)) == len(queries())  # type: ignore[arg-type]
    assert "--format table, json, jsonl or turtle" in kg("query", "--list", "--format", "xml").stderr


def test_show_tells_all_that_the_header_says_and_the_text() -> None:
    query = find_query("as-of")
    for words in (("query", "--show", "as-of"), ("query", "as-of", "--show")):
        shown = kg(*words).stdout
        for part in (query.summary, query.description, *query.meanings.values(), query.example):
            assert part in shown
        for param in query.params.values():
            assert f"{param.name} ({param.kind})" in shown
            assert param.example in shown
        assert "".join(shown.split()).endswith("".join(query.body.split()))
    assert json.loads(kg("query", "as-of", "--show", "--format", "json").stdout)["text"] == query.text


def test_executables_of_a_pack_are_written_into_a_folder(pack: Path, tmp_path: Path) -> None:
    run = kg("query", "--executables", str(tmp_path / "out"), "--pack", str(pack))
    assert (run.exit_code, run.stdout) == (0, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["things.ttl"]
    assert pack_queries(tmp_path / "out")["things"].summary == "Which things are there?"


def test_the_formats_of_the_command_are_those_of_the_library() -> None:
    assert set(ANSWER_FORMATS) == set(RESULT_FORMATS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ASK { ?s a <https://example.org/Hero> }", 1),
        ("ASK { ?s a <https://example.org/Villain> }", 0),
        ("SELECT ?s { ?s a <https://example.org/Hero> }", 1),
        ("SELECT ?s { ?s a <https://example.org/Villain> }", 0),
        ("CONSTRUCT WHERE { ?s a <https://example.org/Hero> }", 1),
        ("CONSTRUCT WHERE { ?s a <https://example.org/Villain> }", 0),
    ],
)
@pytest.mark.parametrize("format", ["table", "csv", "json", "ntriples"])
def test_fail_if_any_counts_rows_triples_and_a_yes(text: str, code: int, format: str, tmp_path: Path) -> None:
    if (format == "ntriples") != text.startswith("CONSTRUCT"):
        format = "table"
    (tmp_path / "data.ttl").write_text(DATA)
    run = kg("query", text, "--data", str(tmp_path / "data.ttl"), "--fail-if-any", "--format", format)
    assert (run.exit_code, run.stderr) == (code, "")
    assert run.stdout or format == "ntriples"


def test_an_answer_in_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.ttl").write_text(DATA)
    assert kg("query", "SELECT ?s { ?s a ?o }", "--data", "data.ttl", "--format", "csv", "-o", "a.csv").exit_code == 0
    assert Path("a.csv").read_bytes().count(b"\r\n") == 3
    run = kg("query", "SELECT ?s { ?s a ?o }", "--data", "data.ttl", "--format", "turtle", "-o", "a.csv")
    assert (run.exit_code, "CONSTRUCT or DESCRIBE" in run.stderr) == (2, True)
    assert Path("a.csv").read_bytes().count(b"\r\n") == 3, "what was there stays"
    assert sorted(path.name for path in Path().iterdir()) == ["a.csv", "data.ttl"]
    assert kg("query", "ASK {}", "--data", "data.ttl", "-o", "missing/a.csv").exit_code == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--param", "s=A", "--param", "s=B"], "'s' is given twice; one value for each name"),
        (["--param", "s"], "'s' has no value; NAME=VALUE"),
        (["--param", "=A"], "'' has no name; NAME=VALUE"),
        (["--param", "thin=A"], "query: has no parameter 'thin'; thing, perhaps (one of: other, thing)"),
        (["--columns", "thing,thing"], "thing: is named twice among the columns; each column once"),
    ],
)
def test_a_call_that_is_off_is_one_line(given: list[str], message: str, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    result = CliRunner().invoke(main, ["query", "SELECT ?thing { ?thing a ?other }", "--data", str(data), *given])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_an_answer_of_ask_stays_one_when_its_column_is_chosen(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    call = ["query", "ASK { ?s a ?o }", "--data", str(data), "--columns", "answer", "--format", "json", "--fail-if-any"]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"head": {}, "boolean": False})


@pytest.mark.parametrize("command", ["query", "query-lint"])
@pytest.mark.parametrize(
    ("data", "message"), [(b"SELECT \xff", "is not UTF-8 at byte 7"), (b" " * 10_000_001, "is larger than 10 MB")]
)
def test_what_is_no_text_of_a_query_is_one_line_from_a_file_and_from_stdin(
    command: str, data: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.rq"
    path.write_bytes(data)
    for given in (str(path), "-"):
        result = CliRunner().invoke(main, [command, given], input=data)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"{'stdin' if given == '-' else given}: {message}")
        assert result.stderr.count("\n") == 1
