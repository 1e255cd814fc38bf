"""How much of its data each benchmark is given, by size: the one table that says how long a run of all takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

__all__ = ["AMOUNTS", "SIZES", "Amounts", "Size"]

Size = Literal["small", "full"]
SIZES: Final[tuple[Size, ...]] = get_args(Size)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of what; where there are two sizes or more, growth is told from the first, and peers may end before the last."""

    runs: int  # of each thing that is timed, of which the median counts
    documents: int  # that speed reads
    page_sets: int  # of the six
    pdfs: int  # of those marked
    draws: int  # frames that extraction takes out, one at a time
    hostile_bytes: int
    hostile_every: int  # so manyth case
    reprints: int  # reports among which reprints are looked for, for quality
    reprints_timed: tuple[int, ...]
    claims: tuple[int, ...]  # that are consolidated
    triples_for_all: int  # that owlrl reasons over, too
    triples: tuple[int, ...]  # that the rules alone reason over
    validated: tuple[int, ...]  # triples
    queried: tuple[int, ...]  # quads; rdflib gets the first
    query_every: int  # so manyth query
    query_limit: float  # seconds, after which a query is stopped
    exported: tuple[int, ...]  # quads; rdflib gets the first
    export_formats: int  # how many of the six
    served_seconds: float  # that each server is asked
    served_clients: int
    built: tuple[int, ...]  # documents, of whole runs
    explored: int  # quads
    explored_views: int  # how many, from the first


AMOUNTS: Final[Mapping[Size, Amounts]] = {
    "small": Amounts(
        runs=1,
        documents=2,
        page_sets=1,
        pdfs=4,
        draws=0,
        hostile_bytes=6_000,
        hostile_every=13,
        reprints=100,
        reprints_timed=(100, 400),
        claims=(1_000, 4_000),
        triples_for_all=500,
        triples=(10_000, 40_000),
        validated=(5_000,),
        queried=(25_000, 50_000),
        query_every=6,
        query_limit=0.5,
        exported=(25_000, 50_000),
        export_formats=2,
        served_seconds=0.5,
        served_clients=8,
        built=(25, 50),
        explored=50_000,
        explored_views=1,
    ),
    "full": Amounts(
        runs=3,
        documents=20,
        page_sets=6,
        pdfs=16,
        draws=100,
        hostile_bytes=200_000,
        hostile_every=1,
        reprints=3_000,
        reprints_timed=(1_000, 5_000, 20_000),
        claims=(10_000, 30_000, 100_000, 300_000),
        triples_for_all=5_000,
        triples=(100_000, 1_000_000),
        validated=(10_000, 100_000, 1_000_000),
        queried=(50_000, 1_000_000),
        query_every=1,
        query_limit=10.0,
        exported=(100_000, 1_000_000),
        export_formats=6,
        served_seconds=15.0,
        served_clients=64,
        built=(500, 1_000),
        explored=1_000_000,
        explored_views=6,
    ),
}
