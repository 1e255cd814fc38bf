"""The rules by which reports are gathered, read once from `lexicon/incidents.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from kg.consolidate.roles import ROLE_TABLE
from kg.errors import LexiconError
from kg.resources import lexicon_file

__all__ = ["IncidentRules", "Likeness", "incident_rules"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two types may be one happening: only at the very same place, and under which name where they are rival outcomes."""

    same_place: bool = False
    opposed: str = ""


@dataclass(frozen=True)
class IncidentRules:
    """The tables of `incidents.toml`; days are counted with both ends, types are names of event types."""

    precise: int
    loose: int
    undated: int
    slack: int
    least: int
    crowd: int
    specific: frozenset[str]
    fuzzy: frozenset[str]
    towns: frozenset[str]
    facilities: frozenset[str]
    speech: frozenset[str]
    mirrored: frozenset[str]
    holding: frozenset[str]
    split: frozenset[str]
    blamed: frozenset[str]
    general: frozenset[str]
    busy: frozenset[str]
    pairs: Mapping[frozenset[str], Likeness]

    def tells_of_an_event(self, claim_type: str) -> bool:
        """Tell whether a claim of this type reports a happening: no state, and no speech act."""
        return not ROLE_TABLE[claim_type].state and claim_type not in self.speech

    def likeness(self, one: str, other: str) -> Likeness | None:
        """Return how two types may be one happening; None where they never are."""
        return Likeness() if one == other else self.pairs.get(frozenset((one, other)))

    def are_opposed(self, one: str, other: str) -> bool:
        """Tell whether two types are opposite outcomes of one happening."""
        likeness = self.likeness(one, other)
        return likeness is not None and bool(likeness.opposed)

    def say_the_same(self, one: str, other: str) -> bool:
        """Tell whether two types are words for one deed, and not the deed and its outcome."""
        likeness = self.likeness(one, other)
        return likeness is not None and not likeness.same_place

    @cached_property
    def opposites(self) -> tuple[tuple[frozenset[str], str], ...]:
        """Return the pairs of opposite outcomes, each with the neutral name of what had them, in a fixed order."""
        found = ((pair, likeness.opposed) for pair, likeness in self.pairs.items() if likeness.opposed)
        return tuple(sorted(found, key=lambda row: sorted(row[0])))

    @cached_property
    def family(self) -> Mapping[str, str]:
        """Return for each type the first, by name, of the types that it can be linked with by steps."""
        family = {name: name for name in ROLE_TABLE}
        for one, other in (sorted(pair) for pair in self.pairs):
            joined = {family[one], family[other]}
            family = {name: min(joined) if first in joined else first for name, first in family.items()}
        return family


@cache
def incident_rules() -> IncidentRules:
    """Return the bundled rules; raises LexiconError where a table, a reason or an event type is missing."""
    source = lexicon_file("incidents.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        rules = _rules(table)
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise LexiconError(
            source, f"holds no rules for incidents: {error}", "its tables, each with a reason"
        ) from error
    return rules


def _rules(table: dict[str, Any]) -> IncidentRules:
    grouped = ("days", "may_be_one")
    for part in (*table["days"], *table["may_be_one"], *(table[n] for n in table if n not in grouped)):
        _reason(part)
    days = {row["name"]: int(row["value"]) for row in table["days"]}
    kinds = {name: frozenset(table["places"][name]) for name in ("specific", "fuzzy", "towns", "facilities")}
    return IncidentRules(
        precise=days["precise"],
        loose=days["loose"],
        undated=days["undated"],
        slack=days["slack"],
        least=int(table["evidence"]["least"]),
        crowd=int(table["crowd"]["most"]),
        specific=kinds["specific"],
        fuzzy=kinds["fuzzy"],
        towns=kinds["towns"],
        facilities=kinds["facilities"],
        speech=_types(table["speech"]["types"]),
        mirrored=_types(table["mirrored"]["types"]),
        holding=_types(table["holding"]["types"]),
        split=_types(table["split"]["types"]),
        blamed=_types(table["blamed"]["types"]),
        general=_types(table["general"]["types"]),
        busy=_types(table["busy"]["types"]),
        pairs={
            _types(row["types"]): Likeness(row.get("same_place", False), row.get("opposed", ""))
            for row in table["may_be_one"]
        },
    )


def _reason(part: dict[str, Any]) -> None:
    if not part["reason"].strip():
        raise ValueError("a reason is empty")


def _types(names: list[str]) -> frozenset[str]:
    if unknown := set(names) - set(ROLE_TABLE):
        raise ValueError(f"unknown event types: {', '.join(sorted(unknown))}")
    return frozenset(names)
