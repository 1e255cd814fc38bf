"""Prints what the store takes beside a peer, on reports made of the bundled ones; reading: `benchmarks.speed`.

Trust ratios of three and more, not absolute numbers: they change with the machine and what else it does.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.queries import compare_queries
from benchmarks.samples import write_reports
from benchmarks.timing import Pair
from kg.pipeline import build

# A larger graph would leave most queries of rdflib beyond the limit.
COPIES_ASKED = 1


def print_queries(pairs: list[Pair]) -> None:
    """Print milliseconds and rows of each query, slowest for the store first."""
    print(f"{'query':28} {'store ms':>10} {'rdflib ms':>10} {'ratio':>8} {'rows':>6}")
    for pair in sorted(pairs, key=lambda pair: -pair.ours):
        mark, (rows, others) = (">" if pair.gave_up else " "), pair.results
        note = "" if others in (rows, None) else f"   rdflib: {others} rows"
        times = f"{pair.ours * 1000:10.1f} {mark}{pair.theirs * 1000:9.1f} {mark}{pair.ratio:6.0f}×"
        print(f"{pair.name:28} {times} {rows:6}{note}")


def main() -> None:
    """Build, compare, print."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        asked = write_reports(folder / "asked", COPIES_ASKED)
        result = build([folder / "asked"], store=folder / "store")
        print(f"{len(asked)} reports, {len(result.claims)} claims, {len(result.quads)} quads\n")
        print_queries(list(compare_queries(folder / "store")))


if __name__ == "__main__":
    main()
