"""The hooks for pre-commit, by pre-commit itself, on a small repository of git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .steps import EXAMPLE, ROOT, load

PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
DATA = (
    "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n@prefix ex: <https://example.org/> .\n\n"
    "ex:retreat a ckg:ReportedWithdrawal .\n"
)


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_manifest_and_the_example_are_sound() -> None:
    for kind, path in (("manifest", ROOT / ".pre-commit-hooks.yaml"), ("config", EXAMPLE / "pre-commit-config.yaml")):
        found = subprocess.run([*PRE_COMMIT, f"validate-{kind}", path], capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout
    hooks = {hook["id"] for hook in load(ROOT / ".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in load(EXAMPLE / "pre-commit-config.yaml")["repos"][0]["hooks"]} <= hooks


@pytest.mark.slow
def test_a_commit_is_checked_as_the_docs_say(tmp_path: Path) -> None:
    source, repository = tmp_path / "source", tmp_path / "repository"
    wanted = ("kg", "ontology", "shapes", "seeds", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
    source.mkdir()
    for name in wanted:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    (repository / "shapes").mkdir(parents=True)
    shutil.copy(EXAMPLE / "shapes" / "house.ttl", repository / "shapes")
    (repository / "graph.ttl").write_text(DATA, encoding="utf-8")
    for folder in (source, repository):
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "as it is")
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, capture_output=True, text=True, check=True).stdout
    config = (EXAMPLE / "pre-commit-config.yaml").read_text(encoding="utf-8")
    config = config.replace("https://github.com/OWNER/conflict-kg", str(source)).replace("COMMIT", commit.strip())
    (repository / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    environment = os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PRE_COMMIT_COLOR": "never",
        "COLUMNS": "120",
    }
    environment.pop("PYTHONPATH", None)
    found = subprocess.run(
        [*PRE_COMMIT, "run", "--all-files"],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1, found.stdout + found.stderr
    assert found.stdout[found.stdout.index("kg validate") :] in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
