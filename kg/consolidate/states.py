"""States of affairs through time: who held, belonged, was allied, fought or led, from when to when, and who says so.

1. Claims give evidence (`kg.consolidate.state_evidence`). What a registry knows of memberships and posts is no claim: it stays
   in the registry's graph, with days and sources of its own.
2. Evidence is gathered by state (kind, parties, rank) and standing: what is stated, what a party says of itself and what is
   hedged stand side by side, and none is mended by a weaker one. Stated losses do end the weaker ones.
3. Each such line is put into spells (`kg.consolidate.spells`).
4. Denials build nothing. They are listed with the spell that they dispute.

Rivals in one place at one time stay side by side: only dated, surely later evidence ends a state. Sorting dominates the cost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from kg.consolidate.closers import CLOSERS, Closers
from kg.consolidate.situations import SITUATIONS, Effect
from kg.consolidate.spells import Spell, spells_of
from kg.consolidate.state_evidence import Evidence, Standing
from kg.consolidate.windows import FIRST_DAY, LAST_DAY, Window
from kg.lexicon.kinds import Family
from kg.model import Entity

__all__ = ["State", "state_key", "states_from"]

Days: TypeAlias = tuple[str | None, str | None]
Pair: TypeAlias = tuple[str, tuple[str, ...]]
Key: TypeAlias = tuple[Pair, str]


@dataclass(frozen=True, slots=True)
class State:
    """That two *parties* stood in a state of *kind* for some time.

    `began` and `ended` are (first day, last day) on which it can have begun and ended, both included, None where open; days
    of attestation narrow them. `attested` are the days on which it is said to hold. The rest are IRIs of what it rests on, and
    of the claims that deny it (`disputed_by`). `origin` tells spells of one state apart, whatever is learnt later of each.
    """

    kind: str
    parties: tuple[Entity, ...]
    standing: Standing
    origin: tuple[str, str]
    began: Days
    ended: Days
    attested: tuple[str, ...] = ()
    begun_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    attested_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    office: str = ""


def states_from(evidence: Iterable[Evidence]) -> list[State]:
    """Return the states that *evidence* of any origin tells of, by kind, parties, rank, standing and time.

    Each piece counts once. Of each `state_key` it is to hold all or none, and of what retires parties all.
    """
    lines: defaultdict[Key, set[Evidence]] = defaultdict(set)
    denials: defaultdict[Pair, list[Evidence]] = defaultdict(list)
    closing: list[Evidence] = []
    for item in evidence:
        pair = item.kind, tuple(party.iri for party in item.parties)
        if item.denied:
            denials[pair].append(item)
        elif item.effect in CLOSERS:
            closing.append(item)
        else:
            lines[pair, item.office].add(item)
    closers = Closers(closing)
    return [state for key in sorted(lines) for state in _states_of(lines[key], denials.get(key[0], ()), closers)]


def state_key(evidence: Evidence) -> tuple[str, ...]:
    """Return what evidence is told of: whatever tells of one key makes its states alone, beside the retirements of all.

    Who takes a place ousts whoever else holds it, so all that is told of holding a place has one key. What retires a party
    has none: it concerns every state of his.
    """
    parties = tuple(party.iri for party in evidence.parties)
    is_held = SITUATIONS[evidence.kind].families[1] is Family.PLACE
    return (evidence.kind, parties[-1]) if is_held else (evidence.kind, *parties)


def _states_of(items: Iterable[Evidence], denials: Sequence[Evidence], closers: Closers) -> Iterator[State]:
    """Yield the states of one key, the best standing first."""
    model = min(items, key=lambda item: [party.label for party in item.parties])
    for standing in sorted(Standing, reverse=True):
        found = spells_of(_seen_from(items, standing), closers.finder(model.parties, standing))
        for spell, disputed_by in zip(found, _disputes(found, denials), strict=True):
            yield _state(model, standing, spell, disputed_by)


def _seen_from(items: Iterable[Evidence], standing: Standing) -> Iterator[Evidence]:
    """Yield the evidence of *standing*, and better endings as what closes a spell and tells of none."""
    for item in items:
        if item.standing is standing:
            yield item
        elif item.standing > standing and item.effect in (Effect.ENDS, Effect.CLOSES):
            yield replace(item, effect=Effect.CLOSES)


def _state(model: Evidence, standing: Standing, spell: Spell, disputed_by: Iterable[str]) -> State:
    return State(
        kind=model.kind,
        parties=model.parties,
        standing=standing,
        origin=spell.origin,
        began=_days(spell.began),
        ended=_days(spell.ended or Window(spell.held)),
        attested=tuple(date.fromordinal(day).isoformat() for day in sorted(spell.attested)),
        begun_by=tuple(sorted(spell.begun_by)),
        ended_by=tuple(sorted(spell.ended_by)),
        attested_by=tuple(sorted(spell.attested_by)),
        disputed_by=tuple(sorted(disputed_by)),
        office=model.office,
    )


def _days(window: Window) -> Days:
    days = window.interval()
    return days.not_before, days.not_after


def _disputes(spells: Sequence[Spell], denials: Iterable[Evidence]) -> list[set[str]]:
    """Return the denials of each spell.

    A denial is of the first spell that had not surely ended by its first day (or its last, where that alone is known), if that
    can have begun by then; and of the spell that nothing dates.
    """
    disputed: list[set[str]] = [set() for _ in spells]
    undated = sum(spell.is_undated for spell in spells)
    ends = [spell.ended.last if spell.ended else LAST_DAY for spell in spells[undated:]]
    for denial in denials:
        day = denial.window.first if denial.window.first != FIRST_DAY else denial.window.last
        number = undated + min(bisect_left(ends, day), len(ends) - 1)
        if ends and spells[number].began.first <= denial.window.last:
            disputed[number].add(denial.rests_on)
        for said in disputed[:undated]:
            said.add(denial.rests_on)
    return disputed
