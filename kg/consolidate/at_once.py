"""Runs the steps over a collection that one process holds: as one shard, with one partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kg.consolidate.candidates import compare_candidates, emit_candidates, emit_postings, pair_documents
from kg.consolidate.components import Members, join_components
from kg.consolidate.shingles import Sketch
from kg.consolidate.standing import count_shingles, count_votes, drop_standing, emit_shingles, emit_votes

__all__ = ["members_of", "without_standing"]

Row = TypeVar("Row")


def without_standing(sketches: Sequence[Sketch]) -> list[Sketch]:
    """Return the sketches of a collection, in their order, without its standing passages."""
    counts = _rows_of(count_shingles(_rows_of(emit_shingles(0, sketches, 1))))
    votes = _rows_of(emit_votes(0, sketches, counts, 1))
    return drop_standing(sketches, _rows_of(count_votes(votes)))


def members_of(sketches: Sequence[Sketch]) -> Iterator[Members]:
    """Yield what hangs together of the sketches of a collection, standing passages dropped; numbers are places in it."""
    hits = _rows_of(pair_documents(_rows_of(emit_postings(0, sketches, 1))))
    candidates = _rows_of(emit_candidates(0, sketches, hits))
    return _rows_of(join_components(compare_candidates(0, sketches, candidates), [len(sketches)]))


def _rows_of(emitted: Iterable[tuple[int, Row]]) -> Iterator[Row]:
    """Yield the rows of what one shard or partition emits, where there is but one that they can go to."""
    return (row for _, row in emitted)
