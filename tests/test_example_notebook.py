"""The notebook of the examples runs from its first cell to its last, and draws its pictures; it is kept without outputs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parents[1]
NOTEBOOK = ROOT / "examples" / "notebook.ipynb"
PICTURES = ("map.png", "network.png", "scheme.png", "timeline.png")
RUN = "import nbformat, nbclient, sys; nb = nbformat.read(sys.argv[1], 4); nbclient.NotebookClient(nb, timeout=300, kernel_name='python3').execute(); nbformat.write(nb, 'out.ipynb')"


def _cells() -> list[dict[str, object]]:
    cells: list[dict[str, object]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return cells


def test_the_notebook_is_kept_without_outputs_and_without_a_place_of_its_own() -> None:
    code = [cell for cell in _cells() if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert re.search(r"/(home|tmp|work|Users)/", NOTEBOOK.read_text(encoding="utf-8")) is None


def test_the_notebook_runs_and_draws_its_pictures(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="the notebook reads the sample reports, which needs the extra 'text'")
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(NOTEBOOK)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path), "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    for name in PICTURES:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG"), name
        assert (tmp_path / name).stat().st_size > 10_000, "a picture with something on it"
    printed = (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    assert "rows of placeLabel" in printed
