"""Finds a quote in a text: to the letter, in the same words, or what is most like it. Offsets count code points, half-open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["Span", "find_alike", "find_exact", "find_same_words"]

NEAR: Final = 75.0  # of 100, normalised indel similarity
ALIKE: Final = {
    **dict.fromkeys("“”„‟«»〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
WORD: Final = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")
AROUND: Final = 40  # characters on either side of the end of a window
Span = tuple[int, int]


def find_exact(text: str, quote: str, near: int) -> Span | None:
    """Return where *quote* stands in *text*, the occurrence nearest to the offset *near*; None where it does not."""
    starts = _starts(text, quote) if quote else iter(())
    start = min(starts, key=lambda at: abs(at - near), default=None)
    return None if start is None else (start, start + len(quote))


def find_same_words(text: str, quote: str, near: int) -> Span | None:
    """Return where *text* says *quote* in other characters: white space, quotation marks, dashes, composition (NFKD)."""
    folded, places = _folded(text)
    wanted = _folded(quote)[0].strip()
    span = find_exact(folded, wanted, next((i for i, place in enumerate(places) if place >= near), 0))
    return None if span is None else (places[span[0]], places[span[1] - 1] + 1)


def find_alike(text: str, quote: str) -> Span | None:
    """Return the whole words of *text* that are most like *quote*; None where nothing is as like as NEAR."""
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    found = partial_ratio_alignment(quote, text, score_cutoff=NEAR) if quote and text else None
    if found is None or found.dest_start == found.dest_end:
        return None
    # The window is as long as the quote: what was put in or left out makes it begin or end amid other words.
    starts = [word.start() for word in _words_around(text, found.dest_start)]
    ends = [word.end() for word in _words_around(text, found.dest_end)]
    spans = [(start, end) for start in starts for end in ends if start < end]
    return max(spans, key=lambda span: (ratio(quote, text[slice(*span)]), -span[0], -span[1]), default=None)


def _words_around(text: str, offset: int) -> Iterator[re.Match[str]]:
    return WORD.finditer(text, max(0, offset - AROUND), offset + AROUND)


def _starts(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return *text* without what tells mere spellings apart, and for each of its characters the offset in *text*."""
    characters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(text):
        if character.isspace():
            found = "" if characters and characters[-1] == " " else " "
        elif unicodedata.category(character) == "Cf":
            found = ""
        else:
            found = "".join(ALIKE.get(one, one) for one in unicodedata.normalize("NFKD", character))
        characters += found
        places += [offset] * len(found)
    return "".join(characters), places
