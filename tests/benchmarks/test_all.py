"""All benchmarks in one run, for real, on a small set of data: each has its comparisons, ratios and charts, and none fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("spacy", reason="reports are read, which needs the extra 'text'")
pytest.importorskip("matplotlib", reason="charts need the extra 'test'")

from benchmarks import BENCHMARKS

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
# The others take more than ten seconds each, or want servers or a browser.
QUICK = ("extraction", "linking", "copies", "consolidation", "validation")
SUMMARY = re.compile(r"^\| (?P<what>.+?) \| (?P<ours>.+?) \| (?P<peer>.+?) \| (?P<ratio>.+?) \| .+ \|$", re.MULTILINE)


def _run(tmp_path: Path, names: tuple[str, ...]) -> tuple[str, subprocess.CompletedProcess[str]]:
    output = tmp_path / "page" / "RESULTS.md"
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--size", "small", "--only", *names, "--output", str(output)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert output.is_file(), run.stderr
    return output.read_text(encoding="utf-8"), run


def _check(page: str, run: subprocess.CompletedProcess[str], names: tuple[str, ...], charts: Path) -> None:
    assert run.returncode == 0, run.stderr
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == ["Summary", *names]
    assert "did not come to its end" not in page
    rows = list(SUMMARY.finditer(page.partition("## Summary")[2].partition("\n## ")[0]))[2:]
    titles = re.findall(r"^### (.+)$", page, re.MULTILINE)
    assert [row["what"].startswith(title) for row, title in zip(rows, titles, strict=True)] == [True] * len(titles)
    for row in rows:
        assert re.fullmatch(r"[\d.,]+×", row["ratio"]) or row["ours"].startswith("not installed"), row[0]
    drawn = re.findall(r"\]\(charts/([\w-]+\.svg)\)$", page, re.MULTILINE)
    assert len(drawn) == len(set(drawn)) == len(rows)
    assert sorted(path.name for path in charts.iterdir()) == sorted(drawn)
    for name in drawn:
        root = ElementTree.parse(charts / name).getroot()
        assert root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")


def test_a_small_run_has_every_comparison_with_its_ratio_and_chart(tmp_path: Path) -> None:
    page, run = _run(tmp_path, QUICK)
    _check(page, run, QUICK, tmp_path / "page" / "charts")
    assert "kg 0." in page and "load average" in page and "python -m benchmarks --size small" in page


@pytest.mark.slow
def test_every_benchmark_has_its_comparisons_with_ratios_and_charts(tmp_path: Path) -> None:
    rest = tuple(name for name in BENCHMARKS if name not in QUICK)
    page, run = _run(tmp_path, rest)
    _check(page, run, rest, tmp_path / "page" / "charts")


def test_every_benchmark_is_in_the_run() -> None:
    places = {path.parent.name: path for path in (ROOT / "benchmarks").glob("*/__main__.py")}
    places |= {path.stem: path for path in (ROOT / "benchmarks").glob("*.py")}
    comparing = {name for name, path in places.items() if "\ndef compare(" in path.read_text(encoding="utf-8")}
    assert comparing == set(BENCHMARKS)
    assert set(QUICK) < set(BENCHMARKS)
