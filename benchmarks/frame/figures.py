"""Numbers, ratios and what they say, as they are written."""

from __future__ import annotations

from math import floor, log10
from typing import Final

from benchmarks.frame.comparison import Comparison, Row

__all__ = ["figure", "ratio", "value", "verdict"]

DIGITS: Final = 3
# Shares and scores are told apart in their third decimal.
DECIMALS: Final = {"F1": 3}
ALIKE: Final = 0.05


def figure(number: float, unit: str = "") -> str:
    """Write *number* with three digits, more where it is longer, and its *unit* behind it.

    >>> [figure(n, "s") for n in (0.01234, 3.14159, 27182.8, 0.0)]
    ['0.0123 s', '3.14 s', '27,183 s', '0 s']
    """
    decimals = DECIMALS.get(unit, max(0, DIGITS - 1 - floor(log10(abs(number)))) if number else 0)
    return f"{number:,.{decimals}f} {unit}".rstrip()


def value(row: Row, unit: str) -> str:
    """Write what came of *row*: its value, or why there is none."""
    return row.why_not if row.value is None else figure(row.value, unit)


def ratio(number: float | None) -> str:
    """Write a ratio.

    >>> ratio(0.333), ratio(30.59), ratio(None)
    ('0.33×', '31×', '–')
    """
    if number is None:
        return "–"
    return f"{number:,.2f}×" if number < 10 else f"{number:,.0f}×"


def verdict(comparison: Comparison) -> str:
    """Say in a sentence what the ratio says."""
    number, peer = comparison.ratio, comparison.best_peer
    if comparison.ours.value is None:
        return f"Ours has no figure: {comparison.ours.why_not}."
    if number is None or peer is None:
        return "No peer has a figure."
    if peer.is_bound:
        return f"No peer does this: the ratio is to {peer.who}."
    if abs(number - 1) < ALIKE:
        return f"Ours is about the same as {peer.who}."
    if number > 1:
        return f"Ours is {_times(number)} better than {peer.who}."
    return f"Ours is {_times(1 / number)} worse than {peer.who}."


def _times(number: float) -> str:
    return f"{number:.1f} times" if number < 10 else f"{number:,.0f} times"
