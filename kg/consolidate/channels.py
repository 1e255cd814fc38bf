"""What a document gives to be consolidated: rows, each under the key of what it has to be held against.

Rows of one channel and key are to come together; which keys come together beside them changes nothing, nor does the order of
the rows. There are two rounds, and before them what has to be known:

1. `TIES` and `RETIREMENTS` go to everybody (`BROADCAST`).
2. `REPORTS` are gathered by their outlines, component by component (`kg.consolidate.report_components`); each then is a row of
   `INCIDENTS` under the happening that it belongs to.
3. What the channels of the first round hold is drawn by its keys.
4. `STATEMENTS` come last: what the first round finds in dispute is among their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from kg.consolidate.agreement import StateTold, denial_subjects, told_states
from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.incidents import Member
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
from kg.consolidate.tellings import tellings
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA

__all__ = [
    "BROADCAST",
    "FIRST_ROUND",
    "ROWS",
    "Channel",
    "Emission",
    "Emitter",
    "Keyed",
    "Row",
    "Tie",
    "emission_of",
    "key_of",
]


class Channel(StrEnum):
    """What is held against each other."""

    TIES = "ties"
    RETIREMENTS = "retirements"
    REPORTS = "reports"
    INCIDENTS = "incidents"
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


Row: TypeAlias = Keyed | StateTold | Report | Member | Evidence | Resting | Tie

ROWS: Final[Mapping[Channel, type[Row]]] = {
    Channel.TIES: Tie,
    Channel.RETIREMENTS: Evidence,
    Channel.REPORTS: Report,
    Channel.INCIDENTS: Member,
    Channel.DENIALS: Keyed,
    Channel.STATES_TOLD: StateTold,
    Channel.HOLDERS: Keyed,
    Channel.FACING: Keyed,
    Channel.EVIDENCE: Evidence,
    Channel.STATEMENTS: Resting,
}
BROADCAST: Final = (Channel.TIES, Channel.RETIREMENTS)
FIRST_ROUND: Final = (
    Channel.INCIDENTS,
    Channel.DENIALS,
    Channel.STATES_TOLD,
    Channel.HOLDERS,
    Channel.FACING,
    Channel.EVIDENCE,
)


@dataclass(frozen=True, slots=True)
class Emission:
    """A row with its channel and key; "" for what everybody gets; a report is under its own name."""

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
        items = each_once(claims)
        for report in make_reports(sourced, self._lexicon, incident_rules(), tellings(items, texts)):
            yield Emission(Channel.REPORTS, key_of(report.name), report)
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
            yield Emission(Channel.STATES_TOLD, key_of(told.subject), told)
        for row in resting_on(sourced, self._policy, principals):
            yield emission_of(row)
        for evidence in evidence_of(sourced.item, self._policy, principals, self._base):
            if evidence.effect is Effect.RETIRES:
                yield Emission(Channel.RETIREMENTS, "", evidence)
            else:
                yield Emission(Channel.EVIDENCE, key_of(state_key(evidence)), evidence)


def emission_of(row: Resting | Member) -> Emission:
    """Return what comes of other rows, where reports are gathered or claims found in dispute, as a row of a later round."""
    if isinstance(row, Member):
        return Emission(Channel.INCIDENTS, key_of(row.membership.happening), row)
    return Emission(Channel.STATEMENTS, key_of(row.statement), row)


def _under(
    channel: Channel, rows: Iterator[tuple[tuple[str, ...], LinkedClaim]], parts: int | None = None
) -> Iterator[Emission]:
    return (Emission(channel, key_of(key[:parts]), Keyed(key, item)) for key, item in rows)


def key_of(parts: Sequence[str]) -> str:
    """Return the key that several parts make."""
    return "\x1f".join(parts)
