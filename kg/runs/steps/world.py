"""The steps that draw the world: what each document gives to be held against others, and what comes of it in each partition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

from kg.consolidate.channels import BROADCAST, FIRST_ROUND, ROWS, Channel, Emission, Emitter, emission_of
from kg.consolidate.reports import Report
from kg.consolidate.report_components import Components, find_components, report_edges
from kg.consolidate.state_evidence import Evidence
from kg.consolidate.channels import Tie
from kg.formats.rdf import dumped
from kg.formats.writers.lines import sorted_blocks
from kg.graph import Known, draw, shared_text_quads
from kg.link import LinkedDocument
from kg.runs.rows import decoded
from kg.runs.steps.lines import Lines, dealt
from kg.runs.steps.step import Emitted, Plan, Step, in_one_place, over_batches, over_partitions
from kg.runs.steps.texts import shared_texts, texts_of

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["DRAWN", "STATED", "STEPS", "SAID_AGAIN"]

CHANNELS: Final = tuple(Channel)


@dataclass(frozen=True, slots=True)
class ReportEdges:
    """The edges of the reports of one batch, as `report_edges` gives them: rows of two numbers of 64 bits."""

    batch: int
    edges: bytes


@dataclass(frozen=True, slots=True)
class BatchComponents:
    """The reports of one batch and the number of the component of each, 64 bits each."""

    reports: bytes
    least: bytes


def _place(plan: Plan, channel: Channel, key: str) -> int:
    """Return the number of the rows of *channel* to which a row with *key* goes."""
    first = CHANNELS.index(channel) * plan.partitions
    return first if channel in BROADCAST else first + crc32(f"{channel} {key}".encode()) % plan.partitions


def _rows(plan: Plan, batch: int) -> Emitted:
    """Emit the rows of a batch; its reports to itself, behind all channels, and their edges behind these."""
    emitter, texts = Emitter(plan.job.lexicon, plan.policy, plan.job.base), texts_of(plan, batch)
    reports = list[Report]()
    for row in plan.rows(batch):
        claims = decoded(row.linked, LinkedDocument).claims
        for emission in emitter.emit(claims, texts.get(row.summary.key, NO_TEXTS)):
            if emission.channel is Channel.REPORTS:
                reports.append(emission.row)
            else:
                yield _place(plan, emission.channel, emission.key), emission.row
    yield from ((_own_reports(plan, batch), report) for report in reports)
    yield _own_reports(plan, -1), ReportEdges(batch, report_edges(reports).tobytes())
