"""The wheel alone, unpacked in another folder, does the main job on files of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., str]

ROOT = Path(__file__).parents[1]
REPORT = "Red Front moves on\n\nThe Red Front took Hilltown from the Blue Army on 2 March 2014.\n"
CLAIM = {
    "document": "report.txt",
    "paragraph": 2,
    "quote": "The Red Front took Hilltown from the Blue Army",
    "type": "TerritorialCapture",
    "actors": ["Red Front"],
    "recipients": ["Blue Army"],
    "locations": ["Hilltown"],
}
INSIDE = (
    "kg/_data/ontology/conflict.ttl",
    "kg/_data/ontology/event-schemes.ttl",
    "kg/_data/ontology/event-type-mappings.ttl",
    "kg/_data/ontology/event-types.ttl",
    "kg/_data/ontology/context.jsonld",
    "kg/_data/ontology/versions/0.1.0.ttl",
    "kg/_data/shapes/claim.ttl",
    "kg/_data/seeds/manifest.json",
    "kg/queries/timeline.rq",
    "kg/lexicon/actors.ttl",
    "kg/lexicon/policies/asserted-and-uncontested.toml",
    "kg/lexicon/frames/verbs.toml",
    "kg/consolidate/roles.toml",
    "kg/diff/judgements.toml",
    "kg/pages/redirects.toml",
    "kg/pages/templates/term.html",
    "kg/pages/assets/pages.css",
    "kg/extract/parser/config.cfg",
    "kg/extract/parser/parser/model",
    "kg/extract/parser/tok2vec/model",
    "kg/extract/parser/LICENSE",
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release would, and unpack it: installing one is no more than that."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.fixture
def run(unpacked: Path, tmp_path: Path) -> Run:
    """Run Python in an empty folder that sees the unpacked wheel before any other kg."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")

    def python(*arguments: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(unpacked)}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return python


def test_the_wheel_holds_what_the_code_reads(unpacked: Path) -> None:
    assert [name for name in INSIDE if not (unpacked / name).is_file()] == []


def test_every_data_file_of_the_checkout_is_in_the_wheel(unpacked: Path) -> None:
    folders = {ROOT / "kg": unpacked / "kg"}
    folders |= {ROOT / name: unpacked / "kg" / "_data" / name for name in ("ontology", "shapes", "seeds")}
    missing = [
        path.relative_to(ROOT).as_posix()
        for source, target in folders.items()
        for path in sorted(source.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not (target / path.relative_to(source)).is_file()
    ]
    assert missing == []


def test_the_wheel_does_not_lean_on_the_checkout(run: Run, unpacked: Path) -> None:
    printed = run("-c", "import kg, kg.resources as r; print(kg.__file__, r.seeds(), r.ontology_file(), sep='\\n')")
    assert all(Path(line).is_relative_to(unpacked) for line in printed.splitlines())


def test_the_wheel_builds_validates_and_answers(run: Run, tmp_path: Path) -> None:
    run("-m", "kg", "build", "report.txt", "--claims", "claims.jsonl", "-o", "graph.ttl")
    assert "Hilltown" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "conform" in run("-m", "kg", "validate").lower()
    assert "timeline" in run("-m", "kg", "query", "--list")
    assert "Hilltown" in run("-m", "kg", "query", "places-changed-hands")
