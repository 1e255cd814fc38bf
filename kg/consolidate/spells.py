"""Puts the evidence of one state into spells: held, lost and held again are two.

One sweep over evidence sorted by its last possible day; at one day beginnings come before endings, then ids decide, so the
order of the claims never matters.

- What says that the state began or holds opens a spell, or joins the open one. A beginning that is surely later than a day
  on which the state held is another beginning: it ends the spell before it.
- What says that it ended closes the open spell. With none open it is another report of the last ending if the days can be the
  same; else it tells of a spell of which nothing more is known.
- A rival's capture, or the end of a party, closes a spell only if it is dated and surely later than all that is known of it.
- Evidence without any day joins one spell of its own: nothing tells where among the others it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from kg.consolidate.situations import Effect
from kg.consolidate.state_evidence import Evidence
from kg.consolidate.windows import ANY_DAY, FIRST_DAY, LAST_DAY, Window

__all__ = ["CloserFinder", "Spell", "spells_of"]

# Gives the first dated evidence that would close a spell last known to hold on a day, if it is surely later than that.
CloserFinder: TypeAlias = Callable[[int], Evidence | None]
_RANK: Final = {Effect.BEGINS: 0, Effect.ATTESTS: 1, Effect.ENDS: 2, Effect.CLOSES: 3}


@dataclass(slots=True)
class Spell:
    """One uninterrupted holding of a state, as far as told.

    `began` and `ended` are the days within which it did; `ended` is None while nothing says so. `held` is the last day on which
    it is known to hold. The sets have the IRIs of what each rests on; `origin` names the evidence that opened it.
    """

    origin: tuple[str, str]
    began: Window = ANY_DAY
    ended: Window | None = None
    held: int = FIRST_DAY
    attested: set[int] = field(default_factory=set)
    begun_by: set[str] = field(default_factory=set)
    ended_by: set[str] = field(default_factory=set)
    attested_by: set[str] = field(default_factory=set)

    @property
    def known(self) -> int:
        """The last day by which it surely had begun, or on which it held."""
        return max(self.held, self.began.last if self.began.last != LAST_DAY else self.began.first)

    @property
    def is_undated(self) -> bool:
        """Whether nothing tells a day of it."""
        return self.began == ANY_DAY and self.ended is None

    def begin(self, item: Evidence) -> None:
        self.begun_by.add(item.rests_on)
        self.began = _common(self.began, item.window)
        if item.attested is not None:
            self._hold(item.attested)

    def attest(self, item: Evidence) -> None:
        """It held on one of the days: so it had begun by the last, and had not ended before the first."""
        self.attested_by.add(item.rests_on)
        self.began = self.began.until(item.window.last)
        self.held = max(self.held, item.window.first)
        if item.attested is not None:
            self._hold(item.attested)

    def end(self, item: Evidence) -> None:
        self.ended_by.add(item.rests_on)
        first = max(item.window.first, self.held, self.began.first)
        window = Window(min(first, item.window.last), item.window.last)
        self.ended = window if self.ended is None else _common(self.ended, window)

    def _hold(self, day: int) -> None:
        self.attested.add(day)
        self.held = max(self.held, day)
        self.began = self.began.until(day)


def _position(item: Evidence) -> tuple[int, int, int, str]:
    """Sort evidence by its last possible day (or the first, where the last is open), its effect, first day and id."""
    window = item.window
    day = window.last if window.last != LAST_DAY else window.first
    return day, _RANK.get(item.effect, len(_RANK)), window.first, item.rests_on


def spells_of(evidence: Iterable[Evidence], find_closer: CloserFinder) -> list[Spell]:
    """Return the spells of one state, the first first; the one without any day, if there is one, before all others."""
    ordered = sorted(evidence, key=_position)
    undated = [item for item in ordered if item.window == ANY_DAY]
    spells = _undated(undated)
    before = len(spells)
    for item in ordered:
        if item.window != ANY_DAY:
            last = spells[-1] if len(spells) > before else None
            _close(last, find_closer, item.window.first)
            _add(item, last, spells)
    _close(spells[-1] if len(spells) > before else None, find_closer, LAST_DAY)
    return spells


def _undated(items: list[Evidence]) -> list[Spell]:
    telling = [item for item in items if item.effect is not Effect.CLOSES]
    if not telling:
        return []
    spell = Spell(_origin(telling[0]))
    groups = {Effect.BEGINS: spell.begun_by, Effect.ATTESTS: spell.attested_by}
    for item in items:
        groups.get(item.effect, spell.ended_by).add(item.rests_on)
    return [spell]


def _close(spell: Spell | None, find_closer: CloserFinder, before: int) -> None:
    """Close an open *spell* by a rival's gain or a party's end that is surely not later than the day *before*."""
    if spell is not None and spell.ended is None:
        closer = find_closer(spell.known)
        if closer is not None and closer.window.last <= before:
            spell.end(closer)


def _add(item: Evidence, last: Spell | None, spells: list[Spell]) -> None:
    open_spell = last if last is not None and last.ended is None else None
    match item.effect:
        case Effect.BEGINS:
            if open_spell is not None and item.window.first > open_spell.known:
                # It was lost on some day before, of which nobody tells.
                open_spell.end(replace(item, window=Window(last=item.window.last)))
                open_spell = None
            (open_spell or _opened(item, spells)).begin(item)
        case Effect.ATTESTS:
            joined = last if last is not None and _may_belong(item, last) else None
            (joined or _opened(item, spells)).attest(item)
        case Effect.ENDS:
            (last if last is not None and _may_end(item, last) else _opened(item, spells)).end(item)
        case _:
            if open_spell is not None:
                open_spell.end(item)


def _opened(item: Evidence, spells: list[Spell]) -> Spell:
    spells.append(Spell(_origin(item)))
    return spells[-1]


def _origin(item: Evidence) -> tuple[str, str]:
    return item.effect.value, item.rests_on


def _may_belong(item: Evidence, spell: Spell) -> bool:
    """Tell whether what attests the state may speak of a spell: it is open, or had not surely ended before."""
    return spell.ended is None or (item.attested is None and item.window.first <= spell.ended.last)


def _may_end(item: Evidence, spell: Spell) -> bool:
    return spell.ended is None or item.window.first <= spell.ended.last


def _common(one: Window, other: Window) -> Window:
    """Return the days in both windows; where they share none (a later report of an earlier day), the days of the first."""
    return one.meet(other) if one.overlaps(other) else one
