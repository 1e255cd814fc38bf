"""Ties between two things: the consolidated situations that claims build, and what each kind is drawn as (`ties.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.consolidate.roles import ROLE_TABLE
from kg.consolidate.situations import EFFECTS, Effect, EffectRule
from kg.namespaces import CKG
from kg.serve.work.explore.asking import Asker, Rows, many
from kg.serve.work.explore.tables import Columns, columns, day_number

__all__ = ["OF_SITUATIONS", "Tie", "leads_backward", "read_ties", "tie_of_type", "tie_table"]

FILE = Path(__file__).with_name("ties.toml")
ENDS = ("beganNotBefore", "beganNotAfter", "endedNotBefore", "endedNotAfter")
OF_SITUATIONS: Final = ("situations", "mutual-parties", "parties", "situation-days", "disputed")
# What a claim alone can make two things: the rest needs roles that only the situation tells apart.
OF_TYPES = frozenset({"hostile", "friendly", "belonging"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A situation between *first* and *second*: `kg/graph/states.py` tells which is which. *days* are ISO days by property."""

    iri: str
    kind: str
    label: str
    standing: str
    first: str
    second: str
    days: Mapping[str, list[str]]
    claims: list[str]
    disputed: list[str]


@cache
def _ties() -> dict[str, str]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind: row["tie"] for kind, row in rows.items()}


def tie_of_type(name: str) -> str | None:
    """Return what a claim of this type makes of those whom it names: hostile, friendly, belonging; None: nothing.

    A claim type makes the tie of the state that it begins or attests (`kg/lexicon/situations.toml`).
    """
    rule = _rule(name)
    return _ties()[rule.state] if rule else None


def leads_backward(name: str) -> bool:
    """Return whether the tie that a claim of this type makes leads from its recipients to its actors (founders, to a body)."""
    rule, roles = _rule(name), ROLE_TABLE.get(name)
    if rule is None or roles is None or roles.actor == roles.recipient:
        return False
    return rule.parties == (roles.recipient, roles.actor)


def _rule(name: str) -> EffectRule | None:
    made = (rule for rule in EFFECTS.get(name, ()) if rule.effect in (Effect.BEGINS, Effect.ATTESTS))
    return next((rule for rule in made if _ties().get(rule.state) in OF_TYPES), None)


def read_ties(asker: Asker, claims: Mapping[str, int]) -> list[Tie]:
    """Return the ties that rest on *claims*, by IRI."""
    rests = asker.rows("resting", claims)
    situations = many([[situation, claim] for claim, situation in rests])
    told, allies, parties, days, disputed = asker.together((name, situations) for name in OF_SITUATIONS)
    kinds = {row[0]: row for row in sorted(told) if row[1].removeprefix(CKG) in _ties()}
    filled, known, against = _by_role([*allies, *parties]), _days(days), many(disputed)
    found = (_tie(kinds[iri], filled.get(iri, {}), known.get(iri, {}), situations[iri], against.get(iri, []))
             for iri in sorted(situations) if iri in kinds)  # fmt: skip
    return [tie for tie in found if tie]


def _by_role(rows: Rows) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for situation, role, party in rows:
        found.setdefault(situation, {}).setdefault(role, set()).add(party)
    return found


def _days(rows: Rows) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for situation, which, day in sorted(rows):
        found.setdefault(situation, {}).setdefault(which.removeprefix(CKG), []).append(day)
    return found


def _tie(
    told: list[str],
    parties: Mapping[str, set[str]],
    days: Mapping[str, list[str]],
    claims: list[str],
    against: list[str],
) -> Tie | None:
    from kg.graph.states import PARTIES

    iri, kind, label, standing = told
    name = kind.removeprefix(CKG)
    roles = [role.value for role in PARTIES[name]]
    found = [sorted(parties.get(role, ())) for role in dict.fromkeys(roles)]
    pair = found[0] if len(found) == 1 else [party for filler in found for party in filler]
    if len(pair) != 2:
        return None
    return Tie(iri, name, label, standing.removeprefix(CKG), pair[0], pair[1], days, claims, against)


def tie_table(
    ties: list[Tie], things: Mapping[str, int], claims: Mapping[str, int], path: Callable[[str], str]
) -> Columns:
    """Return the table of *ties*, in their order; what names a thing or a claim is an index of *things* and *claims*."""
    names = ("path", "kind", "tie", "label", "a", "b", *ENDS, "attested", "standing", "claims", "disputed")
    return columns(names, (_row(tie, things, claims, path) for tie in ties))


def _row(
    tie: Tie, things: Mapping[str, int], claims: Mapping[str, int], path: Callable[[str], str]
) -> tuple[object, ...]:
    ends = (day_number(next(iter(tie.days.get(name, ())), None)) for name in ENDS)
    attested = [number for day in tie.days.get("attestedOn", ()) if (number := day_number(day)) is not None]
    return (
        path(tie.iri), tie.kind, _ties()[tie.kind], tie.label, things[tie.first], things[tie.second], *ends, attested,
        tie.standing, *([claims[claim] for claim in rest if claim in claims] for rest in (tie.claims, tie.disputed)),
    )  # fmt: skip
