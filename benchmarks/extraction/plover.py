"""Sentences coded with PLOVER events, actors and recipients: does a claim of a fitting type come out, with the right parties?

The file is the PLOVER project's (Open Event Data Alliance, CC BY-SA 4.0): a list of objects with `event`, `text`, and
`source` and `target` (lists of objects with `actorText`). A party is right if a mention in its role overlaps its words in the
text, or is one with it by name. PLOVER takes a place for a recipient; there a location of ours counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.extraction.corpora import Extractor
from kg.evaluate.names import same_name
from kg.model import Claim, Document, Mention, Paragraph, ParagraphRole, Role

__all__ = ["ClassScores", "Coded", "load_sentences", "score_classes"]

# Classes of older versions of PLOVER, as the file has them.
RENAMED: Final = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
# Which types of ours may stand for a class: PLOVER manual, events and modes. A class without one is none that we read.
TYPES: Final[Mapping[str, frozenset[str]]] = {
    "AGREE": frozenset({"Agreement", "Alliance"}),
    "CONSULT": frozenset({"Negotiation"}),
    "SUPPORT": frozenset({"Support", "Alliance", "Allegiance"}),
    "COOPERATE": frozenset({"Support", "Alliance"}),
    "AID": frozenset({"Support"}),
    "CONCEDE": frozenset(),
    "RETREAT": frozenset({"Withdrawal", "Handover", "Surrender", "Agreement"}),
    "REQUEST": frozenset({"Demand"}),
    "ACCUSE": frozenset({"Accusation", "Condemnation"}),
    "REJECT": frozenset(),
    "THREATEN": frozenset({"Threat"}),
    "PROTEST": frozenset(),
    "SANCTION": frozenset({"Exclusion", "Closure"}),
    "MOBILIZE": frozenset({"Deployment", "Recruitment"}),
    "COERCE": frozenset(
        {"Detention", "Abduction", "Destruction", "Displacement", "Siege", "Closure", "TerritorialCapture"}
    ),
    "ASSAULT": frozenset(
        "ArmedClash Attack Bombardment AirStrike Bombing Killing Abduction Abuse Destruction Defeat Siege Advance "
        "TerritorialCapture Repulsion".split()
    ),
}
PARTIES_ALIKE: Final = frozenset({"ArmedClash", "Agreement", "Alliance", "Negotiation"})
GAP: Final = re.compile(r"\s*\.\.+\s*")


@dataclass(frozen=True)
class Coded:
    """A coded sentence, as a document of one paragraph; parties in the words of the coder."""

    event: str
    document: Document
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class ClassScores:
    """Of the sentences of a class: how many give any claim, one of a fitting type, and such a one with the right parties.

    `with_actor` and `with_recipient` count the sentences in which such a party is coded.
    """

    event: str
    sentences: int
    any_claim: int
    fitting: int
    with_actor: int
    right_actor: int
    with_recipient: int
    right_recipient: int


def load_sentences(path: Path) -> tuple[Coded, ...]:
    """Read the sentences of a PLOVER file, in its order; what has no text (the file's own description) is left out."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_coded(number, row) for number, row in enumerate(rows) if "text" in row)


def score_classes(sentences: Sequence[Coded], extractor: Extractor) -> Iterator[ClassScores]:
    """Yield the scores of each class of PLOVER that has sentences, in the order of TYPES."""
    for event in TYPES:
        if own := [sentence for sentence in sentences if sentence.event == event]:
            yield _score_class(event, own, extractor)


def _coded(number: int, row: Mapping[str, Any]) -> Coded:
    text = row["text"]
    body = Paragraph(1, ParagraphRole.BODY, 0, len(text), text)
    document = Document(f"{row['id']}.txt", f"{row['id']}-{number}", "", "text/plain", text, (body,))
    event = RENAMED.get(row["event"], row["event"])
    return Coded(event, document, _parties(row.get("source")), _parties(row.get("target")))


def _parties(found: Any) -> tuple[str, ...]:
    return tuple(party["actorText"] for party in found) if isinstance(found, list) else ()


def _score_class(event: str, sentences: Sequence[Coded], extractor: Extractor) -> ClassScores:
    read = [(sentence, extractor.claims(sentence.document)) for sentence in sentences]
    fitting = [(sentence, [c for c in claims if c.type in TYPES[event]]) for sentence, claims in read]
    return ClassScores(
        event,
        len(sentences),
        any_claim=sum(bool(claims) for _, claims in read),
        fitting=sum(bool(claims) for _, claims in fitting),
        with_actor=sum(bool(sentence.sources) for sentence in sentences),
        right_actor=sum(any(_has_actor(c, sentence) for c in claims) for sentence, claims in fitting),
        with_recipient=sum(bool(sentence.targets) for sentence in sentences),
        right_recipient=sum(any(_has_recipient(c, sentence) for c in claims) for sentence, claims in fitting),
    )


def _has_actor(claim: Claim, sentence: Coded) -> bool:
    return _names_one(claim, {Role.ACTOR}, sentence.sources, sentence.document.text)


def _has_recipient(claim: Claim, sentence: Coded) -> bool:
    roles = {Role.RECIPIENT, Role.LOCATION} | ({Role.ACTOR} if claim.type in PARTIES_ALIKE else set())
    return _names_one(claim, roles, sentence.targets, sentence.document.text)


def _names_one(claim: Claim, roles: Iterable[Role], parties: Iterable[str], text: str) -> bool:
    mentions = [mention for mention in claim.mentions if mention.role in roles]
    return any(_is_party(mention, party, text) for mention in mentions for party in parties)


def _is_party(mention: Mention, party: str, text: str) -> bool:
    spans = [(m.start(), m.end()) for part in GAP.split(party) if part for m in re.finditer(re.escape(part), text)]
    start, end = mention.start, mention.end
    overlaps = start is not None and end is not None and any(a < end and start < b for a, b in spans)
    return overlaps or same_name(mention.name, party, {})
