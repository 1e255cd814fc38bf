"""`kg check-ontology`: what it prints, and the four exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.ontology_checks import list_checks

GOOD = """
@prefix ex: <https://example.org/onto#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/onto> a owl:Ontology .
ex:A a owl:Class ; rdfs:label "a"@en .
"""


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check-ontology", *arguments], prog_name="kg")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.ttl").write_text(GOOD, encoding="utf-8")
    Path("bad.ttl").write_text(GOOD.replace(' ; rdfs:label "a"@en', ""), encoding="utf-8")
    Path("data.ttl").write_text("<https://example.org/a> <https://example.org/p> 1 .", encoding="utf-8")
    Path("broken.ttl").write_text("ex:A a", encoding="utf-8")
    return tmp_path


def test_without_a_file_the_bundled_ontology_is_checked_and_conforms() -> None:
    result = kg()
    assert result.exit_code == 0, result.output
    assert re.match(r"\d{3} nodes checked: conforms", result.stdout.splitlines()[-1])


def test_a_violation_is_exit_code_1_and_stands_on_stdout() -> None:
    result = kg("bad.ttl", "--check", "missing-label")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "https://example.org/onto#A rdfs:label: a term needs a label [missing-label]\n  bad.ttl:6:1\n"
        "1 node checked: 1 violation\n"
    )
    assert kg("good.ttl", "--check", "missing-label").exit_code == 0


def test_warnings_pass_unless_they_are_asked_to_fail() -> None:
    assert kg("good.ttl", "--check", "missing-definition").exit_code == 0
    assert kg("good.ttl", "--check", "missing-definition", "--fail-on", "warning").exit_code == 1
    assert kg("good.ttl", "--check", "missing-doi", "--fail-on", "warning").exit_code == 0


def test_a_skipped_check_does_not_run() -> None:
    skipped = kg(
        "bad.ttl",
        "--level",
        "violation",
        *[f"--skip=missing-{x}" for x in ("label", "title", "description", "license")],
    )
    assert (skipped.exit_code, skipped.stdout) == (0, "1 node checked: conforms\n")


def test_a_file_without_terms_is_exit_code_3() -> None:
    result = kg("data.ttl")
    assert (result.exit_code, result.stdout) == (3, "nothing was checked: no shape or check has a target in the data\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["broken.ttl"], "broken.ttl:1: is no Turtle"),
        (["none.ttl"], "none.ttl: "),
        (["onto.obo"], "onto.obo: the suffix '.obo' names no RDF format"),
        (["good.ttl", "--check", "missing-lable"], "missing-lable: is no check; one such as missing-label"),
        (["good.ttl", "--skip", "nothing-at-all"], "nothing-at-all: is no check"),
        (["good.ttl", "--check", "missing-doi", "--level", "violation"], "no check is left to run"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(arguments: list[str], words: str) -> None:
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr and result.stderr.count("\n") == 1


def test_the_list_has_each_check_with_its_level_and_origin() -> None:
    lines = kg("--list").stdout.splitlines()
    assert len(lines) == len(list_checks())
    assert "violation missing-label" in next(line for line in lines if "ROBOT missing_label" in line)
    assert all(
        line.startswith(("violation", "warning")) for line in kg("--list", "--level", "warning").stdout.splitlines()
    )


def test_the_report_can_go_into_a_file(folder: Path) -> None:
    assert kg("bad.ttl", "-o", "report.txt").exit_code == 1
    assert "missing-label" in (folder / "report.txt").read_text(encoding="utf-8")
