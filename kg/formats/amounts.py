"""Numbers as claims files write them (`"170"`, `">170"`, `"~50"`, `">80%"`, `"3-5"`, `"dozens"`), both ways.

A stated bound is kept as stated: `>170` ("more than 170") and `>=170` ("at least 170") both give the minimum 170, a true if
not the tightest inclusive bound, and so `<50` ("nearly 50") and `<=50` ("up to 50") the maximum 50: the sign alone keeps the
difference. A share is a fraction. `~50` ("about 50") gives the value, and again only the sign keeps the doubt.
"""

from __future__ import annotations

import re
from typing import Final

from kg.model import Quantity

__all__ = ["amount_notation", "parse_amount"]

_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_ONE = re.compile(rf"(>=|<=|>|<|~|)\s*{_NUMBER}\s*(%?)")
_RANGE = re.compile(rf"{_NUMBER}\s*(%?)\s*[-–]\s*{_NUMBER}\s*(%?)")
_FIRST = re.compile(_NUMBER)
_SHARE = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
# The words that ask for a sign, in this order: "no more than" is no "more than".
_SIGNS: Final = tuple(
    (sign, re.compile(rf"\s*(?:{words})(?!\w)", re.IGNORECASE))
    for sign, words in (
        (">=", ">=|at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of"),
        ("<=", "<=|up to|as many as|as much as|at most|no(?:t)? more than|a maximum of"),
        (">", ">|more than|over|above|upwards of|exceeding"),
        ("<", "<|nearly|almost|fewer than|less than|under|below|close to"),
        ("~", "~|about|around|some|roughly|approximately|an estimated|circa"),
    )
)


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
    """Return the notation of *quantity*: its numbers, with the sign that its words ask for (a bound: `>=` or `<=` without any).

    `parse_amount` reads it as the same numbers, but for a number that only the words "about 50" hold: that is a value there.
    Where there is no number it is the words.

    >>> amount_notation(Quantity("killed", "more than 170", minimum=170))
    '>170'
    """
    share, sign = quantity.kind == "share", _sign(quantity.text)
    if quantity.value is None and quantity.minimum is None and quantity.maximum is None:
        return _about(quantity.text) if sign == "~" else quantity.text
    if parse_amount(quantity.kind, quantity.text) == quantity:
        return quantity.text
    if quantity.value is not None:
        return ("~" if sign == "~" else "") + _digits(quantity.value, share)
    if quantity.minimum is not None and quantity.maximum is not None:
        return f"{_digits(quantity.minimum, share)}-{_digits(quantity.maximum, share)}"
    if quantity.minimum is not None:
        return (">" if sign == ">" else ">=") + _digits(quantity.minimum, share)
    return ("<" if sign == "<" else "<=") + _digits(quantity.maximum or 0.0, share)


def _sign(text: str) -> str:
    return next((sign for sign, words in _SIGNS if words.match(text)), "")


def _about(text: str) -> str:
    """Return `~50` for "about 50" and `~50%` for "about 50 per cent"; the words where they hold no digits."""
    found = _FIRST.search(text)
    return f"~{found[0].replace(',', '')}{'%' if _SHARE.search(text) else ''}" if found else text


def _fraction(digits: str, percent: str) -> float:
    number = float(digits.replace(",", ""))
    return round(number / 100, 6) if percent else number


def _digits(number: float, share: bool) -> str:
    return f"{round(number * 100, 4):g}%" if share else f"{number:.10g}"
