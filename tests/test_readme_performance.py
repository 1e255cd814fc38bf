"""The README's table of what the benchmarks gave is that of the page which they write."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frame.page import MARKER

ROOT = Path(__file__).parents[1]


def _table(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def test_the_readme_has_the_summary_of_the_page() -> None:
    _, shown, _ = (ROOT / "README.md").read_text(encoding="utf-8").split(MARKER)
    page = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    summary = page.partition("\n## Summary\n")[2].partition("\n## ")[0]
    assert len(_table(shown)) > 10
    assert _table(shown) == _table(summary)
    load = next(line for line in _table(page) if line.startswith("| load |")).removeprefix("| load |").strip(" |")
    assert load in shown
