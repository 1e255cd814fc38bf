"""The script of the GitLab job, on the small repository of examples/ci."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from .steps import ROOT, command_folder, script_of, small_repository


def test_the_script_prints_what_the_docs_say_and_leaves_the_reports(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "repository")
    path = f"{command_folder(tmp_path / 'home') / 'bin'}{os.pathsep}{os.environ['PATH']}"
    found = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script_of("graph")],
        cwd=repository,
        env=os.environ | {"PATH": path, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1, found.stderr
    assert found.stdout in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    suite = ElementTree.parse(repository / "report.xml").getroot()
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "2")
    assert (repository / "report.html").is_file() and (repository / "report.sarif").is_file()
