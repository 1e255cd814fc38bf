"""The steps that draw the world: what each document gives to be held against others, and what comes of it in each partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from kg.consolidate import DocumentTexts
from kg.consolidate.channels import BROADCAST, FIRST_ROUND, ROWS, Channel, Emitter, emission_of, key_of
from kg.consolidate.gathering import Membership, memberships
from kg.consolidate.incidents import joined
from kg.consolidate.outlines import Outline
from kg.consolidate.report_components import Components, find_components, report_edges
from kg.consolidate.reports import Report
from kg.consolidate.rules import incident_rules
from kg.formats.rdf import dumped
from kg.graph import Known, Piece, draw
from kg.link import LinkedDocument
from kg.runs.drawing import with_inferred
from kg.runs.rows import decoded
from kg.runs.steps.lines import DRAWN, drawn
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, over_partitions, to
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
    return first if channel in BROADCAST else first + _partition(plan, f"{channel} {key}")


def _partition(plan: Plan, key: str) -> int:
    return crc32(key.encode()) % plan.partitions


def _edges_place(plan: Plan) -> int:
    return len(CHANNELS) * plan.partitions


def _outlines_place(plan: Plan) -> int:
    return _edges_place(plan) + 1


def _given(plan: Plan, batch: int) -> Emitted:
    emitter, texts = Emitter(plan.job.lexicon, plan.policy, plan.job.base), texts_of(plan, batch)
    edges: list[bytes] = []
    for row in plan.rows(batch):
        claims, key = decoded(row.linked, LinkedDocument).claims, row.summary.key
        reports: list[Outline] = []
        for emission in emitter.emit(claims, texts.get(key) or DocumentTexts(key)):
            yield _place(plan, emission.channel, emission.key), emission.row
            if isinstance(emission.row, Report):
                reports.append(emission.row.outline)
        yield from to(_outlines_place(plan), reports)
        edges.append(report_edges(reports).tobytes())
    yield _edges_place(plan), ReportEdges(batch, b"".join(edges))


def _components(plan: Plan, number: int) -> Emitted:
    rows = list(plan.read(GIVEN, _edges_place(plan), ReportEdges))
    found = find_components(_numbers(row.edges).reshape(-1, 2) for row in rows)
    for row in rows:
        own, least = found.within(_numbers(row.edges).reshape(-1, 2)[:, 0])
        yield row.batch, BatchComponents(own.tobytes(), least.tobytes())


def _routed(plan: Plan, batch: int) -> Emitted:
    (row,) = plan.read(COMPONENTS, batch, BatchComponents)
    components = Components(_numbers(row.reports), _numbers(row.least))
    for outline in plan.read_of(GIVEN, batch, _outlines_place(plan), Outline):
        yield _partition(plan, str(components.of(outline.number))), outline


def _gathered(plan: Plan, number: int) -> Emitted:
    for one in memberships(plan.read(ROUTED, number, Outline), incident_rules()):
        yield _place(plan, Channel.REPORTS, key_of(one.report)), one


def _joined(plan: Plan, number: int) -> Emitted:
    place = CHANNELS.index(Channel.REPORTS) * plan.partitions + number
    for member in joined(plan.read(GIVEN, place, Report), plan.read(GATHERED, place, Membership)):
        emission = emission_of(member)
        yield _place(plan, emission.channel, emission.key), member


def _numbers(data: bytes) -> NDArray[np.uint64]:
    import numpy as np

    return np.frombuffer(data, np.uint64)


def _first(plan: Plan, number: int) -> Emitted:
    """Draw one partition of one channel of the first round; what is in dispute goes to the second, behind all lines."""
    channel = FIRST_ROUND[number // plan.partitions]
    place = CHANNELS.index(channel) * plan.partitions + number % plan.partitions
    step = JOINED if channel is Channel.INCIDENTS else GIVEN
    disputes: dict[object, int] = {}

    def pieces() -> Iterator[Piece]:
        for piece in draw(channel, plan.read(step, place, ROWS[channel]), _known(plan)):
            for row in piece.disputes:
                emission = emission_of(row)
                disputes[row] = _place(plan, emission.channel, emission.key)
            yield piece

    yield from _lines(plan, pieces())
    yield from ((_disputes_place(place), row) for row, place in disputes.items())


def _second(plan: Plan, number: int) -> Emitted:
    kind, place = ROWS[Channel.STATEMENTS], CHANNELS.index(Channel.STATEMENTS) * plan.partitions + number
    rows = [*plan.read(GIVEN, place, kind), *plan.read(FIRST, _disputes_place(place), kind)]
    yield from _lines(plan, draw(Channel.STATEMENTS, rows, _known(plan)))


def _disputes_place(place: int) -> int:
    return len(DRAWN) + place


def _everywhere(plan: Plan, number: int) -> Emitted:
    """Give what everybody has to know, each row once: gathered here, so that nobody else looks for it in all batches."""
    for place, channel in enumerate(BROADCAST):
        rows = plan.read(GIVEN, CHANNELS.index(channel) * plan.partitions, ROWS[channel])
        yield from to(place, dict.fromkeys(rows))


def _known(plan: Plan) -> Known:
    found: list[Iterator[Any]] = [plan.read(EVERYWHERE, place, ROWS[c]) for place, c in enumerate(BROADCAST)]
    ties, retirements = found
    return Known.of(plan.policy, plan.job.base, ties, retirements)


def _lines(plan: Plan, pieces: Iterable[Piece]) -> Emitted:
    """Yield the lines of *pieces* and of what follows from each, and samples of them."""
    return drawn(dumped(quad for piece in pieces for quad in with_inferred(piece.quads, plan.job.base)))


def _in_first_round(plan: Plan) -> int:
    return len(FIRST_ROUND) * plan.partitions


GIVEN: Final = Step("given", over_batches, _given)
EVERYWHERE: Final = Step("everywhere", in_one_place, _everywhere)
COMPONENTS: Final = Step("components", in_one_place, _components)
ROUTED: Final = Step("routed", over_batches, _routed)
GATHERED: Final = Step("gathered", over_partitions, _gathered)
JOINED: Final = Step("joined", over_partitions, _joined)
FIRST: Final = Step("first", _in_first_round, _first)
SECOND: Final = Step("second", over_partitions, _second)
STEPS: Final = (GIVEN, EVERYWHERE, COMPONENTS, ROUTED, GATHERED, JOINED, FIRST, SECOND)
