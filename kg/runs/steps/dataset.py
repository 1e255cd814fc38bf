"""The steps that end in the dataset: all lines, sorted, in parts that follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.formats.rdf import dumped
from kg.formats.stated import without_stated
from kg.formats.writers.lines import sorted_blocks
from kg.graph import shared_text_quads
from kg.runs.drawing import common_quads, with_inferred
from kg.runs.sealed import graph_blocks, manifest_of
from kg.runs.steps.lines import Lines, Subjects, dealt, splits_of
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, to
from kg.runs.steps.texts import shared_texts
from kg.runs.steps.world import drawn_lines, drawn_samples, drawn_tasks

__all__ = ["STEPS", "part_of", "parts_in", "parts_of"]

# Samples of a part: each stands for half a megabyte of lines.
PART: Final = 64


def _samples(plan: Plan, batch: int) -> Emitted:
    manifests = (manifest_of(plan.job.folder, name) for name in plan.batches[batch])
    return to(0, (Subjects(manifest.samples) for manifest in manifests))


def _splits(plan: Plan, number: int) -> Emitted:
    found = (*plan.read(SAMPLES, 0, Subjects), *drawn_samples(plan))
    samples = [sample for subjects in found for sample in subjects.found]
    yield 0, Subjects(splits_of(samples, max(1, -(-len(samples) // PART))))


def _splits_in(plan: Plan) -> tuple[bytes, ...]:
    """Return the subjects that the parts of the dataset begin with, but the first."""
    (splits,) = plan.read(SPLITS, 0, Subjects)
    return splits.found


def _graphs(plan: Plan, batch: int) -> Emitted:
    splits = _splits_in(plan)
    for name in plan.batches[batch]:
        yield from dealt(splits, graph_blocks(plan.job.folder, name))


def _world(plan: Plan, number: int) -> Emitted:
    return dealt(_splits_in(plan), drawn_lines(plan, number))


def _common(plan: Plan, number: int) -> Emitted:
    """Give what no document and no partition of the world has: registry, ontology, and the texts that several publish."""
    texts = with_inferred(shared_text_quads(shared_texts(plan), plan.job.base), plan.job.base)
    blocks = sorted_blocks(dumped([*common_quads(plan.job.lexicon, plan.job.base), *texts]))
    return dealt(_splits_in(plan), blocks)


def _part(plan: Plan, number: int) -> Emitted:
    steps = (GRAPHS, WORLD, COMMON)
    blocks = sorted_blocks(lines.block for step in steps for lines in plan.read(step, number, Lines))
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


SAMPLES: Final = Step("samples", over_batches, _samples)
SPLITS: Final = Step("splits", in_one_place, _splits)
GRAPHS: Final = Step("graphs", over_batches, _graphs)
WORLD: Final = Step("world", drawn_tasks, _world)
COMMON: Final = Step("common", in_one_place, _common)
PARTS: Final = Step("parts", parts_in, _part)
STEPS: Final = (SAMPLES, SPLITS, GRAPHS, WORLD, COMMON, PARTS)
