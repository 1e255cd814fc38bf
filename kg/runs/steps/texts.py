"""The steps that find the texts which several documents publish; what each does is told where its functions are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.consolidate import Publication, SharedText
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
from kg.consolidate.imprints import voice_of
from kg.consolidate.shared_texts import PublishedSketch, emit_publications, find_texts
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
from kg.link import LinkedDocument
from kg.runs.rows import DocumentRow, decoded
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, over_partitions, to
from kg.runs.working import document_of

__all__ = ["STEPS", "shared_texts", "texts_of"]


def _sketches(plan: Plan, batch: int) -> Emitted:
    return to(batch, (sketch(document_of(row)) for row in plan.rows(batch)))


def _own(plan: Plan, step: Step, batch: int) -> Iterator[Sketch]:
    """Yield the sketches that the task of *step* for a batch has kept for that."""
    return plan.read_of(step, batch, batch, Sketch)


def _shingles(plan: Plan, batch: int) -> Emitted:
    yield from emit_shingles(batch, _own(plan, SKETCHES, batch), plan.partitions)


def _counts(plan: Plan, partition: int) -> Emitted:
    yield from count_shingles(plan.read(SHINGLES, partition, KeptShingles))


def _votes(plan: Plan, batch: int) -> Emitted:
    sketches = list(_own(plan, SKETCHES, batch))
    yield from emit_votes(batch, sketches, plan.read(COUNTS, batch, ShingleCounts), plan.partitions)


def _standing(plan: Plan, partition: int) -> Emitted:
    yield from count_votes(plan.read(VOTES, partition, Votes))


def _kept(plan: Plan, batch: int) -> Emitted:
    sketches = _own(plan, SKETCHES, batch)
    return to(batch, drop_standing(sketches, plan.read(STANDING, batch, StandingShingles)))


def _postings(plan: Plan, batch: int) -> Emitted:
    yield from emit_postings(batch, _own(plan, KEPT, batch), plan.partitions)


def _hits(plan: Plan, partition: int) -> Emitted:
    yield from pair_documents(plan.read(POSTINGS, partition, Postings))


def _candidates(plan: Plan, batch: int) -> Emitted:
    yield from emit_candidates(batch, list(_own(plan, KEPT, batch)), plan.read(HITS, batch, Hits))


def _edges(plan: Plan, batch: int) -> Emitted:
    sketches = list(_own(plan, KEPT, batch))
    return to(0, compare_candidates(batch, sketches, plan.read(CANDIDATES, batch, Candidate)))


def _members(plan: Plan, number: int) -> Emitted:
    sizes = [plan.size(batch) for batch in range(len(plan.batches))]
    yield from join_components(plan.read(EDGES, number, Edges), sizes)


def _published(plan: Plan, batch: int) -> Emitted:
    rows = list(plan.rows(batch))
    sketches, members = list(_own(plan, KEPT, batch)), plan.read(MEMBERS, batch, Members)
    yield from emit_publications(
        batch, sketches, lambda n: _publication(rows[n]), members, plan.job.lexicon, plan.partitions, plan.job.base
    )


def _publication(row: DocumentRow) -> Publication:
    linked = decoded(row.linked, LinkedDocument)
    return Publication(document_of(row), linked.publisher, voice_of(linked.claims))


def _texts(plan: Plan, partition: int) -> Emitted:
    for found in find_texts(plan.read(PUBLISHED, partition, PublishedSketch)):
        yield from to(len(plan.batches), found.texts)
        yield from found.documents


def texts_of(plan: Plan, batch: int) -> dict[str, DocumentTexts]:
    """Return by key what the documents of a batch share with others."""
    return {one.key: one for one in plan.read(TEXTS, batch, DocumentTexts)}


def shared_texts(plan: Plan) -> list[SharedText]:
    """Return the texts that several documents publish, by id."""
    return sorted(plan.read(TEXTS, len(plan.batches), SharedText), key=lambda text: text.id)


SKETCHES: Final = Step("sketches", over_batches, _sketches)
SHINGLES: Final = Step("shingles", over_batches, _shingles)
COUNTS: Final = Step("counts", over_partitions, _counts)
VOTES: Final = Step("votes", over_batches, _votes)
STANDING: Final = Step("standing", over_partitions, _standing)
KEPT: Final = Step("kept", over_batches, _kept)
POSTINGS: Final = Step("postings", over_batches, _postings)
HITS: Final = Step("hits", over_partitions, _hits)
CANDIDATES: Final = Step("candidates", over_batches, _candidates)
EDGES: Final = Step("edges", over_batches, _edges)
MEMBERS: Final = Step("members", in_one_place, _members)
PUBLISHED: Final = Step("published", over_batches, _published)
TEXTS: Final = Step("texts", over_partitions, _texts)
STEPS: Final = (
    SKETCHES,
    SHINGLES,
    COUNTS,
    VOTES,
    STANDING,
    KEPT,
    POSTINGS,
    HITS,
    CANDIDATES,
    EDGES,
    MEMBERS,
    PUBLISHED,
    TEXTS,
)
