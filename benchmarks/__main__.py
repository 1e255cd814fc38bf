"""Runs all benchmarks one after another, and writes their page.

A run of all at full size writes benchmarks/RESULTS.md, its charts and the table of the README; any other run writes to
build/bench, unless --output says where. The exit code is 1 where a benchmark failed; a peer that is missing is no failure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import BENCHMARKS
from benchmarks.amounts import SIZES, Size
from benchmarks.frame.machine import Watch
from benchmarks.frame.page import summary_lines, told, write_page, write_readme
from benchmarks.frame.runs import Outcome, run_one
from benchmarks.frame.versions import ROOT

__all__ = ["main"]

RESULTS: Final = ROOT / "benchmarks" / "RESULTS.md"
TRIED: Final = ROOT / "build" / "bench" / "RESULTS.md"


def main(arguments: Sequence[str]) -> int:
    """Run, write, and return the exit code."""
    chosen = _parser().parse_args(arguments)
    names = [name for name in BENCHMARKS if not chosen.only or name in chosen.only]
    is_whole = chosen.size == "full" and len(names) == len(BENCHMARKS) and not chosen.output
    output = chosen.output or (RESULTS if is_whole else TRIED)
    watch = Watch()
    with TemporaryDirectory() as folder:
        outcomes = [_run(name, chosen.size, Path(folder)) for name in names]
    day, load = date.today().isoformat(), watch.load()
    write_page(output, outcomes, _command(chosen), day, load)
    if is_whole:
        write_readme(ROOT / "README.md", [told(day, load), "", *summary_lines(outcomes)])
    print(output)
    return int(any(_failed(outcome) for outcome in outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="full", help="of the data")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page there, and its charts beside it")
    return parser


def _command(chosen: argparse.Namespace) -> str:
    """Return what repeats the run, wherever its page goes."""
    size = ["--size", chosen.size] if chosen.size != "full" else []
    return " ".join(["python -m benchmarks", *size, *(["--only", *chosen.only] if chosen.only else [])])


def _run(name: str, size: Size, folder: Path) -> Outcome:
    print(f"{name} … ", end="", file=sys.stderr, flush=True)
    outcome = run_one(name, size, folder)
    print(f"{outcome.seconds:.0f} s {outcome.failure}".rstrip(), file=sys.stderr)
    return outcome


def _failed(outcome: Outcome) -> bool:
    rows = (row for comparison in outcome.comparisons for row in comparison.rows)
    return bool(outcome.failure) or any(row.why_not and not row.is_missing for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
