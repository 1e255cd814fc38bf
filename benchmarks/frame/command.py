"""The command line of one benchmark: prints its comparisons, or writes them as JSON for the page."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

from benchmarks.amounts import SIZES, Size
from benchmarks.frame.comparison import Comparison, to_json
from benchmarks.frame.tables import as_text

__all__ = ["parser", "present", "run"]


def parser(name: str, text: str | None) -> argparse.ArgumentParser:
    """Return a parser with what every benchmark takes; *text* is the docstring of its module."""
    made = argparse.ArgumentParser(
        prog=f"python -m benchmarks.{name}", description=text, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--size", choices=SIZES, default="full", help="of the data")
    made.add_argument("--json", type=Path, metavar="FILE", help="write each comparison to FILE, as a line of JSON")
    return made


def present(comparisons: Iterable[Comparison], json_file: Path | None) -> None:
    """Print each comparison as soon as it is there, or add it to *json_file*."""
    for comparison in comparisons:
        if json_file is None:
            print("\n".join(as_text(comparison)), flush=True)
        else:
            with json_file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(to_json(comparison)) + "\n")


def run(name: str, text: str | None, compare: Callable[[Size], Iterable[Comparison]], arguments: Sequence[str]) -> None:
    """Run a benchmark that takes nothing but a size."""
    chosen = parser(name, text).parse_args(arguments)
    present(compare(cast(Size, chosen.size)), chosen.json)
