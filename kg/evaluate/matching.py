"""Pairs claims with gold claims, one to one, and says in what the two of a pair differ.

A claim may be paired with a gold claim of the same document and paragraph if the types are equal and the quotes share half
of the shorter one's words. The best role agreement is paired first, required gold before optional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.evaluate.names import same_name, words

__all__ = ["Difference", "Match", "Row", "factuality_of", "is_required", "match"]

Row = Mapping[str, Any]
Filler = tuple[str, str]

ROLES: Final = ("actors", "recipients", "locations")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim has under *key* and what gold has there; a role has several names, nothing is ()."""

    key: str
    gold: tuple[str, ...]
    claim: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A gold claim and the claim paired with it: their places in the two sequences, and the fillers of both.

    `want` is the filling of gold (of two annotators) that agrees best; `extra` are the fillers of `have` that it lacks,
    `lacking` those of `want` that the claim lacks.
    """

    gold: Row
    claim: Row
    places: tuple[int, int]
    have: tuple[Filler, ...]
    want: tuple[Filler, ...]
    extra: tuple[Filler, ...]
    lacking: tuple[Filler, ...]
    has_right_actor: bool

    @property
    def shared(self) -> int:
        """Return how many fillers agree."""
        return len(self.have) - len(self.extra)

    @property
    def is_required(self) -> bool:
        return is_required(self.gold)

    @property
    def is_strict(self) -> bool:
        """Tell whether one actor is right (if gold has any), and the factuality."""
        return self.has_right_actor and factuality_of(self.gold) == factuality_of(self.claim)

    @property
    def has_right_source(self) -> bool:
        """Tell whether both have no speaker, or speakers with a word in common."""
        gold, claim = self.gold.get("source"), self.claim.get("source")
        if gold is None or claim is None:
            return gold is claim
        return bool(set(words(gold)) & set(words(claim)))

    @property
    def is_dated(self) -> bool:
        """Tell whether gold has a date that its own words give."""
        return bool(self.gold.get("date") and self.gold.get("date_text"))

    @property
    def has_right_date(self) -> bool:
        return self.claim.get("date") in self._dates()

    def differences(self) -> tuple[Difference, ...]:
        """Return what is filled otherwise than in gold: roles, speaker, factuality, and the date where it is scored."""
        found = []
        for role in ROLES:
            if any(name == role for name, _ in (*self.extra, *self.lacking)):
                found.append(Difference(role, _names(self.want, role), _names(self.have, role)))
        if not self.has_right_source:
            found.append(Difference("source", _text(self.gold.get("source")), _text(self.claim.get("source"))))
        gold, claim = factuality_of(self.gold), factuality_of(self.claim)
        if gold != claim:
            found.append(Difference("factuality", (gold,), (claim,)))
        if self.is_dated and not self.has_right_date:
            found.append(Difference("date", self._dates(), _text(self.claim.get("date"))))
        return tuple(found)

    def _dates(self) -> tuple[str, ...]:
        other = (self.gold.get("also") or {}).get("date")
        return tuple(dict.fromkeys(date for date in (self.gold["date"], other) if date is not None))


def match(gold: Sequence[Row], claims: Sequence[Row], aliases: Mapping[str, str]) -> tuple[Match, ...]:
    """Pair *gold* and *claims* greedily, the surest pair first."""
    matches = []
    used_gold, used_claims = set(), set()
    for _, i, j in sorted(_candidates(gold, claims, aliases)):
        if i not in used_gold and j not in used_claims:
            used_gold.add(i)
            used_claims.add(j)
            matches.append(_pair(gold[i], claims[j], (i, j), aliases))
    return tuple(matches)


def is_required(row: Row) -> bool:
    """Tell whether a gold claim counts for recall."""
    return bool(row.get("required", row.get("core", True)))


def factuality_of(row: Row) -> str:
    """Return the factuality of a claim; `asserted` where it has none."""
    return str(row.get("factuality", "asserted"))


def _pair(gold: Row, claim: Row, places: tuple[int, int], aliases: Mapping[str, str]) -> Match:
    have, fillings = _fillers(claim), _fillings(gold)
    want = max(fillings, key=lambda filling: _agreement(have, filling, aliases))
    extra, lacking = _compare(have, want, aliases)
    actors = [filler for filling in fillings for filler in filling if filler[0] == "actors"]
    claimed = [filler for filler in have if filler[0] == "actors"]
    right = not actors or len(_compare(claimed, actors, aliases)[0]) < len(claimed)
    return Match(gold, claim, places, tuple(have), tuple(want), extra, lacking, right)


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
                yield -best - is_required(gold[i]), i, j


def _fillers(row: Row) -> list[Filler]:
    return sorted({(role, name) for role in ROLES for name in row.get(role) or []})


def _fillings(gold: Row) -> list[list[Filler]]:
    """Return what the annotations say the roles are: one filling, or two where they differ."""
    return [_fillers(gold), *([_fillers(gold["also"])] if gold.get("also") else [])]


def _compare(
    have: Iterable[Filler], want: Iterable[Filler], aliases: Mapping[str, str]
) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """Return the fillers of *have* that do not stand in *want*, and what of *want* is left, each of it used once."""
    left, extra = list(want), []
    for role, name in have:
        hit = next((other for other in left if other[0] == role and same_name(name, other[1], aliases)), None)
        if hit is not None:
            left.remove(hit)
        else:
            extra.append((role, name))
    return tuple(extra), tuple(left)


def _agreement(have: Sequence[Filler], want: Sequence[Filler], aliases: Mapping[str, str]) -> float:
    extra, _ = _compare(have, want, aliases)
    return 2 * (len(have) - len(extra)) / max(1, len(have) + len(want))


def _overlap(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _names(fillers: Iterable[Filler], role: str) -> tuple[str, ...]:
    return tuple(name for key, name in fillers if key == role)


def _text(value: Any) -> tuple[str, ...]:
    return () if value is None else (str(value),)
