"""Cardinal numbers of English, in digits and in words ("1,200", "twenty-three", "two dozen", "1.2 million").

A round plural without a count ("dozens", "tens of thousands") is no number: it has only the least that it can mean.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CARDINAL", "LEAST", "VAGUE_PLURAL", "is_numeral", "read_cardinal"]

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS: Final = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES: Final = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
# A plural means two at least; "tens" of something counts by tens.
LEAST: Final = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}

_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE: Final = "|".join(_SCALES)
CARDINAL: Final = (
    rf"(?:half\s+a\s+dozen|(?:(?:{_DIGITS})|an?(?=\s+(?:{_SCALE})\b)|(?:{_UNIT})(?![a-z]))"
    rf"(?:[\s-]+(?:{_SCALE})(?!\w)|-(?:{_UNIT})(?!\w)|(?<=hundred)\s+and\s+(?:{_UNIT})(?!\w))*)"
)
VAGUE_PLURAL: Final = rf"(?:{'|'.join(LEAST)})(?:\s+of\s+(?:{'|'.join(LEAST)}))?(?!\w)"


def read_cardinal(text: str) -> float | None:
    """Return the number that *text* writes, or None where it is none.

    >>> read_cardinal("twenty-three"), read_cardinal("1.2 million"), read_cardinal("half a dozen")
    (23.0, 1200000.0, 6.0)
    """
    words = re.findall(r"[a-z]+|[\d.,]+", text.lower())
    if words == ["half", "a", "dozen"]:
        return 6.0
    whole, part = 0.0, 0.0
    for word in words:
        if word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                whole, part = whole + part, 0.0
        elif word in _UNITS:
            part += _UNITS[word]
        elif word[0].isdigit():
            part += float(word.replace(",", "").rstrip("."))
        elif word not in {"a", "an", "and"}:
            return None
    return whole + part if words else None


def is_numeral(word: str) -> bool:
    """Tell whether there is a number in one word, in lower case: a digit, a cardinal or a round plural.

    >>> is_numeral("twenty-three"), is_numeral("dozens"), is_numeral("2nd"), is_numeral("a")
    (True, True, True, False)
    """
    parts = re.findall(r"[a-z]+|\d", word)
    return any(part in LEAST or part in _UNITS or part in _SCALES or part.isdigit() for part in parts)
