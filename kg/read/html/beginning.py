"""Where in a page the report begins, beneath its headline.

1. After the last byline or caption above its second paragraph of running text.
2. Sections between headline and container with running text of their own, such as summaries and pinned posts, are its opening,
   and so is a list of points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.bylines import DECK_WORDS, Bylines
from kg.read.html.insets import is_heading
from kg.read.html.zones import Zones
from kg.read.lines import is_prose

__all__ = ["Beginning"]

LABEL_WORDS: Final = 3
POINT_WORDS: Final = 7  # more than the links of a list have
FEW: Final = 3


@dataclass(eq=False)
class Beginning:
    """The beginning of one page's report; *is_caption* tells what belongs to a picture."""

    zones: Zones
    bylines: Bylines
    is_caption: Callable[[Block], bool]

    @cached_property
    def first(self) -> int:
        """The number of the block with which the report begins, after its title, deck and bylines."""
        zones = self.zones
        title = -1 if zones.title is None else zones.title.number
        container = zones.within(zones.container) if zones.container is not None else ()
        after = [b for b in container if b.number > title and b.number not in zones.boxes]
        lead = list(self._lead(after))
        if zones.title not in container:  # only what the container begins with
            lead = list(takewhile(lambda b: self.bylines.holds(b) or self.is_caption(b), lead))
        signed = [b.number for b in lead if self.bylines.holds(b) or self.is_caption(b)]
        start = signed[-1] + 1 if signed and title >= 0 else title + 1
        return next((b.number for b in after if b.number >= start), start)

    @cached_property
    def opening(self) -> frozenset[int]:
        """The numbers of the blocks of sections of the report between title and container: summaries, pinned posts."""
        zones = self.zones
        found: set[int] = set()
        for block in zones.blocks[zones.title.number + 1 if zones.title is not None else 0 :]:
            if zones.container is None or block.number >= zones.spans[id(zones.container)][0]:
                break
            if is_heading(block) and block.number not in found:
                found |= self._section(block)
            elif block.number not in found:
                found |= self._points(block)
        return frozenset(found)

    def _section(self, heading: Block) -> set[int]:
        """Return the blocks beneath *heading* where they are a section with running text that the library takes too."""
        zones = self.zones
        held: Sequence[Block] = ()
        for element in heading.holder.lineage():
            first = zones.spans[id(element)][0]
            labels = zones.blocks[first : min(heading.number, first + FEW)]
            above = heading.number - first >= FEW or any(b.words > LABEL_WORDS for b in labels)
            if zones.holds_title(element) or above:
                break
            if zones.container is not None and zones.container.within(element):
                break
            held = zones.within(element)
        free = [b for b in held if b.linked < 0.5]
        running = [b for b in free if is_prose(b.text) and b.number in zones.main.body]
        points = [b for b in free if b.words > POINT_WORDS and any(e.tag == "li" for e in b.holder.lineage())]
        return {b.number for b in held if b.number >= heading.number} if len({*running, *points}) > 1 else set()

    def _points(self, block: Block) -> set[int]:
        """Return the blocks of the list that *block* begins, where all its items are points of some words: a summary."""
        listed = next((each for each in block.holder.lineage() if each.tag in ("ul", "ol")), None)
        first = listed is not None and self.zones.spans[id(listed)][0] == block.number
        held = self.zones.within(listed) if listed is not None and first else ()
        points = len(held) > 1 and all(
            b.words > POINT_WORDS and not b.linked and not self.bylines.holds(b) for b in held
        )
        return {b.number for b in held} if points else set()

    def _lead(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Yield the blocks up to the second of running text."""
        running = 0
        for block in blocks:
            running += is_prose(block.text) and not self.bylines.holds(block) and not self.is_caption(block)
            if running > 1 or (running and block.words > DECK_WORDS):
                return
            yield block
