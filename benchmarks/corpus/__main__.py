"""Invents a collection of reports: `python -m benchmarks.corpus FOLDER --documents N [--seed S] [--broken SHARE]`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus.broken import Broken, write_broken
from benchmarks.corpus.collection import write_collection


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True, metavar="N", help="how many reports")
    parser.add_argument("--seed", type=int, default=20261122, metavar="S", help="other seeds, other reports")
    parser.add_argument(
        "--broken", type=float, default=0.0, metavar="SHARE", help="so many broken files besides, for each report"
    )
    parser.add_argument(
        "--expected", type=Path, metavar="FILE", help="write here, out of FOLDER, what is broken and how"
    )
    given = parser.parse_args()
    if given.expected is not None and given.expected.resolve().is_relative_to(given.folder.resolve()):
        parser.error(f"{given.expected}: lies in the collection; name a file out of {given.folder}")
    write_collection(given.folder, given.documents, given.seed)
    broken = write_broken(given.folder, given.seed, round(given.documents * given.broken))
    if given.expected is not None:
        given.expected.write_text("".join(_rows(broken)), encoding="utf-8")


def _rows(broken: Iterable[Broken]) -> Iterable[str]:
    """Yield a line of JSON for each broken file: its path in the collection, its way, and part of what the reader says."""
    for file in broken:
        yield json.dumps({"path": file.path, "way": file.way.name, "reason": file.way.says}) + "\n"


if __name__ == "__main__":
    main()
