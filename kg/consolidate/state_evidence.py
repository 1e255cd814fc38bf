"""Turns claims into evidence of states: that one began, held or ended, within which days, and how well that is said.

1. The table of `kg.consolidate.situations` says which states a claim of a type concerns, and how.
2. Days come from the claim. What has happened did so on or before the day of its document, so that is the last day where the
   text gives none later; a state without a date held on that day. A beginning attests the state on its own day, and on the
   day of the document where the text dates it up to then ("in recent days").
3. What a party says of its own gains, and what is said with reserve, is kept apart from what is stated: see `Standing`.
4. A denial is evidence of nothing but the dispute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, product
from typing import Final, TypeAlias

from kg.consolidate.policy import AcceptancePolicy
from kg.consolidate.principals import Principals
from kg.consolidate.roles import ROLE_TABLE, fillers, role_properties
from kg.consolidate.situations import EFFECTS, PAST, SITUATIONS, Effect, EffectRule
from kg.consolidate.statements import is_somebody
from kg.consolidate.windows import ANY_DAY, FIRST_DAY, Window, ordinal, told_window
from kg.edtf import bounds
from kg.identifiers import claim_iri
from kg.lexicon.kinds import Family, family_of
from kg.model import Entity, Factuality, Interval, LinkedClaim, Role
from kg.namespaces import DATA

__all__ = ["Evidence", "Standing", "evidence_of"]

Telling: TypeAlias = tuple[Effect, Window, int | None]
SAYS_SO: Final = frozenset({Factuality.ASSERTED, Factuality.HEDGED})


class Standing(IntEnum):
    """How well a state is said to be, the weakest first; weaker evidence never ends or dates a state of better standing."""

    HEDGED = 1
    OWN_WORD = 2
    STATED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """That a state of *kind* between *parties* began, held or ended on one of the days of *window*, both included.

    `attested` is a day on which the state is said to hold, counted as windows count days. `rests_on` is the IRI of what says
    so. `office` is the rank in a leadership. `denied` evidence says that it is not so. The effects OUSTS (holder, place) and
    RETIRES (one party) concern states of others or of every kind; then *kind* may be empty.
    """

    kind: str
    parties: tuple[Entity, ...]
    effect: Effect
    rests_on: str
    standing: Standing = Standing.STATED
    window: Window = ANY_DAY
    attested: int | None = None
    office: str = ""
    denied: bool = False


def evidence_of(
    linked: LinkedClaim, policy: AcceptancePolicy, principals: Principals, base: str = DATA
) -> Iterator[Evidence]:
    """Yield what one claim says of states; nothing where *policy* does not listen to its voice, or it says what is intended."""
    claim = linked.claim
    denied = claim.factuality is Factuality.DENIED
    if claim.voice not in policy.voices or not (denied or claim.factuality in SAYS_SO):
        return
    node = claim_iri(claim.id, base)
    rules = [rule for rule in EFFECTS[claim.type] if not denied or _is_deniable(claim.type, rule.effect)]
    for rule in rules:
        for effect, window, attested in _when(linked, rule.effect):
            for parties in _parties(linked, rule):
                yield Evidence(
                    rule.state,
                    parties,
                    effect,
                    node,
                    _standing(linked, effect, parties, principals),
                    window,
                    attested,
                    _office(linked) if rule.state == "Leadership" else "",
                    denied,
                )


def _is_deniable(claim_type: str, effect: Effect) -> bool:
    """Tell whether to deny the claim is to deny the state: who denies an attack does not deny the war."""
    return effect in (Effect.BEGINS, Effect.ENDS) or (effect is Effect.ATTESTS and ROLE_TABLE[claim_type].state)


def _when(linked: LinkedClaim, effect: Effect) -> Iterator[Telling]:
    """Yield what is told: the effect, the days on one of which it was, and the day for which it attests the state."""
    window, issued = told_window(linked.claim.time) or ANY_DAY, ordinal(linked.issued) if linked.issued else None
    if issued is not None and window.first <= issued:
        window = Window(window.first, min(window.last, issued))
    begun = window.first != FIRST_DAY
    if effect is Effect.ATTESTS and ROLE_TABLE[linked.claim.type].state:
        yield from _held(linked, window, issued)
    elif begun and window.width == 1:
        yield effect, window, window.first
    else:
        yield effect, window, issued if begun and effect is Effect.BEGINS and window.last == issued else None


def _held(linked: LinkedClaim, window: Window, issued: int | None) -> Iterator[Telling]:
    """Yield what a claim of a state tells: that it holds on its document's day, since when ("2015-03/.."), or then."""
    time = linked.claim.time
    past = PAST.search(linked.claim.quote) is not None
    if time.not_before and time.not_after is None:
        first, last = bounds((time.edtf or time.not_before).partition("/")[0])
        began = told_window(Interval(not_before=first, not_after=last)) or ANY_DAY
        yield Effect.BEGINS, Window(began.first, min(began.last, window.last)), None
        if past:
            return
    today = time.not_before is not None or time.not_after is None
    if issued is not None and today and window.first <= issued == window.last and not past:
        yield Effect.ATTESTS, Window(issued, issued), issued
    elif time.not_before is None or time.not_after is not None:
        yield Effect.ATTESTS, window, window.first if window.width == 1 else None


def _parties(linked: LinkedClaim, rule: EffectRule) -> Iterator[tuple[Entity, ...]]:
    """Yield whom the rule concerns: one retiring party, or a pair that can stand in the state, each once."""
    named: dict[str, dict[str, Entity]] = {role: {} for role in rule.parties}
    for role, entity in role_properties(linked):
        if role in named and (not rule.only or entity.kind in rule.only):
            named[role][entity.iri] = entity
    groups = [tuple(named[role].values()) for role in rule.parties]
    if rule.effect is Effect.RETIRES:
        yield from ((party,) for party in groups[0] if is_somebody(party))
        return
    pairs = combinations(groups[0], 2) if rule.parties[0] == rule.parties[1] else product(*groups)
    kind = SITUATIONS[rule.state]
    for one, other in pairs:
        if _fits(one, other, rule):
            yield (other, one) if kind.mutual and other.iri < one.iri else (one, other)


def _fits(one: Entity, other: Entity, rule: EffectRule) -> bool:
    """Tell whether two can stand in the state; of two agents one, of a place the place itself, must be identified.

    Who is only described ("rebels") can hold a place, but ousts nobody: whoever held it may be among them.
    """
    kind = SITUATIONS[rule.state]
    families = tuple(family_of(entity.kind) or Family.AGENT for entity in (one, other))
    if one.iri == other.iri or families != kind.families or {one.kind, other.kind} & kind.without:
        return False
    if rule.effect is Effect.OUSTS:
        return is_somebody(one) and is_somebody(other)
    return is_somebody(other) or (is_somebody(one) and kind.families[1] is Family.AGENT)


def _standing(linked: LinkedClaim, effect: Effect, parties: tuple[Entity, ...], principals: Principals) -> Standing:
    """Tell stated from hedged and from what a party says to its own gain; who admits a loss says it as anybody would."""
    if linked.claim.factuality is Factuality.HEDGED:
        return Standing.HEDGED
    speaker = linked.claimed_by
    gains = effect in (Effect.BEGINS, Effect.ATTESTS)
    interested = parties if gains else fillers(linked, Role.ACTOR)
    own = any(principals.speaks_for(speaker, party) for party in interested)
    admits = not gains and principals.speaks_for(speaker, parties[0]) and effect is not Effect.OUSTS
    return Standing.OWN_WORD if own and not admits else Standing.STATED


def _office(linked: LinkedClaim) -> str:
    """Return the rank that is led in, with the place that it is of where its words name none: "emir, Tal Hamis"."""
    words = (linked.claim.rank or "").split()
    if {"in", "of", "for"} & set(words):
        return " ".join(words)
    places = {entity.label for role, entity in role_properties(linked) if role in ("location", "territory")}
    return ", ".join(filter(None, (" ".join(words), *sorted(places))))
