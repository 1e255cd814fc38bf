"""Places of files that are no plain text, in words."""

from __future__ import annotations

import re

__all__ = ["place_words"]


def place_words(place: str) -> str:
    """Return a page (RFC 3778) or lines (RFC 5147) as people say them; "" for other places, such as elements.

    >>> place_words("page=3"), place_words("line=8,9"), place_words("line=8,11"), place_words("/html/body/p[2]")
    ('page 3', 'line 9', 'lines 9 to 11', '')
    """
    if page := re.fullmatch(r"page=(\d+)", place):
        return f"page {page[1]}"
    if lines := re.fullmatch(r"line=(\d+),(\d+)", place):
        first, last = int(lines[1]) + 1, int(lines[2])
        return f"line {first}" if first == last else f"lines {first} to {last}"
    return ""
