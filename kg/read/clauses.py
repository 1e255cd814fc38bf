"""Tells a line that says something from one of names: "Guards killed two men" from "Guard House, Oster".

No grammar: what is told by are words in small letters that names, outlets, places and posts do not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.lines import LONGEST, PARTICLE

__all__ = ["JOB", "has_clause", "may_report"]

JOB = re.compile(
    r"\b(?:writer|correspondent|editor|reporter|staff|contributor|analyst|bureau|chief|columnist|special|producer|"
    r"journalist|fellow|blogger)\b",
    re.IGNORECASE,
)
SMALL_WORD = re.compile(r"[a-z][a-z’'-]*[.!?]?")
LINKING = re.compile(
    rf"{PARTICLE}|an?|the|and|or|of|for|from|in|on|at|to|by|via|with|th|st|nd|rd|pm|am|"
    r"(?:additional|report|writ|edit|contribut|publish|post|updat|translat|compil)\w*"
)
FEWEST = 3


def has_clause(text: str) -> bool:
    """Whether a part of *text* says something: three words in small letters that tell, or one between capitalised ones.

    >>> has_clause("By A. Ner, second-year fellow, in Oster"), has_clause("By noon the Guard had left Oster")
    (False, True)
    """
    return any(_is_clause(part.split()) for part in re.split(r"[,;|]", text[:LONGEST]))


def may_report(line: str) -> bool:
    """Whether *line* has three words or more and is not of names alone: too short for a sentence, it may report all the same.

    >>> may_report("Guards killed two men"), may_report("Guard House of Oster")
    (True, False)
    """
    words = line[:LONGEST].split()
    return len(words) >= FEWEST and any(map(_tells, words))


def _is_clause(words: Sequence[str]) -> bool:
    small = [i for i, word in enumerate(words) if _tells(word)]
    capital = [i for i, word in enumerate(words) if word[:1].isupper()]
    return len(small) > 2 or any(capital[0] < i < capital[-1] for i in small if capital)


def _tells(word: str) -> bool:
    return SMALL_WORD.fullmatch(word) is not None and not LINKING.fullmatch(word) and not JOB.fullmatch(word)
