"""The steps that end in the dataset: all lines, sorted, in parts that follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from kg.formats.rdf import dumped
from kg.formats.stated import without_stated
from kg.formats.writers.lines import sorted_blocks
from kg.graph import shared_text_quads
from kg.runs.drawing import common_quads, with_inferred
from kg.runs.sealed import graph_blocks, manifest_of
from kg.runs.steps.lines import DRAWN, Lines, Subjects, dealt, drawn, splits_of
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, over_partitions, to
from kg.runs.steps.texts import shared_texts
from kg.runs.steps.world import FIRST, SECOND

__all__ = ["STEPS", "part_of", "parts_in", "parts_of"]

# Samples of a part: each stands for half a megabyte of lines. A part is read from the files of all batches and partitions, so
# that beyond some thousand documents parts grow, rather than become more.
PART: Final = 64
FEW_PARTS: Final = 64
FOR_EACH: Final = 4


def _samples(plan: Plan, batch: int) -> Emitted:
    manifests = (manifest_of(plan.job.folder, name) for name in plan.batches[batch])
    return to(0, (Subjects(manifest.samples) for manifest in manifests))


def _splits(plan: Plan, number: int) -> Emitted:
    _, sampled = DRAWN
    found = chain(plan.read(SAMPLES, 0, Subjects), *(plan.read(step, sampled, Subjects) for step in DRAWING))
    samples = [sample for subjects in found for sample in subjects.found]
    parts = min(-(-len(samples) // PART), max(FEW_PARTS, FOR_EACH * plan.partitions))
    yield 0, Subjects(splits_of(samples, max(1, parts)))


def _splits_in(plan: Plan) -> tuple[bytes, ...]:
    """Return the subjects that the parts of the dataset begin with, but the first."""
    (splits,) = plan.read(SPLITS, 0, Subjects)
    return splits.found


def _graphs(plan: Plan, batch: int) -> Emitted:
    splits = _splits_in(plan)
    for name in plan.batches[batch]:
        yield from dealt(splits, graph_blocks(plan.job.folder, name))


def _common(plan: Plan, number: int) -> Emitted:
    """Give what no document and no partition of the world has: registry, ontology, and the texts that several publish."""
    base = plan.job.base
    # One after the other, since there may be very many.
    texts = (with_inferred(shared_text_quads([text], base), base) for text in shared_texts(plan))
    return drawn(dumped(chain(common_quads(plan.job.lexicon, base), chain.from_iterable(texts))))


def _world(plan: Plan, partition: int) -> Emitted:
    """Give what is drawn of a partition in all channels and both rounds; beside the first, what is common."""
    lines, _ = DRAWN
    splits = _splits_in(plan)
    for step in DRAWING:
        for number in range(partition, step.tasks(plan), plan.partitions):
            yield from dealt(splits, (row.block for row in plan.read_of(step, number, lines, Lines)))


def _part(plan: Plan, number: int) -> Emitted:
    blocks = sorted_blocks(lines.block for step in (GRAPHS, WORLD) for lines in plan.read(step, number, Lines))
    return to(0, map(Lines, without_stated(blocks, plan.job.base)))


def parts_of(plan: Plan) -> Iterator[bytes]:
    """Yield the lines of the dataset in blocks."""
    return (lines.block for lines in plan.read(PARTS, 0, Lines))


def part_of(plan: Plan, number: int) -> Iterator[bytes]:
    """Yield the lines of one part of the dataset in blocks."""
    return (lines.block for lines in plan.read_of(PARTS, number, 0, Lines))


def parts_in(plan: Plan) -> int:
    """Return how many parts the dataset has."""
    return len(_splits_in(plan)) + 1


COMMON: Final = Step("common", in_one_place, _common)
DRAWING: Final = (FIRST, SECOND, COMMON)
SAMPLES: Final = Step("samples", over_batches, _samples)
SPLITS: Final = Step("splits", in_one_place, _splits)
GRAPHS: Final = Step("graphs", over_batches, _graphs)
WORLD: Final = Step("world", over_partitions, _world)
PARTS: Final = Step("parts", parts_in, _part)
STEPS: Final = (COMMON, SAMPLES, SPLITS, GRAPHS, WORLD, PARTS)
