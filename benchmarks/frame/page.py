"""RESULTS.md with its charts, out of what all benchmarks gave, and the table of the README."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.frame.charts import write_chart
from benchmarks.frame.machine import Load, describe
from benchmarks.frame.runs import Outcome
from benchmarks.frame.tables import as_markdown, markdown_table, summary
from kg.aside import written_aside
from kg.evaluate import Table

__all__ = ["MARKER", "summary_lines", "told", "write_page", "write_readme"]

# Stands alone on the lines before and after the table of the README.
MARKER: Final = "<!-- bench -->"
CHARTS: Final = "charts"
RATIO: Final = (
    "The ratio says how many times better ours is than the best peer that is there: 2.00× takes half of what less is better of,"
    " or gives double of what more is better of; below 1 the peer is better. What is in italics is no program but the best that"
    " there can be, a limit, or an expectation, where nobody else does the same."
)


def write_page(output: Path, outcomes: Sequence[Outcome], command: str, day: str, load: Load) -> None:
    """Write the page to *output*, and its charts into `charts` beside it; nothing is half-written."""
    output.parent.mkdir(parents=True, exist_ok=True)
    aside = output.parent / f".{CHARTS}-aside"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    lines = [*_head(outcomes, command, day, load), *_summary(outcomes)]
    for outcome in outcomes:
        lines += _section(outcome, aside)
    with written_aside(output) as path:
        path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
        shutil.rmtree(output.parent / CHARTS, ignore_errors=True)
        aside.replace(output.parent / CHARTS)


def summary_lines(outcomes: Iterable[Outcome]) -> list[str]:
    """Return the table that sums all up, line by line."""
    return list(markdown_table(summary(c for outcome in outcomes for c in outcome.comparisons)))


def told(day: str, load: Load) -> str:
    """Return when and where a run was, as a sentence."""
    machine = describe()
    return f"Measured on {day} on {machine['processor']}, {machine['memory']}: {load.told}."


def write_readme(readme: Path, lines: Sequence[str]) -> None:
    """Put *lines* between the two markers of *readme*.

    Raises ValueError where it has not just two markers.
    """
    before, _, after = readme.read_text(encoding="utf-8").split(MARKER)
    with written_aside(readme) as path:
        path.write_text("\n".join([before + MARKER, *lines, MARKER + after]), encoding="utf-8")


def _head(outcomes: Sequence[Outcome], command: str, day: str, load: Load) -> Iterator[str]:
    yield from ("# What the benchmarks gave", "")
    minutes, seconds = divmod(round(load.seconds), 60)
    yield from (f"Written by `{command}` on {day}, in {minutes} min {seconds} s; the same command repeats it.", "")
    facts = {**describe(), "load": load.told, "versions": ", ".join(_versions(outcomes))}
    yield from (*markdown_table(Table("", "", ("machine", ""), tuple(facts.items()))), "")
    if absent := _absent(outcomes):
        yield from ("Not installed here, and left out: " + "; ".join(absent) + ".", "")


def _versions(outcomes: Iterable[Outcome]) -> list[str]:
    rows = (row for outcome in outcomes for comparison in outcome.comparisons for row in comparison.rows)
    return sorted({row.version for row in rows if row.version}, key=str.casefold)


def _absent(outcomes: Iterable[Outcome]) -> list[str]:
    rows = (row for outcome in outcomes for comparison in outcome.comparisons for row in comparison.rows)
    return sorted({f"{row.who} ({row.why_not.partition('; ')[2]})" for row in rows if row.is_missing})


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from ("## Summary", "", RATIO, "", *summary_lines(outcomes), "")
    for outcome in outcomes:
        if outcome.failure:
            yield from (f"- {outcome.name} did not come to its end: {outcome.failure}", "")


def _section(outcome: Outcome, charts: Path) -> Iterator[str]:
    yield from (f"## {outcome.name}", "", outcome.about, "")
    yield from (f"`python -m benchmarks.{outcome.name}`, {outcome.seconds:.0f} s.", "")
    if outcome.failure:
        yield from (f"It did not come to its end: {outcome.failure}", "")
    for comparison in outcome.comparisons:
        yield from as_markdown(comparison, f"{CHARTS}/{write_chart(comparison, charts)}")
