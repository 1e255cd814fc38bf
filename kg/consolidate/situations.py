"""What a claim of each type says of a state of affairs, from one table; `lexicon/situations.toml` explains its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from kg.errors import LexiconError
from kg.lexicon.kinds import Family
from kg.resources import lexicon_file

__all__ = ["EFFECTS", "PAST", "SITUATIONS", "Effect", "EffectRule", "SituationKind"]


class Effect(StrEnum):
    """What is said to have come of a state; `situations.toml` says what each means."""

    BEGINS = "begins"
    ATTESTS = "attests"
    ENDS = "ends"
    CLOSES = "closes"
    OUSTS = "ousts"
    RETIRES = "retires"


@dataclass(frozen=True, slots=True)
class SituationKind:
    """A kind of state: the families of its two parties, the kinds that none of them is of, whether their order matters."""

    families: tuple[Family, Family]
    without: frozenset[str]
    mutual: bool


@dataclass(frozen=True, slots=True)
class EffectRule:
    """One effect of a claim type: on which kind of state (empty: on all) of whoever fills the roles *parties*."""

    state: str
    effect: Effect
    parties: tuple[str, ...]
    only: frozenset[str]


def _load() -> tuple[dict[str, SituationKind], dict[str, tuple[EffectRule, ...]], re.Pattern[str]]:
    source = lexicon_file("situations.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        kinds = {row["name"]: _kind(row) for row in table["state"]}
        effects: dict[str, tuple[EffectRule, ...]] = {name: () for row in table["without"] for name in row["types"]}
        for name, rule in _rules(table["row"]):
            effects[name] = (*effects.get(name, ()), rule)
        past = "|".join(map(re.escape, table["past"]["words"]))
    except (tomllib.TOMLDecodeError, ValueError, KeyError) as error:
        raise LexiconError(source, f"cannot be read: {error}", "rows as its head explains them") from error
    return kinds, effects, re.compile(rf"\b(?:{past})\b", re.IGNORECASE)


def _kind(row: Mapping[str, Any]) -> SituationKind:
    first, second = map(Family, row["families"])
    return SituationKind((first, second), frozenset(row["without"]), row["mutual"])


def _rules(rows: list[dict[str, Any]]) -> Iterator[tuple[str, EffectRule]]:
    for row in rows:
        rule = EffectRule(
            row.get("state", ""), Effect(row["effect"]), tuple(row["parties"]), frozenset(row.get("only", ()))
        )
        yield from ((name, rule) for name in row["types"])


_TABLES: Final = _load()
SITUATIONS: Final[Mapping[str, SituationKind]] = MappingProxyType(_TABLES[0])
EFFECTS: Final[Mapping[str, tuple[EffectRule, ...]]] = MappingProxyType(_TABLES[1])
# What tells in a sentence that a state is over by the day of its document.
PAST: Final = _TABLES[2]
