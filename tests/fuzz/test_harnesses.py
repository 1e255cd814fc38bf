"""The harnesses run: over their seeds, over what once went wrong, and, where atheris is there, for ten seconds of chance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")
pytest.importorskip("selectolax", reason="reading pages needs the extra 'read'")

from . import fuzz_extractor, fuzz_json_lines, fuzz_query_parameters, fuzz_reader

HERE = Path(__file__).parent
HARNESSES: dict[str, Callable[[bytes], None]] = {
    "extractor": fuzz_extractor.one_input,
    "json_lines": fuzz_json_lines.one_input,
    "query_parameters": fuzz_query_parameters.one_input,
    "reader": fuzz_reader.one_input,
}
INPUTS = [path for kind in ("seeds", "regressions") for path in sorted((HERE / kind).glob("*/*"))]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_seeds_and_what_once_went_wrong_hold(path: Path) -> None:
    HARNESSES[path.parent.name](path.read_bytes())


def test_each_harness_has_seeds() -> None:
    assert {path.parent.name for path in INPUTS} == HARNESSES.keys() == {p.stem[5:] for p in HERE.glob("fuzz_*.py")}


@pytest.mark.slow
@pytest.mark.parametrize("name", HARNESSES)
def test_ten_seconds_of_chance_find_nothing(name: str, tmp_path: Path) -> None:
    if find_spec("atheris") is None:
        pytest.skip("atheris is not here (extra 'fuzz': Linux on x86-64, CPython 3.11 to 3.13)")
    run = [sys.executable, "-m", "tests.fuzz", name, "10", str(tmp_path / name)]
    found = subprocess.run(run, cwd=HERE.parents[1], capture_output=True, text=True, timeout=300, check=False)
    assert found.returncode == 0, found.stderr[-4000:]
    assert "stat::number_of_executed_units" in found.stderr
