"""`kg query-lint`: what it prints, its reports, and the four exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg as package
from kg.cli import main

HEADER = "#+ summary: s\n#+ description: d\n#+ example: e\n"
GOOD = HEADER + "SELECT ?a WHERE { ?a <urn:p> 1 }\n"
BAD = HEADER + "SELECT ?a ?nmae\nWHERE { ?a <urn:p> ?name FILTER(?name > 1) }\n"
LOOSE = HEADER + "SELECT ?a WHERE { ?a <urn:p> ?b }\n"
EXECUTABLE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] .

ex:one a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;
    sh:prefixes ex:prefixes ;
    sh:select '''SELECT ?a ?nmae
WHERE { ?a ex:p ?name FILTER(?name > 1) }''' .
"""


def kg(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(main, ["query-lint", *arguments], prog_name="kg", **options)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.rq").write_text(GOOD, encoding="utf-8")
    Path("bad.rq").write_text(BAD, encoding="utf-8")
    Path("loose.sparql").write_text(LOOSE, encoding="utf-8")
    Path("examples.ttl").write_text(EXECUTABLE, encoding="utf-8")
    return tmp_path


def test_an_error_is_exit_code_1_and_stands_with_its_place() -> None:
    result = kg("bad.rq")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "?nmae: is given back, and nothing in the pattern binds it; ?name, perhaps [unbound-variable]\n  bad.rq:4:11\n"
        "1 query checked: 1 violation\n"
    )


def test_a_query_without_findings_is_exit_code_0() -> None:
    result = kg("good.rq")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 query checked: conforms\n", "")


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_warnings_pass_unless_they_are_asked_to_fail(level: str, code: int) -> None:
    assert kg("loose.sparql", "--fail-on", level).exit_code == code


def test_a_folder_is_read_by_name_and_down_to_its_last_query(folder: Path) -> None:
    (folder / "pack" / "more").mkdir(parents=True)
    (folder / "pack" / "more" / "z.rq").write_text(GOOD, encoding="utf-8")
    (folder / "pack" / "a.sparql").write_text(LOOSE, encoding="utf-8")
    (folder / "pack" / "notes.txt").write_text("no query", encoding="utf-8")
    result = kg("pack")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 queries checked: conforms, with 1 warning"
    assert "pack/a.sparql:4:30" in result.stdout


def test_a_folder_without_a_query_is_exit_code_3(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = kg("empty")
    assert (result.exit_code, result.stdout) == (3, "nothing was checked: there is no query\n")


def test_a_query_may_come_from_stdin() -> None:
    result = kg("-", input=BAD)
    assert result.exit_code == 1
    assert "  stdin:4:11\n" in result.stdout


def test_queries_in_turtle_stand_at_their_subject_and_know_their_prefixes() -> None:
    result = kg("examples.ttl")
    assert result.exit_code == 1
    assert "?nmae: " in result.stdout and "(line 1 of https://example.org/one)" in result.stdout.replace(
        "<", ""
    ).replace(">", "")
    assert "  examples.ttl:5:1\n" in result.stdout
    assert "undeclared-prefix" not in result.stdout


def test_terms_are_judged_by_what_is_given(folder: Path) -> None:
    Path("q.rq").write_text(
        HEADER + "PREFIX ex: <https://example.org/>\nSELECT ?a { ?a a ex:Persn ; ex:name [] }", encoding="utf-8"
    )
    Path("o.ttl").write_text(
        "@prefix o: <http://www.w3.org/2002/07/owl#> . <https://example.org/Person> a o:Class .\n"
        "<https://example.org/name> a o:DatatypeProperty .",
        encoding="utf-8",
    )
    Path("v.ttl").write_text(
        "@prefix v: <http://rdfs.org/ns/void#> . <urn:d> v:classPartition [ v:class <https://example.org/Persn> ] .",
        encoding="utf-8",
    )
    assert kg("q.rq").exit_code == 0, "a namespace of others is left alone"
    by_ontology = kg("q.rq", "--ontology", "o.ttl")
    assert (
        "ex:Persn: is no class of the vocabulary; https://example.org/Person, perhaps [unknown-class]"
        in by_ontology.stdout
    )
    assert "ex:name" not in by_ontology.stdout
    by_data = kg("q.rq", "--void", "v.ttl")
    assert "ex:name: is no property that the data has" in by_data.stdout
    assert "unknown-class" not in by_data.stdout


def test_reports_are_those_of_kg_validate() -> None:
    kinds = ("sarif", "junit", "github", "markdown", "json", "html", "turtle", "jsonld")
    result = kg("bad.rq", "loose.sparql", *[f"--report={kind}=report.{kind}" for kind in kinds])
    assert result.exit_code == 1
    run = json.loads(Path("report.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert [(one["ruleId"].rpartition("#")[2], one["level"]) for one in run["results"]] == [
        ("unbound-variable", "error"),
        ("unused-variable", "warning"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 4, "startColumn": 11}
    assert (
        Path("report.github")
        .read_text(encoding="utf-8")
        .startswith("::error title=unbound-variable,file=bad.rq,line=4,col=11")
    )
    assert "bad.rq:4:11" in Path("report.turtle").read_text(encoding="utf-8")
    assert "2 queries checked, 2 results." in Path("report.markdown").read_text(encoding="utf-8")


def test_a_baseline_waives_what_is_known() -> None:
    assert kg("bad.rq", "--write-baseline", "known.json").exit_code == 0
    assert kg("bad.rq", "--baseline", "known.json").exit_code == 0
    Path("other.rq").write_text(BAD, encoding="utf-8")
    assert kg("other.rq", "--baseline", "known.json").exit_code == 1, "the same fault in another file is another one"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "there is no query"),
        (["none.rq"], "none.rq: "),
        (["good.rq", "--ontology", "none.ttl"], "none.ttl: "),
        (["good.rq", "--fail-on", "fatal"], "--fail-on"),
    ],
)
def test_what_a_user_can_put_right_is_one_line(arguments: list[str], words: str) -> None:
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


def test_the_rules_are_listed() -> None:
    result = kg("--list")
    assert result.exit_code == 0
    assert "violation unknown-class " in result.stdout


def test_the_report_is_the_same_for_every_hash_seed() -> None:
    root = Path(package.__file__).parents[1]
    told = set()
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-m", "kg", "query-lint", "bad.rq", "loose.sparql", "examples.ttl", "--report=sarif=-"],
            env={"PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        assert run.returncode == 1, run.stderr
        told.add(run.stdout)
    assert len(told) == 1
