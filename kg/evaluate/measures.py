"""Scores claims against gold claims (both as lines of claims JSON Lines).

A claim matches a gold claim of the same document and paragraph if the types are equal and the quotes share half of the
shorter one's words. Matching is one to one, best role agreement first. Required gold counts for recall; any gold claim may
be matched, so an optional one costs no precision. Readers' comments are left out. All measures are in [0, 1], 3 decimals:
  detection    precision, recall and F1 of claims
  roles        the same of actors, recipients and locations over matched claims; either annotator's filling is right
  strict       the same of claims that also have one right actor (if gold has any) and the right factuality
  source       share of matched claims whose speaker agrees: nobody, or somebody with a word in common
  factuality   F1 averaged over the values that occur, on matched claims
  dates        share of matched claims with the right EDTF, over gold whose own words give the date
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.evaluate.names import same_name, words

__all__ = ["Scores", "score"]

Row = Mapping[str, Any]
Filler = tuple[str, str]

ROLES: Final = ("actors", "recipients", "locations")


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures, and which required gold claims were missed and which claims match nothing, each in its file's order."""

    claims: int
    required: int
    detection: Mapping[str, float]
    roles: Mapping[str, float]
    strict: Mapping[str, float]
    source: float
    factuality: float
    dates: Mapping[str, float | int | None]
    missed: tuple[Row, ...] = field(default=(), repr=False)
    spurious: tuple[Row, ...] = field(default=(), repr=False)


def score(gold: Iterable[Row], claims: Iterable[Row], aliases: Mapping[str, str] | None = None) -> Scores:
    """Score *claims* against *gold*; *aliases* (see `load_aliases`) says which names are variants of which."""
    expected, given, table = _reported(gold), _reported(claims), aliases or {}
    pairs = _match(expected, given, table)
    matches = [_Match.of(expected[i], given[j], table) for i, j in pairs]
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    required = [i for i, row in enumerate(expected) if _is_required(row)]
    good = [i for (i, _), match in zip(pairs, matches, strict=True) if match.is_strict]
    return Scores(
        claims=len(given),
        required=len(required),
        detection=_rates(len(used), len(given), len(found & set(required)), len(required)),
        roles=_rates(
            sum(m.shared for m in matches),
            sum(len(m.have) for m in matches),
            sum(m.shared for m in matches),
            sum(len(m.want) for m in matches),
        ),
        strict=_rates(len(good), len(given), len(set(good) & set(required)), len(required)),
        source=round(sum(m.has_right_source for m in matches) / len(matches), 3) if matches else 0.0,
        factuality=_macro_f1([(_factuality(m.gold), _factuality(m.claim)) for m in matches]),
        dates=_dates(matches),
        missed=tuple(expected[i] for i in required if i not in found),
        spurious=tuple(row for j, row in enumerate(given) if j not in used),
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """A gold claim, the claim matched to it, the fillers of both, and how many of them agree."""

    gold: Row
    claim: Row
    have: Sequence[Filler]
    want: Sequence[Filler]
    shared: int
    is_strict: bool

    @classmethod
    def of(cls, gold: Row, claim: Row, aliases: Mapping[str, str]) -> _Match:
        have = _fillers(claim)
        want = max(_fillings(gold), key=lambda filling: _agreement(have, filling, aliases))
        actors = [filler for filling in _fillings(gold) for filler in filling if filler[0] == "actors"]
        one_right = not actors or _shared([f for f in have if f[0] == "actors"], actors, aliases) > 0
        strict = one_right and _factuality(gold) == _factuality(claim)
        return cls(gold, claim, have, want, _shared(have, want, aliases), strict)

    @property
    def has_right_source(self) -> bool:
        gold, claim = self.gold.get("source"), self.claim.get("source")
        if gold is None or claim is None:
            return gold is claim
        return bool(set(words(gold)) & set(words(claim)))

    @property
    def is_dated(self) -> bool:
        return bool(self.gold.get("date") and self.gold.get("date_text"))

    @property
    def has_right_date(self) -> bool:
        other = (self.gold.get("also") or {}).get("date")
        return self.claim.get("date") in {self.gold["date"], other} - {None}


def _match(gold: Sequence[Row], claims: Sequence[Row], aliases: Mapping[str, str]) -> list[tuple[int, int]]:
    """Pair gold and claims greedily: the best role agreement first, required gold before optional."""
    pairs: list[tuple[int, int]] = []
    used_gold, used_claims = set(), set()
    for _, i, j in sorted(_candidates(gold, claims, aliases)):
        if i not in used_gold and j not in used_claims:
            used_gold.add(i)
            used_claims.add(j)
            pairs.append((i, j))
    return pairs


def _candidates(
    gold: Sequence[Row], claims: Sequence[Row], aliases: Mapping[str, str]
) -> Iterator[tuple[float, int, int]]:
    places: dict[tuple[str, int, str], list[int]] = {}
    for i, row in enumerate(gold):
        places.setdefault((row["document"], row["paragraph"], row["type"]), []).append(i)
    for j, claim in enumerate(claims):
        for i in places.get((claim["document"], claim["paragraph"], claim["type"]), []):
            if _overlap(gold[i]["quote"], claim["quote"]) >= 0.5:
                best = max(_agreement(_fillers(claim), filling, aliases) for filling in _fillings(gold[i]))
                yield -best - _is_required(gold[i]), i, j


def _reported(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("voice", "report") == "report"]


def _is_required(row: Row) -> bool:
    return bool(row.get("required", row.get("core", True)))


def _factuality(row: Row) -> str:
    return str(row.get("factuality", "asserted"))


def _fillers(row: Row) -> list[Filler]:
    return sorted({(role, name) for role in ROLES for name in row.get(role) or []})


def _fillings(gold: Row) -> list[list[Filler]]:
    """Return what the annotations say the roles are: one filling, or two where they differ."""
    return [_fillers(gold), *([_fillers(gold["also"])] if gold.get("also") else [])]


def _shared(have: Iterable[Filler], want: Iterable[Filler], aliases: Mapping[str, str]) -> int:
    """Count the fillers of *have* that stand in *want*, each of *want* used once."""
    left, shared = list(want), 0
    for role, name in have:
        hit = next((other for other in left if other[0] == role and same_name(name, other[1], aliases)), None)
        if hit is not None:
            left.remove(hit)
            shared += 1
    return shared


def _agreement(have: Sequence[Filler], want: Sequence[Filler], aliases: Mapping[str, str]) -> float:
    return 2 * _shared(have, want, aliases) / max(1, len(have) + len(want))


def _overlap(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _rates(right: int, given: int, hit: int, expected: int) -> dict[str, float]:
    """Return precision (right of given), recall (hit of expected) and F1; 0 where there is nothing to divide by."""
    p, r = (right / given if given else 0.0), (hit / expected if expected else 0.0)
    return {"P": round(p, 3), "R": round(r, 3), "F1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    values = sorted({value for pair in pairs for value in pair})
    each = []
    for value in values:
        hits = sum(pair == (value, value) for pair in pairs)
        misses = sum((gold == value) + (claim == value) for gold, claim in pairs if gold != claim)
        each.append(2 * hits / (2 * hits + misses))
    return round(sum(each) / len(each), 3) if each else 0.0


def _dates(matches: Sequence[_Match]) -> dict[str, float | int | None]:
    dated = [match for match in matches if match.is_dated]
    right = sum(match.has_right_date for match in dated)
    return {"gold": len(dated), "right": round(right / len(dated), 3) if dated else None}
