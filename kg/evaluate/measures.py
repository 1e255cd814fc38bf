"""Scores claims against gold claims (both as lines of claims JSON Lines); `kg.evaluate.matching` pairs them.

Required gold counts for recall; any gold claim may be matched, so an optional one costs no precision. Readers' comments are
left out. All measures are in [0, 1], 3 decimals:
  detection    precision, recall and F1 of claims
  roles        the same of actors, recipients and locations over matched claims; either annotator's filling is right
  strict       the same of claims that also have one right actor (if gold has any) and the right factuality
  source       share of matched claims whose speaker agrees: nobody, or somebody with a word in common
  factuality   F1 averaged over the values that occur, on matched claims
  dates        share of matched claims with the right EDTF, over gold whose own words give the date
The first three are also given for each type, and the factuality value by value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.evaluate.matching import Match, Row, factuality_of, is_required, match
from kg.model import Factuality

__all__ = ["FactualityScores", "Rates", "Scores", "TypeScores", "rates", "score"]

Rates = Mapping[str, float]

VALUES: Final = tuple(value.value for value in Factuality)


@dataclass(frozen=True, slots=True)
class TypeScores:
    """The claims of one type: counts of gold (required, optional) and of claims (all, matched), and the measures."""

    type: str
    required: int
    optional: int
    claims: int
    matched: int
    detection: Rates
    strict: Rates
    roles: Rates


@dataclass(frozen=True, slots=True)
class FactualityScores:
    """One value: how much gold has it (all, required, required and missed), what its matches claim, and the value's F1.

    F1 is None where neither gold nor claim of a match has the value.
    """

    value: str
    gold: int
    required: int
    missed: int
    claimed: Mapping[str, int]
    f1: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures, and what stands behind them.

    `types` come by name, `values` in the order of `kg.model.Factuality`; `matches` in the order of gold; `missed` (required
    gold that was not found) and `spurious` (claims that match nothing) each in its file's order.
    """

    claims: int
    required: int
    detection: Rates
    roles: Rates
    strict: Rates
    source: float
    factuality: float
    dates: Mapping[str, float | int | None]
    types: tuple[TypeScores, ...] = field(default=(), repr=False)
    values: tuple[FactualityScores, ...] = field(default=(), repr=False)
    matches: tuple[Match, ...] = field(default=(), repr=False)
    missed: tuple[Row, ...] = field(default=(), repr=False)
    spurious: tuple[Row, ...] = field(default=(), repr=False)


def score(gold: Iterable[Row], claims: Iterable[Row], aliases: Mapping[str, str] | None = None) -> Scores:
    """Score *claims* against *gold*; *aliases* (see `load_aliases`) says which names are variants of which."""
    expected, given = _reported(gold), _reported(claims)
    matches = sorted(match(expected, given, aliases or {}), key=lambda m: m.places)
    found, used = {m.places[0] for m in matches}, {m.places[1] for m in matches}
    missed = tuple(row for i, row in enumerate(expected) if is_required(row) and i not in found)
    values = _by_value(expected, missed, matches)
    whole = _score_type("all", expected, given, matches)
    return Scores(
        claims=whole.claims,
        required=whole.required,
        detection=whole.detection,
        roles=whole.roles,
        strict=whole.strict,
        source=round(sum(m.has_right_source for m in matches) / len(matches), 3) if matches else 0.0,
        factuality=_mean([value.f1 for value in values if value.f1 is not None]),
        dates=_dates(matches),
        types=_by_type(expected, given, matches),
        values=values,
        matches=tuple(matches),
        missed=missed,
        spurious=tuple(row for j, row in enumerate(given) if j not in used),
    )


def rates(right: int, given: int, hit: int, expected: int) -> Rates:
    """Return precision (right of given), recall (hit of expected) and F1; 0 where there is nothing to divide by."""
    p, r = (right / given if given else 0.0), (hit / expected if expected else 0.0)
    return {"P": round(p, 3), "R": round(r, 3), "F1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def _reported(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("voice", "report") == "report"]


def _by_type(gold: Sequence[Row], claims: Sequence[Row], matches: Sequence[Match]) -> tuple[TypeScores, ...]:
    def of(rows: Iterable[Row], name: str) -> list[Row]:
        return [row for row in rows if row["type"] == name]

    names = sorted({row["type"] for row in (*gold, *claims)})
    return tuple(
        _score_type(name, of(gold, name), of(claims, name), [m for m in matches if m.gold["type"] == name])
        for name in names
    )


def _score_type(name: str, gold: Sequence[Row], claims: Sequence[Row], matches: Sequence[Match]) -> TypeScores:
    required, good = sum(map(is_required, gold)), [m for m in matches if m.is_strict]
    shared = sum(m.shared for m in matches)
    return TypeScores(
        type=name,
        required=required,
        optional=len(gold) - required,
        claims=len(claims),
        matched=len(matches),
        detection=rates(len(matches), len(claims), sum(m.is_required for m in matches), required),
        strict=rates(len(good), len(claims), sum(m.is_required for m in good), required),
        roles=rates(shared, sum(len(m.have) for m in matches), shared, sum(len(m.want) for m in matches)),
    )


def _by_value(gold: Sequence[Row], missed: Sequence[Row], matches: Sequence[Match]) -> tuple[FactualityScores, ...]:
    pairs = Counter((factuality_of(m.gold), factuality_of(m.claim)) for m in matches)
    others = sorted({claimed for _, claimed in pairs} - set(VALUES))
    everywhere, lost = Counter(map(factuality_of, gold)), Counter(map(factuality_of, missed))
    required = Counter(factuality_of(row) for row in gold if is_required(row))
    return tuple(
        FactualityScores(
            value=value,
            gold=everywhere[value],
            required=required[value],
            missed=lost[value],
            claimed={claimed: pairs[value, claimed] for claimed in (*VALUES, *others)},
            f1=_f1(value, pairs),
        )
        for value in (*VALUES, *others)
    )


def _f1(value: str, pairs: Mapping[tuple[str, str], int]) -> float | None:
    hits = pairs.get((value, value), 0)
    met = sum(count * ((gold == value) + (claim == value)) for (gold, claim), count in pairs.items())
    return 2 * hits / met if met else None


def _mean(numbers: Sequence[float]) -> float:
    return round(sum(numbers) / len(numbers), 3) if numbers else 0.0


def _dates(matches: Sequence[Match]) -> dict[str, float | int | None]:
    dated = [m for m in matches if m.is_dated]
    right = sum(m.has_right_date for m in dated)
    return {"gold": len(dated), "right": round(right / len(dated), 3) if dated else None}
