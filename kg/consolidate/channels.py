"""What a document gives to be consolidated: rows, each under the key of what it has to be held against.

Rows of one channel and key are to come together; which keys come together beside them changes nothing, nor does the order of
the rows. There are two rounds, and before them what everybody has to know:

1. `TIES` and `RETIREMENTS` go to everybody (`BROADCAST`).
2. `REPORTS` are taken by component (`kg.consolidate.report_components`), the other channels of the first round by their keys.
3. `STATEMENTS` come last: what the first round finds in dispute is among their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from kg.consolidate.agreement import StateTold, denial_subjects, told_states
from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.independence import Sourced, source_claims
from kg.consolidate.keyed import each_once, keyed
from kg.consolidate.policy import AcceptancePolicy
from kg.consolidate.reports import Report, make_reports
from kg.consolidate.rivalry import faced_pairs, held_places, tied_pairs
from kg.consolidate.rules import incident_rules
from kg.consolidate.situations import Effect
from kg.consolidate.speakers import Speakers
from kg.consolidate.state_evidence import Evidence, evidence_of
from kg.consolidate.statements import Resting, resting_on
from kg.consolidate.states import state_key
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA

__all__ = ["BROADCAST", "FIRST_ROUND", "ROWS", "Channel", "Emission", "Emitter", "Keyed", "Row", "Tie", "emission_of"]


class Channel(StrEnum):
    """What is held against each other."""

    TIES = "ties"
    RETIREMENTS = "retirements"
    REPORTS = "reports"
    DENIALS = "denials"
    STATES_TOLD = "states told"
    HOLDERS = "holders"
    FACING = "facing"
    EVIDENCE = "evidence"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A claim under one of the keys that it has in a channel."""

    key: tuple[str, ...]
    item: LinkedClaim


@dataclass(frozen=True, slots=True)
class Tie:
    """Two parties of whom one belongs to the other, or who are allied, by their IRIs in order."""

    one: str
    other: str


Row: TypeAlias = Keyed | StateTold | Report | Evidence | Resting | Tie

ROWS: Final[Mapping[Channel, type[Row]]] = {
    Channel.TIES: Tie,
    Channel.RETIREMENTS: Evidence,
    Channel.REPORTS: Report,
    Channel.DENIALS: Keyed,
    Channel.STATES_TOLD: StateTold,
    Channel.HOLDERS: Keyed,
    Channel.FACING: Keyed,
    Channel.EVIDENCE: Evidence,
    Channel.STATEMENTS: Resting,
}
BROADCAST: Final = (Channel.TIES, Channel.RETIREMENTS)
FIRST_ROUND: Final = (
    Channel.REPORTS,
    Channel.DENIALS,
    Channel.STATES_TOLD,
    Channel.HOLDERS,
    Channel.FACING,
    Channel.EVIDENCE,
)


@dataclass(frozen=True, slots=True)
class Emission:
    """A row with its channel and key; "" for what everybody gets, and for reports, whose component is the key."""

    channel: Channel
    key: str
    row: Row


class Emitter:
    """Makes the rows of documents, one after the other, by *lexicon* and *policy*; it keeps whom it has looked up."""

    def __init__(self, lexicon: Lexicon, policy: AcceptancePolicy, base: str = DATA) -> None:
        self._lexicon, self._policy, self._base = lexicon, policy, base
        self._speakers = Speakers(lexicon)

    def emit(self, claims: Sequence[LinkedClaim], texts: DocumentTexts) -> Iterator[Emission]:
        """Yield the rows of one document, of whose *claims* none may be left out; a row may come twice."""
        sourced = list(source_claims(claims, self._speakers, texts))
        for report in make_reports(sourced, self._lexicon, incident_rules()):
            yield Emission(Channel.REPORTS, "", report)
        items = each_once(claims)
        yield from _under(Channel.DENIALS, keyed(items, denial_subjects))
        yield from _under(Channel.HOLDERS, keyed(items, held_places))
        # A tie and a fight of one pair are held against each other.
        yield from _under(Channel.FACING, keyed(items, faced_pairs), 2)
        yield from (Emission(Channel.TIES, "", Tie(*pair)) for item in items for pair in tied_pairs(item))
        for one in {one.word.claim: one for one in sourced}.values():
            yield from self._rows_of(one)

    def _rows_of(self, sourced: Sourced) -> Iterator[Emission]:
        principals = self._speakers.principals
        for told in told_states(sourced):
            yield Emission(Channel.STATES_TOLD, _joined(told.subject), told)
        for row in resting_on(sourced, self._policy, principals):
            yield emission_of(row)
        for evidence in evidence_of(sourced.item, self._policy, principals, self._base):
            if evidence.effect is Effect.RETIRES:
                yield Emission(Channel.RETIREMENTS, "", evidence)
            else:
                yield Emission(Channel.EVIDENCE, _joined(state_key(evidence)), evidence)


def emission_of(row: Resting) -> Emission:
    """Return what rests, or must not rest, on a claim as a row of the second round."""
    return Emission(Channel.STATEMENTS, _joined(row.statement), row)


def _under(
    channel: Channel, rows: Iterator[tuple[tuple[str, ...], LinkedClaim]], parts: int | None = None
) -> Iterator[Emission]:
    return (Emission(channel, _joined(key[:parts]), Keyed(key, item)) for key, item in rows)


def _joined(parts: Sequence[str]) -> str:
    return "\x1f".join(parts)
