"""Running heads, running feet and page numbers: what stands at the same place of several pages, in their outer bands.

Figures count as alike, so that "Page 3" and "Page 4" are one. A figure that stands alone in the outermost lines is a page
number on a single page too, and the row with the hour or the address that a browser prints there is furniture. So is tilted
text (watermarks, notes up the edge) wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from kg.read.pdf.segments import Segment

__all__ = ["find_margins"]

BAND: Final = 0.13  # of the page's height
FEWEST_PAGES: Final = 2
NEAR: Final = 3.0  # points
FIGURES: Final = re.compile(r"\d+")
PAGE_NUMBER: Final = re.compile(
    r"(?:page\s{1,3})?[-–—|\s]{0,3}(?:\d{1,4}|[ivxl]{1,6})[-–—|\s]{0,3}(?:(?:of|/)\s{0,3}\d{1,4})?", re.I
)
# What browsers print at the head (day and hour) and at the foot (address) of a page.
STAMP: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:\s[AP]M)?|(?:https?|file)://\S+", re.I)


def find_margins(pages: Sequence[Sequence[Segment]], heights: Sequence[float]) -> frozenset[Segment]:
    """Return the segments of all *pages*, so many points high, that are furniture by their place."""
    tilted = {s for page in pages for s in page if s.tilted}
    outer = dict.fromkeys(s for page, height in zip(pages, heights, strict=True) for s in page if _is_outer(s, height))
    alike: Mapping[str, list[Segment]] = defaultdict(list)
    for segment in outer:
        alike[FIGURES.sub("#", segment.text.casefold())].append(segment)
    repeated = {one for group in alike.values() for one in _repeated(group)}
    numbers = {s for page in pages for s in _outermost(page) if s in outer and PAGE_NUMBER.fullmatch(s.text)}
    stamps = {(s.page, round(s.bottom / NEAR)) for s in outer if STAMP.fullmatch(s.text)}
    printed = {s for s in outer if (s.page, round(s.bottom / NEAR)) in stamps}
    return frozenset(tilted | repeated | numbers | printed)


def _outermost(page: Sequence[Segment]) -> list[Segment]:
    """Return what stands alone in the first and in the last line of *page*."""
    levels: dict[int, list[Segment]] = defaultdict(list)
    for segment in page:
        levels[round(segment.bottom / NEAR)].append(segment)
    ends = [levels[level] for level in (min(levels), max(levels))] if levels else []
    return [row[0] for row in ends if len(row) == 1]


def _is_outer(segment: Segment, height: float) -> bool:
    return not BAND * height < segment.middle < (1 - BAND) * height


def _repeated(group: Sequence[Segment]) -> list[Segment]:
    """Return those of *group*, alike in their words, that stand as high as one on another page."""
    levels: dict[int, set[int]] = defaultdict(set)
    for segment in group:
        levels[round(segment.bottom / NEAR)].add(segment.page)
    found = []
    for segment in group:
        level = round(segment.bottom / NEAR)
        pages = levels[level] | levels.get(level - 1, set()) | levels.get(level + 1, set())
        if len(pages) >= FEWEST_PAGES:
            found.append(segment)
    return found
