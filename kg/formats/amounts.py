"""Numbers as claims files write them (`"170"`, `">170"`, `"~50"`, `">80%"`, `"3-5"`, `"dozens"`), both ways.

A stated bound is kept as stated: "more than 170" gives the minimum 170, a true if not the tightest inclusive bound, and the
text keeps the ">". A share is a fraction. "About" (`~`) gives the value, and again only the text keeps the doubt.
"""

from __future__ import annotations

import re

from kg.model import Quantity

__all__ = ["amount_notation", "parse_amount"]

_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_ONE = re.compile(rf"(>=|<=|>|<|~|)\s*{_NUMBER}\s*(%?)")
_RANGE = re.compile(rf"{_NUMBER}\s*(%?)\s*[-–]\s*{_NUMBER}\s*(%?)")


def parse_amount(kind: str, text: str) -> Quantity:
    """Return the Quantity that *text* states; words that hold no such number give one without value and bounds.

    >>> parse_amount("killed", ">170").minimum
    170.0
    """
    if found := _ONE.fullmatch(text.strip()):
        sign, digits, percent = found.groups()
        number = _fraction(digits, percent)
        if sign.startswith(">"):
            return Quantity(kind, text, minimum=number)
        return Quantity(kind, text, maximum=number) if sign.startswith("<") else Quantity(kind, text, value=number)
    if found := _RANGE.fullmatch(text.strip()):
        low, first, high, last = found.groups()
        return Quantity(kind, text, minimum=_fraction(low, first or last), maximum=_fraction(high, last))
    return Quantity(kind, text)


def amount_notation(quantity: Quantity) -> str:
    """Return the shortest notation that `parse_amount` reads as the same numbers; the words where there are none."""
    if parse_amount(quantity.kind, quantity.text) == quantity:
        return quantity.text
    share = quantity.kind == "share"
    if quantity.value is not None:
        return _digits(quantity.value, share)
    if quantity.minimum is not None and quantity.maximum is not None:
        return f"{_digits(quantity.minimum, share)}-{_digits(quantity.maximum, share)}"
    if quantity.minimum is not None:
        return ">=" + _digits(quantity.minimum, share)
    return "<=" + _digits(quantity.maximum, share) if quantity.maximum is not None else quantity.text


def _fraction(digits: str, percent: str) -> float:
    number = float(digits.replace(",", ""))
    return round(number / 100, 6) if percent else number


def _digits(number: float, share: bool) -> str:
    return f"{round(number * 100, 4):g}%" if share else f"{number:.10g}"
