"""Running heads, running feet and page numbers: what stands at the same place of several pages, in their outer bands.

Figures count as alike, so that "Page 3" and "Page 4" are one. A figure that stands alone in the outermost lines is a page
number on a single page too. Tilted text (watermarks, notes up the edge) is furniture wherever it stands.
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


def find_margins(pages: Sequence[Sequence[Segment]], heights: Sequence[float]) -> frozenset[Segment]:
    """Return the segments of all *pages*, so many points high, that are furniture by their place."""
    tilted = {s for page in pages for s in page if s.tilted}
    outer = [s for page, height in zip(pages, heights, strict=True) for s in page if _is_outer(s, height)]
    alike: Mapping[str, list[Segment]] = defaultdict(list)
    for segment in outer:
        alike[FIGURES.sub("#", segment.text.casefold())].append(segment)
    repeated = {one for group in alike.values() for one in _repeated(group)}
    edges = {
        s.bottom
        for page in pages
        for upright in [[s for s in page if not s.tilted]]
        if upright
        for s in (max(upright, key=lambda s: s.middle), min(upright, key=lambda s: s.middle))
    }
    numbers = {s for s in outer if s.bottom in edges and PAGE_NUMBER.fullmatch(s.text)}
    return frozenset(tilted | repeated | numbers)


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
