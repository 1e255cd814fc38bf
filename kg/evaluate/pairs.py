"""Scores claims against pairs of spans that stand in a relation, as the re3d data set annotates them.

A gold pair is found if one claim of a type of its group (GROUPS) has one mention over one span and another over the other.
A predicted pair is an actor and a recipient of one claim, or two actors where the type holds both ways; it is right if it
finds a gold pair of its group. Direction does not count, and a pair counts once per document. IsSynonymOf is scored on two
mentions of one name with different words that stand within 60 characters. Pairs of other relations are left out, as are
mentions for which no words stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, Final

from kg.evaluate.measures import rates

__all__ = ["PairScores", "SpanPair", "score_pairs"]

Row = Mapping[str, Any]
Span = tuple[int, int]

SYNONYMS: Final = "IsSynonymOf"
GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "FightingAgainst": frozenset(
        "Hostility ArmedClash Attack AirStrike Bombardment Bombing Defeat Repulsion Siege TerritorialCapture Killing "
        "Advance".split()
    ),
    "AlliesOf": frozenset({"Alliance", "Support", "Agreement"}),
    "BelongsTo": frozenset({"CoalitionMembership", "Affiliation", "Allegiance", "Formation"}),
    "InChargeOf": frozenset({"Leadership"}),
    SYNONYMS: frozenset(),
}
BOTH_WAYS: Final = frozenset({"Hostility", "ArmedClash", "Alliance", "Agreement"})
NEAR: Final = 60


@dataclass(frozen=True, slots=True)
class SpanPair:
    """Two spans of a document (half-open offsets, the first first) that a relation holds between, and their words.

    `type` is that of the claim which says so, empty for gold and synonyms.
    """

    group: str
    document: str
    spans: tuple[Span, Span]
    words: tuple[str, str]
    type: str = ""


@dataclass(frozen=True, slots=True)
class PairScores:
    """Counts and measures by relation, the gold pairs that were missed, and the predicted pairs that find none."""

    groups: Mapping[str, Mapping[str, float | int]]
    missed: tuple[SpanPair, ...] = field(default=(), repr=False)
    spurious: tuple[SpanPair, ...] = field(default=(), repr=False)


def score_pairs(gold: Iterable[Row], claims: Iterable[Row]) -> PairScores:
    """Score the mentions of *claims* against the pairs of *gold*; measures in [0, 1], 3 decimals.

    Claims without `mentions` predict nothing; `kg.evaluate.evaluate` refuses a file that has none at all.
    """
    expected, predicted = _unique(map(_gold_pair, gold)), _unique(_predicted(list(claims)))
    scores, missed, spurious = {}, [], []
    for group in GROUPS:
        wanted = [pair for pair in expected if pair.group == group]
        given = [pair for pair in predicted if pair.group == group]
        lost, wrong = _unmet(wanted, given), _unmet(given, wanted)
        found = rates(len(given) - len(wrong), len(given), len(wanted) - len(lost), len(wanted))
        scores[group] = {"gold": len(wanted), "predicted": len(given), **found}
        missed += lost
        spurious += wrong
    return PairScores(scores, tuple(missed), tuple(spurious))


def _unique(pairs: Iterable[SpanPair]) -> list[SpanPair]:
    """Return each pair of spans of a relation once, in the order of the text within a document."""
    table: dict[tuple[str, str, tuple[Span, Span]], SpanPair] = {}
    for pair in pairs:
        table.setdefault((pair.group, pair.document, pair.spans), pair)
    return [table[key] for key in sorted(table)]


def _unmet(pairs: Iterable[SpanPair], others: Iterable[SpanPair]) -> list[SpanPair]:
    """Return those of *pairs* that none of *others* overlaps with both spans."""
    there: dict[str, list[SpanPair]] = {}
    for other in others:
        there.setdefault(other.document, []).append(other)

    def is_met(pair: SpanPair) -> bool:
        return any(all(map(_overlap, pair.spans, other.spans)) for other in there.get(pair.document, ()))

    return [pair for pair in pairs if not is_met(pair)]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gold_pair(row: Row) -> SpanPair:
    source = ((row["source_start"], row["source_end"]), row["source"])
    return _pair(row["type"], row["document"], source, ((row["target_start"], row["target_end"]), row["target"]))


def _pair(group: str, document: str, one: tuple[Span, str], other: tuple[Span, str], type: str = "") -> SpanPair:
    first, second = sorted((one, other))
    return SpanPair(group, document, (first[0], second[0]), (first[1], second[1]), type)


def _predicted(claims: Sequence[Row]) -> Iterator[SpanPair]:
    named: dict[tuple[str, str], set[tuple[Span, str]]] = {}
    for claim in claims:
        mentions = [m for m in claim.get("mentions") or [] if m.get("start") is not None and m.get("end") is not None]
        for group in (name for name, types in GROUPS.items() if claim["type"] in types):
            for one, other in _linked(claim["type"], mentions):
                yield _pair(group, claim["document"], one, other, claim["type"])
        for mention in mentions:
            named.setdefault((claim["document"], mention["name"]), set()).add(_spot(mention))
    for (document, _), spots in named.items():
        for one, other in combinations(sorted(spots), 2):
            if one[1].lower() != other[1].lower() and 0 <= other[0][0] - one[0][1] <= NEAR:
                yield _pair(SYNONYMS, document, one, other)


def _linked(type: str, mentions: Sequence[Row]) -> Iterator[tuple[tuple[Span, str], tuple[Span, str]]]:
    actors = [_spot(m) for m in mentions if m["role"] == "actor"]
    recipients = [_spot(m) for m in mentions if m["role"] == "recipient"]
    yield from product(actors, recipients)
    if type in BOTH_WAYS:
        yield from combinations(actors, 2)


def _spot(mention: Row) -> tuple[Span, str]:
    return (mention["start"], mention["end"]), mention["text"]
