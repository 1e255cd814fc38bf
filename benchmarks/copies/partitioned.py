"""Runs the steps of shared texts over shards and partitions one after the other, in one process, with all rows on disk.

A shard's sketches are kept on disk too, where a build would make them again or keep them with the shard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from msgspec.msgpack import Decoder, Encoder

from kg.consolidate.candidates import (
    Candidate,
    Edges,
    Hits,
    Postings,
    compare_candidates,
    emit_candidates,
    emit_postings,
    pair_documents,
)
from kg.consolidate.components import Members, join_components
from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.imprints import Publication
from kg.consolidate.shared_texts import PublishedSketch, SharedText, emit_publications, find_texts
from kg.consolidate.shingles import Sketch, sketch
from kg.consolidate.standing import (
    KeptShingles,
    ShingleCounts,
    StandingShingles,
    Votes,
    count_shingles,
    count_votes,
    drop_standing,
    emit_shingles,
    emit_votes,
)
from kg.lexicon import Lexicon

__all__ = ["PartitionedTexts", "texts_by_partition"]

Row = TypeVar("Row")
_SIZE = 4


class _Rows(Generic[Row]):
    """Rows of one kind by the shard or partition that they go to, each group in a file."""

    def __init__(self, folder: Path, kind: type[Row]) -> None:
        self._folder, self._decoder = folder / kind.__name__, Decoder(kind)
        # Sketches are written twice.
        while self._folder.exists():
            self._folder = self._folder.with_name(f"{self._folder.name}-again")
        self._folder.mkdir()

    def write(self, emitted: Iterable[tuple[int, Row]]) -> None:
        groups: dict[int, bytearray] = {}
        encode = Encoder().encode
        for to, row in emitted:
            encoded = encode(row)
            groups.setdefault(to, bytearray()).extend(len(encoded).to_bytes(_SIZE) + encoded)
        for to, encoded_rows in groups.items():
            with (self._folder / str(to)).open("ab") as file:
                file.write(encoded_rows)

    def read(self, of: int) -> Iterator[Row]:
        path = self._folder / str(of)
        if path.exists():
            with path.open("rb") as file:
                while size := file.read(_SIZE):
                    yield self._decoder.decode(file.read(int.from_bytes(size)))


@dataclass(frozen=True, slots=True)
class PartitionedTexts:
    """The shared texts by id, and of each shard what its documents share, by their keys."""

    texts: tuple[SharedText, ...]
    documents: tuple[dict[str, DocumentTexts], ...]


def texts_by_partition(
    shards: Sequence[Sequence[Publication]], lexicon: Lexicon, partitions: int, folder: Path
) -> PartitionedTexts:
    """Return what `kg.consolidate.find_shared_texts` finds; *folder* is empty, and holds the rows afterwards."""
    sketches = _sketches(shards, partitions, folder)
    members = _members(sketches, [len(shard) for shard in shards], partitions, folder)
    published = _Rows(folder, PublishedSketch)
    for shard, publications in enumerate(shards):
        own = list(sketches.read(shard))
        published.write(
            emit_publications(shard, own, publications.__getitem__, members.read(shard), lexicon, partitions)
        )
    texts, documents = list[SharedText](), [dict[str, DocumentTexts]() for _ in shards]
    for partition in range(partitions):
        for found in find_texts(published.read(partition)):
            texts += found.texts
            for shard, document in found.documents:
                documents[shard][document.key] = document
    return PartitionedTexts(tuple(sorted(texts, key=lambda text: text.id)), tuple(documents))


def _sketches(shards: Sequence[Sequence[Publication]], partitions: int, folder: Path) -> _Rows[Sketch]:
    """Return the sketches by shard, without standing passages."""
    sketches, kept = _Rows(folder, Sketch), _Rows(folder, KeptShingles)
    counts, votes = _Rows(folder, ShingleCounts), _Rows(folder, Votes)
    standing, dropped = _Rows(folder, StandingShingles), _Rows(folder, Sketch)
    for shard, publications in enumerate(shards):
        own = [sketch(publication.document) for publication in publications]
        sketches.write((shard, one) for one in own)
        kept.write(emit_shingles(shard, own, partitions))
    for partition in range(partitions):
        counts.write(count_shingles(kept.read(partition)))
    for shard in range(len(shards)):
        votes.write(emit_votes(shard, list(sketches.read(shard)), counts.read(shard), partitions))
    for partition in range(partitions):
        standing.write(count_votes(votes.read(partition)))
    for shard in range(len(shards)):
        dropped.write((shard, one) for one in drop_standing(sketches.read(shard), standing.read(shard)))
    return dropped


def _members(sketches: _Rows[Sketch], sizes: Sequence[int], partitions: int, folder: Path) -> _Rows[Members]:
    """Return the components by shard."""
    postings, hits, candidates = _Rows(folder, Postings), _Rows(folder, Hits), _Rows(folder, Candidate)
    edges, members = _Rows(folder, Edges), _Rows(folder, Members)
    for shard in range(len(sizes)):
        postings.write(emit_postings(shard, sketches.read(shard), partitions))
    for partition in range(partitions):
        hits.write(pair_documents(postings.read(partition)))
    for shard in range(len(sizes)):
        candidates.write(emit_candidates(shard, list(sketches.read(shard)), hits.read(shard)))
    for shard in range(len(sizes)):
        compared = compare_candidates(shard, list(sketches.read(shard)), candidates.read(shard))
        edges.write((0, one) for one in compared)
    members.write(join_components(edges.read(0), sizes))
    return members
