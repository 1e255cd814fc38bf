"""How well and how fast reprints are found: invented reports with the truth about them, ours beside datasketch.

The thresholds of ours were chosen on the reports of the first seed; those of the others are unseen, and count. Time and memory
are those of a process of its own for each way and size.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import process_time
from typing import Final

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.copies.finders import FINDERS, measure, ours
from benchmarks.copies.made import Made, invent_reports, true_groups, true_pairs
from benchmarks.copies.marked import marked_pairs, marked_reports
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from kg.evaluate import Table

SEEN: Final = 20261122
UNSEEN: Final = (1, 2)
TIMED: Final = ("kg", "kg, 16 partitions", "MinHash LSH, Jaccard 0.5")


def compare(size: Size) -> Iterator[Comparison]:
    """Compare time and memory at the greatest size, then quality on unseen reports."""
    amounts = AMOUNTS[size]
    yield from _growth(amounts.reprints_timed)
    yield _quality(amounts.reprints)
    yield _by_hand()


def _growth(sizes: Sequence[int]) -> Iterator[Comparison]:
    taken = {(name, size): _measured(name, size) for name in TIMED for size in sizes}
    rows = [(name, f"{size:,}", f"{s:.2f}", f"{mb:.0f}") for (name, size), (s, mb) in taken.items()]
    details = Table("Time and memory by size", "", ("way", "reports", "processor s", "MB"), tuple(rows))
    last = [taken[name, sizes[-1]] for name in TIMED]
    yield Comparison(
        name="reprints-speed",
        title="Finding reprints, speed",
        measured="processor seconds",
        unit="s",
        size=f"{sizes[-1]:,} invented reports",
        better="less",
        means="What it adds to a build to find out which reports are one text, so that a reprint is no second source.",
        ours=_row(TIMED[0], last[0][0]),
        peers=(_row(TIMED[2], last[2][0]),),
        details=(details,),
    )
    yield Comparison(
        name="reprints-memory",
        title="Finding reprints, memory",
        measured="megabytes above those of the reports",
        unit="MB",
        size=f"{sizes[-1]:,} invented reports",
        better="less",
        means="How many reports one machine can compare with one another.",
        ours=_row(TIMED[1], last[1][1]),
        peers=(_row(TIMED[2], last[2][1]),),
    )


def _measured(name: str, size: int) -> tuple[float, float]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, name, size).result()


def _quality(reports: int) -> Comparison:
    unseen = [invent_reports(reports, seed) for seed in UNSEEN]
    true = set().union(*(_marked(n, true_pairs(made)) for n, made in enumerate(unseen)))
    rows = []
    for name, find in FINDERS.items():
        found = set().union(*(_marked(n, find([one.document for one in made])[0]) for n, made in enumerate(unseen)))
        rows.append(_row(name, _f1(found, true), _rates(found, true)))
    return Comparison(
        name="reprints-found",
        title="Finding reprints",
        measured="F1 of pairs of reports that are one text",
        unit="F1",
        size=f"{reports * len(UNSEEN):,} invented reports, {len(true):,} pairs",
        better="more",
        means="How many reprints are found though they are cut, added to, edited or merged, and how few other reports of the"
        " same event are taken for one.",
        ours=rows[0],
        peers=tuple(row for row in rows if not row.who.startswith("kg")),
        details=tuple(_tables(invent_reports(reports, SEEN))),
    )


def _by_hand() -> Comparison:
    documents = marked_reports()
    true = marked_pairs(documents)
    found = {name: find(documents)[0] for name, find in FINDERS.items()}
    rows = [_row(name, _f1(pairs, true), _rates(pairs, true)) for name, pairs in found.items()]
    return Comparison(
        name="reprints-by-hand",
        title="Finding reprints, reports written by hand",
        measured="F1 of pairs of reports that print one text",
        unit="F1",
        size=f"{len(documents)} reports, {len(true)} pairs",
        better="more",
        means="Reports that a person wrote and marked who knew no rule of ours: cut, re-led, updated, digested; beside them"
        " bulletins, an outlet's background, quoted statements. The rules were mended on them since.",
        ours=rows[0],
        peers=tuple(row for row in rows if not row.who.startswith("kg")),
    )


def _f1(found: Collection[object], true: Collection[object]) -> float:
    return 2 * len(set(found) & set(true)) / (len(found) + len(true))


def _row(name: str, value: float, note: str = "") -> Row:
    return Row(name, OURS if name.startswith("kg") else installed("datasketch"), value, note)


def _marked(number: int, pairs: Collection[tuple[str, str]]) -> set[tuple[int, str, str]]:
    """Return pairs of the *number*-th set, told from those of the same keys in others."""
    return {(number, *pair) for pair in pairs}


def _rates(found: Collection[object], true: Collection[object]) -> str:
    right = len(set(found) & set(true))
    return f"precision {right / max(len(found), 1):.4f}, recall {right / max(len(true), 1):.4f}"


def _tables(made: Sequence[Made]) -> Iterator[Table]:
    """Yield what each way finds on the reports that the thresholds were chosen on, and ours by kind of reprint."""
    pairs, groups, documents = true_pairs(list(made)), true_groups(list(made)), [one.document for one in made]
    rows = []
    for name, find in FINDERS.items():
        start = process_time()
        found, found_groups = find(documents)
        rows.append((name, _rates(found, pairs), _rates(found_groups, groups), f"{process_time() - start:.2f}"))
    yield Table("On the reports that the thresholds were chosen on", "", ("way", "pairs", "groups", "s"), tuple(rows))
    found, kinds = ours(documents)[0], {one.document.key: one.kind for one in made}
    yield Table(
        "Pairs by kind of reprint, ours",
        "",
        ("kind", "there", "found", "false"),
        tuple(_by_kind(kind, kinds, found, pairs) for kind in sorted(set(kinds.values()))),
    )


def _by_kind(
    kind: str, kinds: dict[str, str], found: set[tuple[str, str]], true: set[tuple[str, str]]
) -> tuple[str, str, str, str]:
    of, wrong = ({p for p in pairs if kind in (kinds[p[0]], kinds[p[1]])} for pairs in (true, found - true))
    return kind, str(len(of)), str(len(of & found)), str(len(wrong))


if __name__ == "__main__":
    run("copies", __doc__, compare, sys.argv[1:])
