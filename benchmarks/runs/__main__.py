"""`python -m benchmarks.runs`: builds of growing collections, in one process and in two, and on a Ray cluster of this machine.

With --documents the sizes are given: `--documents 1000 5000 20000` takes about an hour on two cores.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.corpus.broken import write_broken
from benchmarks.corpus.collection import write_collection
from benchmarks.data import SEED
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row, bound, missing
from benchmarks.frame.versions import OURS, installed
from benchmarks.runs.measure import Measured, measure
from kg.evaluate import Table

BROKEN: Final = 0.01
ONE: Final = "kg, one process"
TWO: Final = "kg, two processes"
RAY: Final = "kg, two Ray workers"


def compare(sizes: Sequence[int]) -> Iterator[Comparison]:
    """Compare the ways to build the first size, then time and memory by size."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for size in sizes:
            write_collection(root / str(size), size, SEED)
            write_broken(root / str(size), SEED, round(size * BROKEN))
        first = sizes[0]
        ways = {name: _built(root, first, words) for name, words in _ways().items()}
        grown = {first: ways[TWO]} | {size: _built(root, size, ("--jobs", "2")) for size in sizes[1:]}
        yield _speed(first, ways)
        yield _memory(sizes, grown)


def _ways() -> dict[str, tuple[str, ...]]:
    ray: dict[str, tuple[str, ...]] = {RAY: ("--engine", "ray")} if find_spec("ray") else {}
    return {ONE: ("--jobs", "1"), TWO: ("--jobs", "2"), **ray}


def _built(root: Path, size: int, words: Sequence[str]) -> Measured:
    with TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "kg", "build", str(root / str(size)), "--store", f"{folder}/store", *words)
        return measure(command, Path(folder))


def _speed(size: int, ways: dict[str, Measured]) -> Comparison:
    rows = {name: _row(name, size / one.seconds, one) for name, one in ways.items()}
    ray = rows.get(RAY, missing(RAY, "pip install 'conflict-kg[ray]'"))
    return Comparison(
        name="runs-speed",
        title="Building from mixed documents, speed",
        measured="documents a second, from files to a store that is open to queries",
        unit="documents/s",
        size=f"{size:,} documents in nine formats, one in a hundred more broken",
        better="more",
        means="What a second core brings, and what it costs to let Ray deal the tasks out instead.",
        ours=rows[TWO],
        peers=(bound("twice one process", 2 * size / ways[ONE].seconds),),
        others=(rows[ONE], ray),
    )


def _memory(sizes: Sequence[int], grown: dict[int, Measured]) -> Comparison:
    rows = [
        (f"{size:,}", f"{one.seconds:,.0f}", f"{size / one.seconds:.1f}", f"{one.memory:,.0f}", *_counts(one.told))
        for size, one in grown.items()
    ]
    heads = ("documents", "seconds", "documents/s", "MB", "claims", "quads", "passed over")
    return Comparison(
        name="runs-memory",
        title="Building from mixed documents, memory",
        measured="megabytes that all processes hold together at most",
        unit="MB",
        size=f"{sizes[-1]:,} documents, two processes",
        better="less",
        means=f"Whether memory grows with the collection: the other row is what {sizes[0]:,} documents take.",
        ours=_row(TWO, grown[sizes[-1]].memory, grown[sizes[-1]]),
        peers=(bound(f"{sizes[0]:,} documents", grown[sizes[0]].memory),),
        details=(Table("By size", "", heads, tuple(rows)),),
    )


def _counts(told: str) -> tuple[str, str, str]:
    """Return how many claims, quads and failures the last lines of `kg build` tell of."""
    counts = re.search(r"documents?, (\d+) claims, (\d+) quads", told)
    claims, quads = counts.groups() if counts else ("0", "0")
    return f"{int(claims):,}", f"{int(quads):,}", f"{told.count('passed over: '):,}"


def _row(name: str, value: float, one: Measured) -> Row:
    version = f"{OURS}, {installed('ray')}" if name == RAY else OURS
    if one.code:
        return Row(name, version, why_not=f"exit code {one.code}: {one.told.splitlines()[-1:]}")
    return Row(name, version, value, f"{one.seconds:,.1f} s, {one.memory:,.0f} MB")


def main(arguments: Sequence[str]) -> None:
    """Run it by the size of the data, or with the sizes given."""
    made = parser("runs", __doc__)
    made.add_argument("--documents", type=int, nargs="+", metavar="N", help="of these sizes instead")
    chosen = made.parse_args(arguments)
    present(compare(chosen.documents or AMOUNTS[cast(Size, chosen.size)].built), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
