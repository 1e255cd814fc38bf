"""The steps that draw the world: what each document gives to be held against others, and what comes of it in each partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from kg.consolidate import DocumentTexts
from kg.consolidate.channels import BROADCAST, FIRST_ROUND, ROWS, Channel, Emitter, emission_of
from kg.consolidate.report_components import Components, find_components, report_edges
from kg.consolidate.reports import Report
from kg.formats.rdf import dumped
from kg.formats.writers.lines import sorted_blocks
from kg.graph import Known, Piece, draw
from kg.link import LinkedDocument
from kg.runs.drawing import with_inferred
from kg.runs.rows import decoded
from kg.runs.steps.lines import dealt
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, over_partitions
from kg.runs.steps.texts import texts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FIRST", "SECOND", "STEPS", "BatchComponents", "ReportEdges"]

CHANNELS: Final = tuple(Channel)


@dataclass(frozen=True, slots=True)
class ReportEdges:
    """The edges of the reports of one batch: rows of the numbers of a report and of a link, of 64 bits each."""

    batch: int
    edges: bytes


@dataclass(frozen=True, slots=True)
class BatchComponents:
    """The reports of one batch, sorted, and the number of the component of each, of 64 bits each."""

    reports: bytes
    least: bytes


def _place(plan: Plan, channel: Channel, key: str) -> int:
    """Return to which task, of all channels after one another, a row of *channel* under *key* goes."""
    first = CHANNELS.index(channel) * plan.partitions
    return first if channel in BROADCAST else first + crc32(f"{channel} {key}".encode()) % plan.partitions


def _edges_place(plan: Plan) -> int:
    return len(CHANNELS) * plan.partitions


def _reports_place(plan: Plan, batch: int) -> int:
    return _edges_place(plan) + 1 + batch


def _given(plan: Plan, batch: int) -> Emitted:
    emitter, texts = Emitter(plan.job.lexicon, plan.policy, plan.job.base), texts_of(plan, batch)
    reports = list[Report]()
    for row in plan.rows(batch):
        claims, key = decoded(row.linked, LinkedDocument).claims, row.summary.key
        for emission in emitter.emit(claims, texts.get(key) or DocumentTexts(key)):
            if isinstance(emission.row, Report):
                reports.append(emission.row)
            else:
                yield _place(plan, emission.channel, emission.key), emission.row
    yield from ((_reports_place(plan, batch), report) for report in reports)
    yield _edges_place(plan), ReportEdges(batch, report_edges(reports).tobytes())


def _components(plan: Plan, number: int) -> Emitted:
    rows = list(plan.read(GIVEN, _edges_place(plan), ReportEdges))
    found = find_components(_numbers(row.edges).reshape(-1, 2) for row in rows)
    for row in rows:
        own, least = found.within(_numbers(row.edges).reshape(-1, 2)[:, 0])
        yield row.batch, BatchComponents(own.tobytes(), least.tobytes())


def _routed(plan: Plan, batch: int) -> Emitted:
    (row,) = plan.read(COMPONENTS, batch, BatchComponents)
    components = Components(_numbers(row.reports), _numbers(row.least))
    for report in plan.read(GIVEN, _reports_place(plan, batch), Report):
        yield _place(plan, Channel.REPORTS, str(components.of(report.number))), report


def _numbers(data: bytes) -> NDArray[np.uint64]:
    import numpy as np

    return np.frombuffer(data, np.uint64)


def _first(plan: Plan, number: int) -> Emitted:
    """Draw one partition of one channel of the first round; what is in dispute goes to the second, behind all lines."""
    channel = FIRST_ROUND[number // plan.partitions]
    place = CHANNELS.index(channel) * plan.partitions + number % plan.partitions
    step = ROUTED if channel is Channel.REPORTS else GIVEN
    disputes: dict[object, int] = {}

    def pieces() -> Iterator[Piece]:
        for piece in draw(channel, plan.read(step, place, ROWS[channel]), _known(plan)):
            for row in piece.disputes:
                emission = emission_of(row)
                disputes[row] = _place(plan, emission.channel, emission.key)
            yield piece

    yield from _lines(plan, pieces())
    yield from ((_disputes_place(plan, place), row) for row, place in disputes.items())


def _second(plan: Plan, number: int) -> Emitted:
    kind, place = ROWS[Channel.STATEMENTS], CHANNELS.index(Channel.STATEMENTS) * plan.partitions + number
    rows = [*plan.read(GIVEN, place, kind), *plan.read(FIRST, _disputes_place(plan, place), kind)]
    yield from _lines(plan, draw(Channel.STATEMENTS, rows, _known(plan)))


def _disputes_place(plan: Plan, place: int) -> int:
    return len(plan.splits) + 1 + place


def _known(plan: Plan) -> Known:
    ties, retirements = (_everywhere(plan, channel) for channel in BROADCAST)
    return Known.of(plan.policy, plan.job.base, ties, retirements)


def _everywhere(plan: Plan, channel: Channel) -> Iterator[Any]:
    return plan.read(GIVEN, CHANNELS.index(channel) * plan.partitions, ROWS[channel])


def _lines(plan: Plan, pieces: Iterable[Piece]) -> Emitted:
    """Yield the lines of *pieces* and of what follows from each, sorted, with the part of the dataset that they belong to."""
    quads = (quad for piece in pieces for quad in with_inferred(piece.quads, plan.job.base))
    yield from dealt(plan, sorted_blocks(dumped(quads)))


def _in_first_round(plan: Plan) -> int:
    return len(FIRST_ROUND) * plan.partitions


GIVEN: Final = Step("given", over_batches, _given)
COMPONENTS: Final = Step("components", in_one_place, _components)
ROUTED: Final = Step("routed", over_batches, _routed)
FIRST: Final = Step("first", _in_first_round, _first)
SECOND: Final = Step("second", over_partitions, _second)
STEPS: Final = (GIVEN, COMPONENTS, ROUTED, FIRST, SECOND)
