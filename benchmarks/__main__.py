"""Prints what the store and the extractor take beside their peers, on reports made of the bundled ones.

Trust ratios of three and more, not absolute numbers: they change with the machine and what else it does.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.extraction import compare_extraction
from benchmarks.queries import compare_queries
from benchmarks.samples import count_words, write_reports
from benchmarks.timing import Pair
from kg.pipeline import build

# A larger graph would leave most queries of rdflib beyond the limit.
COPIES_ASKED = 1
COPIES_READ = 2


def print_queries(pairs: list[Pair]) -> None:
    """Print milliseconds and rows of each query, slowest for the store first."""
    print(f"{'query':28} {'store ms':>10} {'rdflib ms':>10} {'ratio':>8} {'rows':>6}")
    for pair in sorted(pairs, key=lambda pair: -pair.ours):
        mark, (rows, others) = (">" if pair.gave_up else " "), pair.results
        note = "" if others in (rows, None) else f"   rdflib: {others} rows"
        times = f"{pair.ours * 1000:10.1f} {mark}{pair.theirs * 1000:9.1f} {mark}{pair.ratio:6.0f}×"
        print(f"{pair.name:28} {times} {rows:6}{note}")


def print_extraction(pair: Pair, words: int) -> None:
    """Print words a second of the extractor and of its parser alone."""
    print(f"{'reading':28} {'words/s':>10}")
    print(f"{'kg extract':28} {words / pair.ours:10.0f}")
    print(f"{'spaCy pipeline alone':28} {words / pair.theirs:10.0f}")
    print(f"{'share of time in the parser':28} {pair.ratio:10.0%}")


def main() -> None:
    """Build, compare, print."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        asked = write_reports(folder / "asked", COPIES_ASKED)
        result = build([folder / "asked"], store=folder / "store")
        print(f"{len(asked)} reports, {len(result.claims)} claims, {len(result.quads)} quads\n")
        print_queries(list(compare_queries(folder / "store")))
        read = write_reports(folder / "read", COPIES_READ)
        words = count_words(read)
        print(f"\n{len(read)} reports, {words} words\n")
        print_extraction(compare_extraction(read), words)


if __name__ == "__main__":
    main()
