"""Windows of days: when a claim says that something happened, or can at the latest have happened.

Both ends are days counted as `datetime.date.toordinal` counts them, both included. An end that nobody tells is the first or
last day of the calendar, so that comparing needs no cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from kg.model import Interval, LinkedClaim

__all__ = ["ANY_DAY", "FIRST_DAY", "LAST_DAY", "Window", "event_window", "ordinal", "state_window", "told_window"]

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days `first` to `last`, both included; open ends are the calendar's."""

    first: int = FIRST_DAY
    last: int = LAST_DAY

    @property
    def width(self) -> int:
        """Return how many days it holds."""
        return self.last - self.first + 1

    @property
    def bounded(self) -> bool:
        """Tell whether both ends are known."""
        return self.first != FIRST_DAY and self.last != LAST_DAY

    def gap(self, other: Window) -> int:
        """Return how many days lie from the end of one to the start of the other; 0 or less where they meet."""
        return max(self.first, other.first) - min(self.last, other.last)

    def overlaps(self, other: Window) -> bool:
        """Tell whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def until(self, day: int) -> Window:
        """Return it with neither end after *day*."""
        return Window(min(self.first, day), min(self.last, day))

    def meet(self, other: Window) -> Window:
        """Return the days in common; there must be one."""
        return Window(max(self.first, other.first), min(self.last, other.last))

    def interval(self) -> Interval:
        """Return it as an interval with its EDTF expression; an open window has none."""
        low = None if self.first == FIRST_DAY else date.fromordinal(self.first).isoformat()
        high = None if self.last == LAST_DAY else date.fromordinal(self.last).isoformat()
        if low is None and high is None:
            return Interval()
        return Interval(low if low == high else f"{low or '..'}/{high or '..'}", None, low, high)


ANY_DAY: Final = Window()


@cache
def ordinal(day: str) -> int:
    """Return the number of an ISO 8601 day."""
    return date.fromisoformat(day).toordinal()


def told_window(time: Interval) -> Window | None:
    """Return the window that the words give; None where they give no day."""
    if time.not_before is None and time.not_after is None:
        return None
    first = FIRST_DAY if time.not_before is None else ordinal(time.not_before)
    return Window(first, LAST_DAY if time.not_after is None else ordinal(time.not_after))


def event_window(item: LinkedClaim, reach: int) -> tuple[Window, bool]:
    """Return when an event can have been, and whether the words say so.

    Without a date it lies in the *reach* days that end with its document's day; without that either, on any day.
    """
    told = told_window(item.claim.time)
    if told is not None:
        if told.last == LAST_DAY and item.issued is not None and ordinal(item.issued) >= told.first:
            told = Window(told.first, ordinal(item.issued))
        return told, True
    if item.issued is None:
        return Window(), False
    last = ordinal(item.issued)
    return Window(last - reach + 1, last), False


def state_window(item: LinkedClaim) -> Window | None:
    """Return the days on which a claim attests a state; None where no day is known.

    A state is attested on its document's day. An end that nobody tells is that day, and not for ever.
    """
    told = told_window(item.claim.time)
    attested = None if item.issued is None else ordinal(item.issued)
    if told is None:
        return None if attested is None else Window(attested, attested)
    first = told.last if told.first == FIRST_DAY else told.first
    last = max(first, attested or first) if told.last == LAST_DAY else told.last
    return Window(first, last)
