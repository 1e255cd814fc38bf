"""Running heads, running feet and page numbers: what stands at the same place of several pages, in their outer bands.

1. Rows are looked at from the edge of the page inwards, up to the first that is none of these; so a line of running text that
   repeats is left alone. Figures count as alike: "Page 3" and "Page 4" are one; but not in a sentence, nor in a long line:
   the first lines of a daily's pages may differ in figures alone.
2. A figure that stands alone there is a page number on a single page too. So is one beside other words, where it counts the
   pages: then the whole row is furniture, as is one with the hour or the address that browsers print.
3. From the second page on, so is a short line in smaller type at the head of the page, far above the text.
4. Tilted text (watermarks, notes up the edge) is furniture wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from statistics import median
from typing import Final

from kg.read.lines import ends_sentence
from kg.read.pdf.segments import Segment

__all__ = ["find_margins", "is_stamp"]

BAND: Final = 0.13  # of the page's height
FEWEST_PAGES: Final = 2
NEAR: Final = 3.0  # points
LONGEST_NUMBER: Final = 4
MOST_PARTS: Final = 3  # of a running head
APART: Final = 1.6  # of the size
FAR: Final = 2.5
FEWEST_BELOW: Final = 4  # rows of a page whose head is told by its type
LONGEST_HEAD: Final = 12  # words
SHORT_HEAD: Final = 8  # words beside figures
FEWEST_SAID: Final = 4  # words of a sentence
FIGURES: Final = re.compile(r"\d+")
PAGE_NUMBER: Final = re.compile(
    r"(?:page\s{1,3})?[-–—|\s]{0,3}(?:\d{1,4}|[ivxl]{1,6})[-–—|\s]{0,3}(?:(?:of|/)\s{0,3}\d{1,4})?", re.I
)
# What browsers print at the head (day and hour) and at the foot (address) of a page.
STAMP: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:\s[AP]M)?|(?:https?|file)://\S+", re.I)


def find_margins(pages: Sequence[Sequence[Segment]], heights: Sequence[float]) -> frozenset[Segment]:
    """Return the segments of all *pages*, so many points high, that are furniture by their place."""
    outer = [s for page, height in zip(pages, heights, strict=True) for s in page if _is_outer(s, height)]
    alike: dict[str, list[Segment]] = defaultdict(list)
    for segment in outer:
        alike[FIGURES.sub("#", segment.text.casefold())].append(segment)
    repeated = {one for group in alike.values() if _may_head(group) for one in _repeated(group)}
    found = {s for page in pages for s in page if s.tilted}
    counted = _page_numbers(outer)
    for page, height in zip(pages, heights, strict=True):
        rows = _rows([s for s in page if not s.tilted])
        for inwards in (rows, rows[::-1]):
            found |= _edge(inwards, height, repeated, counted)
        found |= _small_head([[s for s in row if s not in found] for row in rows[::-1]], height)
    return frozenset(found)


def is_stamp(text: str) -> bool:
    """Whether *text* is the hour or the address that a browser prints at the edge of a page."""
    return STAMP.fullmatch(text) is not None


def _rows(page: Sequence[Segment]) -> list[list[Segment]]:
    """Return what stands at one height of *page*, lowest first."""
    levels: dict[int, list[Segment]] = defaultdict(list)
    for segment in page:
        levels[round(segment.bottom / NEAR)].append(segment)
    return [levels[level] for level in sorted(levels)]


def _page_numbers(outer: Sequence[Segment]) -> set[Segment]:
    """Return the figures of *outer* that count the pages, from one or from where those of several pages agree."""
    numbers = [s for s in outer if s.text.isdecimal() and len(s.text) <= LONGEST_NUMBER]
    pages: dict[int, set[int]] = defaultdict(set)
    for segment in numbers:
        pages[int(segment.text) - segment.page].add(segment.page)
    return {s for s in numbers if (first := int(s.text) - s.page) == 0 or len(pages[first]) >= FEWEST_PAGES}


def _edge(
    rows: Sequence[Sequence[Segment]], height: float, repeated: Set[Segment], counted: Set[Segment]
) -> set[Segment]:
    """Return the furniture of *rows*, which begin at an edge of the page, up to the first row that has none."""
    found: set[Segment] = set()
    for i, row in enumerate(rows):
        printed = any(is_stamp(s.text) for s in row)
        number = len(row) == 1 and PAGE_NUMBER.fullmatch(row[0].text) is not None
        beside = 1 < len(row) <= MOST_PARTS and not counted.isdisjoint(row) and _stands_apart(rows, i)
        whole = printed or number or beside
        margins = {s for s in row if _is_outer(s, height) and (whole or s in repeated)}
        if not margins:
            break
        found |= margins
    return found


def _small_head(rows: Sequence[Sequence[Segment]], height: float) -> set[Segment]:
    """Return the first of *rows*, top down, where it is a short line in smaller type than most, far above the next."""
    rows = [row for row in rows if row]
    if len(rows) < FEWEST_BELOW or rows[0][0].page == 1:
        return set()
    head = rows[0]
    usual = median(s.size for row in rows[1:] for s in row)
    short = sum(len(s.text.split()) for s in head) <= LONGEST_HEAD and not ends_sentence(head[-1].text)
    small = all(s.size < 0.96 * usual and _is_outer(s, height) and s.middle > height / 2 for s in head)
    return set(head) if short and small and _stands_apart(rows, 0, FAR) else set()


def _stands_apart(rows: Sequence[Sequence[Segment]], i: int, times: float = APART) -> bool:
    """Whether row *i* is further from the next row inwards than lines are, by so many *times* their size."""
    one, two = rows[i][0], rows[min(i + 1, len(rows) - 1)][0]
    return abs(one.middle - two.middle) > times * max(one.size, two.size)


def _is_outer(segment: Segment, height: float) -> bool:
    return not BAND * height < segment.middle < (1 - BAND) * height


def _may_head(group: Sequence[Segment]) -> bool:
    """Whether lines that are alike but for figures may be a running head: they are the same, or short and no sentence."""
    if len({segment.text for segment in group}) == 1:
        return True
    words = len(FIGURES.sub("", group[0].text).split())
    return words <= SHORT_HEAD and not (words >= FEWEST_SAID and ends_sentence(group[0].text))


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
