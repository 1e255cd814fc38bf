"""The GitHub Action, step by step on the small repository of examples/ci; docs/ci.md shows what it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .steps import ROOT, Action, command_folder, load, small_repository

DOCS = ROOT / "docs" / "ci.md"
DOCUMENTS = {"documents": "reports", "shapes": "shapes/house.ttl"}


def action(tmp_path: Path, **inputs: str) -> Action:
    for name in ("repository", "temporary"):
        (tmp_path / name).mkdir()
    return Action(small_repository(tmp_path / "repository"), inputs, tmp_path / "temporary")


@pytest.fixture
def installed(tmp_path: Path) -> Action:
    made = action(tmp_path, **DOCUMENTS)
    command_folder(made.temporary / "conflict-kg")
    return made


def test_the_steps_print_what_the_docs_say(installed: Action) -> None:
    built = installed.run("build")
    assert built.returncode == 0, built.stderr
    found = installed.run("validate")
    assert found.returncode == 1, found.stderr
    docs = DOCS.read_text(encoding="utf-8")
    assert built.stderr.replace(str(installed.temporary), "$RUNNER_TEMP") in docs
    assert found.stdout in docs and found.stdout.count("::error ") == 2
    assert installed.summary in docs and installed.summary.startswith("# SHACL: 2 results fail\n")


def test_outputs_name_the_reports(installed: Action) -> None:
    installed.run("build")
    installed.run("validate")
    assert installed.outputs == {
        "exit-code": "1",
        "sarif": "kg-reports/report.sarif",
        "junit": "kg-reports/report.xml",
        "html": "kg-reports/report.html",
    }
    sarif = json.loads((installed.folder / installed.outputs["sarif"]).read_text(encoding="utf-8"))
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["runs"][0]["results"]
    }
    assert uris == {"reports/ashford.txt"}


def test_files_are_checked_without_a_build(tmp_path: Path) -> None:
    made = action(tmp_path, files="a.ttl\nb c.ttl\n", shapes="shapes/house.ttl", arguments="--allow-empty\n--coverage")
    command_folder(made.temporary / "conflict-kg")
    for name in ("a.ttl", "b c.ttl"):
        (made.folder / name).write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    found = made.run("validate")
    assert (found.returncode, found.stdout, made.outputs["exit-code"]) == (0, "", "0"), found.stderr
    assert made.summary.startswith("# SHACL: nothing was checked\n")


def test_what_cannot_be_checked_fails_without_reports(tmp_path: Path) -> None:
    made = action(tmp_path, files="absent.ttl")
    command_folder(made.temporary / "conflict-kg")
    found = made.run("validate")
    assert (found.returncode, made.outputs, made.summary) == (2, {"exit-code": "2"}, "")
    assert found.stderr.startswith("absent.ttl: No such file or directory; ")


@pytest.mark.parametrize("hostile", ["$(touch hacked)", "`touch hacked`", "'; touch hacked; '", "a\nb; touch hacked"])
def test_inputs_are_never_read_as_a_script(tmp_path: Path, hostile: str) -> None:
    made = action(tmp_path, files=hostile, shapes=hostile)
    command_folder(made.temporary / "conflict-kg")
    assert made.run("validate").returncode == 2
    assert not (made.folder / "hacked").exists()


def test_every_output_is_one_of_a_step_and_every_input_is_used() -> None:
    document = load(ROOT / "action.yml")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert all(f"inputs.{name}" in text for name in document["inputs"])
    assert all(f"steps.validate.outputs.{name} }}}}" in text for name in document["outputs"])


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", "examples/ci/github-workflow.yml"),
        ("gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_files_for_hosts_are_valid_by_their_schemas(schema: str, path: str) -> None:
    run = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / path)]
    found = subprocess.run(run, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.mark.slow
def test_from_the_installation_on(tmp_path: Path) -> None:
    made = action(tmp_path, **DOCUMENTS, python=sys.executable)
    installed = made.run("install")
    assert installed.returncode == 0, installed.stderr
    assert made.run("build").returncode == 0
    assert made.run("validate").stdout in DOCS.read_text(encoding="utf-8")
