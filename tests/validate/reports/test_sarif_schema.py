"""SARIF logs against the schema of OASIS, and against the rules of Microsoft's SARIF Multitool, which brings that schema."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import validators

from kg.cli import main

from .faults import FAULTS, SEEDS, written

MULTITOOL = Path(__file__).parents[3] / "build/peers/node_modules/@microsoft/sarif-multitool-linux"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not MULTITOOL.is_dir(), reason="no SARIF Multitool (make test-all installs it where there is npm)"
    ),
]
ODD = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
    "ex:a ex:p 'one\\ntwo', '\\u0007', '\U0001f54a' . [] ex:p '' .\n"
    "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ; sh:severity sh:Info ] ;\n"
    " sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ; sh:severity ex:Grave ; sh:message 'no {?value}' ] .\n"
)


def log(folder: Path, *arguments: str) -> Path:
    target = folder / "out.sarif"
    found = CliRunner().invoke(main, ["validate", *arguments, f"--report=sarif={target}"], catch_exceptions=False)
    assert found.exit_code in (0, 1), found.output
    return target


@pytest.fixture(params=["planted faults", "no documents", "rotten evidence", "nothing wrong", "odd data"])
def sarif(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    match request.param:
        case "planted faults":
            return log(tmp_path, str(written(tmp_path, FAULTS)), "--docs", str(SEEDS))
        case "no documents":
            return log(tmp_path, written(tmp_path, FAULTS).name)
        case "rotten evidence":
            (tmp_path / "a b").mkdir()
            for path in sorted(SEEDS.glob("*.txt"))[:4]:
                text = path.read_text(encoding="utf-8").replace("ISIS", "the group")
                (tmp_path / "a b" / path.name).write_text(text, encoding="utf-8")
            return log(tmp_path, str(written(tmp_path, [])), "--evidence", "a b")
        case "nothing wrong":
            return log(tmp_path, str(written(tmp_path, [])))
    (tmp_path / "odd 100%: é.ttl").write_text(ODD, encoding="utf-8")
    return log(tmp_path, "odd 100%: é.ttl", "--shapes", "odd 100%: é.ttl")


def test_it_is_valid_by_the_schema(sarif: Path) -> None:
    schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    check = validators.validator_for(schema)
    check.check_schema(schema)
    errors = list(check(schema).iter_errors(json.loads(sarif.read_text(encoding="utf-8"))))
    assert [error.message for error in errors] == []


def test_the_multitool_has_no_error_to_tell(sarif: Path) -> None:
    told = sarif.with_name("told.sarif")
    run = [MULTITOOL / "Sarif.Multitool", "validate", sarif, "--output", told]
    environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    found = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert told.is_file(), found.stdout + found.stderr
    results = json.loads(told.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert [(result["ruleId"], result["message"]) for result in results if result.get("level") == "error"] == []
