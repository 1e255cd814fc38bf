"""The ways to find reprints that are held against each other, and what one takes of time and memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

from benchmarks.copies.made import invent_reports
from benchmarks.copies.partitioned import steps_done
from benchmarks.copies.rivals import Found, by_containment, by_resemblance, grouped, pairs_of
from benchmarks.frame.memory import peak
from kg.consolidate.copies import find_copies
from kg.link import LinkedDocument
from kg.model import Document
from kg.runs.steps.texts import shared_texts

__all__ = ["FINDERS", "measure", "ours", "ours_by_partition"]

SHARD: Final = 300
PARTITIONS: Final = 16
Finder = Callable[[Sequence[Document]], tuple[set[tuple[str, str]], Found]]


def ours(documents: Sequence[Document]) -> tuple[set[tuple[str, str]], Found]:
    """Return pairs and groups as the world graph has them."""
    groups = {frozenset(text.documents) for text in find_copies(documents).texts}
    return set(pairs_of(groups)), groups


def ours_by_partition(documents: Sequence[Document]) -> tuple[set[tuple[str, str]], Found]:
    """Return pairs and groups as a build in shards has them."""
    linked = [(document, LinkedDocument((), None, ())) for document in documents]
    shards = [linked[at : at + SHARD] for at in range(0, len(linked), SHARD)]
    with TemporaryDirectory() as folder:
        found = shared_texts(steps_done(shards, PARTITIONS, Path(folder)))
    groups = {frozenset(text.documents) for text in found}
    return set(pairs_of(groups)), groups


def theirs(
    documents: Sequence[Document], find: Callable[[Sequence[Document], float], set[tuple[str, str]]], threshold: float
) -> tuple[set[tuple[str, str]], Found]:
    """Return pairs and groups of a way of datasketch."""
    pairs = find(documents, threshold)
    return pairs, grouped(pairs)


FINDERS: Final[dict[str, Finder]] = {
    "kg": ours,
    f"kg, {PARTITIONS} partitions": ours_by_partition,
    **{f"MinHash LSH, Jaccard {t}": partial(theirs, find=by_resemblance, threshold=t) for t in (0.5, 0.7, 0.8)},
    **{f"LSH Ensemble and exact, {t}": partial(theirs, find=by_containment, threshold=t) for t in (0.4, 0.6)},
}


def measure(name: str, size: int) -> tuple[float, float]:
    """Return the processor seconds of one way at one size, and the megabytes it takes above the reports."""
    documents = [one.document for one in invent_reports(size)]
    before, start = peak(), process_time()
    FINDERS[name](documents)
    return process_time() - start, peak() - before
