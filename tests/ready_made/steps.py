"""Runs the ready-made pieces as their hosts would: the steps of action.yml, the script of the GitLab job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

__all__ = ["EXAMPLE", "ROOT", "Action", "command_folder", "script_of", "small_repository"]

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "ci"
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def small_repository(folder: Path) -> Path:
    """Return a repository with a report and a rule of the house, in *folder*."""
    for name in ("reports", "shapes"):
        shutil.copytree(EXAMPLE / name, folder / name)
    return folder


def command_folder(folder: Path) -> Path:
    """Return a folder with bin/kg, which runs this checkout, as an installation would have it."""
    (folder / "bin").mkdir(parents=True)
    script = folder / "bin" / "kg"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def script_of(job: str) -> str:
    """Return the script of a job of the GitLab example."""
    lines: list[str] = load(EXAMPLE / "gitlab-ci.yml")[job]["script"]
    return "\n".join(lines)


@dataclass
class Action:
    """The steps of action.yml, run in *folder* with *inputs*; what they leave is in *outputs* and *summary*."""

    folder: Path
    inputs: dict[str, str]
    temporary: Path
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    def run(self, step_id: str) -> subprocess.CompletedProcess[str]:
        """Run one step as the runner does: `bash --noprofile --norc -eo pipefail`."""
        (step,) = [step for step in load(ROOT / "action.yml")["runs"]["steps"] if step["id"] == step_id]
        assert step["shell"] == "bash"
        output, summary = self.temporary / f"{step_id}.out", self.temporary / f"{step_id}.md"
        for path in (output, summary):
            path.write_text("", encoding="utf-8")
        environment = {name: EXPRESSION.sub(self._value, value) for name, value in step["env"].items()}
        environment |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "COLUMNS": "120"}
        assert "${{" not in step["run"], "inputs come by the environment, so that none is read as a script"
        found = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs |= {name: value for name, _, value in (line.partition("=") for line in lines)}
        self.summary += summary.read_text(encoding="utf-8")
        return found

    def _value(self, match: re.Match[str]) -> str:
        known = {"github.action_path": str(ROOT), "runner.temp": str(self.temporary)}
        name = match[1]
        if name.startswith("inputs."):
            return self.inputs.get(name[7:], load(ROOT / "action.yml")["inputs"][name[7:]]["default"])
        return known[name]
