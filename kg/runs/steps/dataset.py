"""The steps that end in the dataset: all lines, sorted, in parts that follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.formats.rdf import dumped
from kg.formats.stated import without_stated
from kg.formats.writers.lines import sorted_blocks
from kg.graph import shared_text_quads
from kg.runs.drawing import common_quads, with_inferred
from kg.runs.mail import read_mail
from kg.runs.sealed import graph_blocks
from kg.runs.steps.lines import Lines, dealt
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, to
from kg.runs.steps.texts import shared_texts
from kg.runs.steps.world import FIRST, SECOND

__all__ = ["STEPS", "part_of", "parts_of"]


def _graphs(plan: Plan, batch: int) -> Emitted:
    for name in plan.batches[batch]:
        yield from dealt(plan, graph_blocks(plan.job.folder, name))


def _common(plan: Plan, number: int) -> Emitted:
    """Give what no document and no partition of the world has: registry, ontology, and the texts that several publish."""
    texts = with_inferred(shared_text_quads(shared_texts(plan), plan.job.base), plan.job.base)
    yield from dealt(plan, sorted_blocks(dumped([*common_quads(plan.job.lexicon, plan.job.base), *texts])))


def _part(plan: Plan, number: int) -> Emitted:
    steps = (GRAPHS, COMMON, FIRST, SECOND)
    blocks = sorted_blocks(lines.block for step in steps for lines in plan.read(step, number, Lines))
    return to(0, map(Lines, without_stated(blocks, plan.job.base)))


def parts_of(plan: Plan) -> Iterator[bytes]:
    """Yield the lines of the dataset in blocks."""
    return (lines.block for lines in plan.read(PARTS, 0, Lines))


def part_of(plan: Plan, number: int) -> Iterator[bytes]:
    """Yield the lines of one part of the dataset in blocks."""
    return (lines.block for lines in read_mail(plan.folder, [PARTS.file(number)], 0, Lines))


def _parts(plan: Plan) -> int:
    return len(plan.splits) + 1


GRAPHS: Final = Step("graphs", over_batches, _graphs)
COMMON: Final = Step("common", in_one_place, _common)
PARTS: Final = Step("parts", _parts, _part)
STEPS: Final = (GRAPHS, COMMON, PARTS)
