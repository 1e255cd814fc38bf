"""What stands where in a page: which blocks an element holds, how much of the main text, and what it says of itself.

The headline is the heading that the head of the page names, else the first heading of the first rank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.cues import Cue, Cues
from kg.read.html.dom import Element
from kg.read.html.main_text import MainText, words_of
from kg.read.html.said import Head
from kg.read.lines import ends_sentence, is_prose

__all__ = ["Layout", "is_first_heading"]

MUCH: Final = 0.4
TITLE_WORDS: Final = 40
RUNNING: Final = 12
NEAR: Final = 8
HOME: Final = re.compile(r"(?:https?://[^/]*)?/?(?:\./)?(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)
BOLD: Final = frozenset("b strong big h2 h3 h4 h5 h6".split())


@dataclass(eq=False)
class Layout:
    """The *blocks* of a page by the elements that hold them; what is asked of an element is worked out once."""

    blocks: Sequence[Block]
    main: MainText
    head: Head
    cues: Cues
    told: dict[int, frozenset[Cue]] = field(default_factory=dict)

    def of(self, element: Element) -> frozenset[Cue]:
        """Return what *element* says of itself."""
        if id(element) not in self.told:
            self.told[id(element)] = self.cues.of(element)
        return self.told[id(element)]

    @cached_property
    def spans(self) -> dict[int, tuple[int, int]]:
        """The first block in each element and the one after its last, by the element's id."""
        spans: dict[int, tuple[int, int]] = {}
        for block in self.blocks:
            for element in block.holder.lineage():
                first, _ = spans.get(id(element), (block.number, 0))
                spans[id(element)] = first, block.number + 1
        return spans

    def count(self, element: Element) -> int:
        """Return how many blocks are in *element*."""
        first, end = self.spans.get(id(element), (0, 0))
        return end - first

    def within(self, element: Element) -> Sequence[Block]:
        """Return the blocks in *element*."""
        first, end = self.spans.get(id(element), (0, 0))
        return self.blocks[first:end]

    @cached_property
    def title(self) -> Block | None:
        """The block that is the headline."""
        scored = [(self._titled(block), block) for block in self.blocks if block.words <= TITLE_WORDS]
        best = max((score for score, _ in scored), default=0)
        return next((block for score, block in scored if score == best), None) if best >= 2 else self._bold_title()

    def _bold_title(self) -> Block | None:
        """Return the line in bold type close above the first running text: the headline of a page without headings."""
        start = next((b.number for b in self.blocks if b.number in self.main.body and b.words >= RUNNING), 0)
        running = next((b for b in self.blocks[start:] if is_prose(b.text) and b.words >= RUNNING), None)
        above = self.blocks[max(0, running.number - NEAR) : running.number] if running is not None else ()
        lines = (b for b in above if 3 <= b.words <= TITLE_WORDS and b.linked < 0.5 and not ends_sentence(b.text))
        return next((b for b in lines if _is_bold(b) and not self._is_aside(b)), None)

    def _is_aside(self, block: Block) -> bool:
        told = {cue for element in block.holder.lineage() for cue in self.of(element)}
        return bool(told & {Cue.LANDMARK, Cue.FURNITURE, Cue.COMMENTS, Cue.CAPTION, Cue.BYLINE})

    def _titled(self, block: Block) -> float:
        """Return how much tells for *block* as the headline; of what the head names in part, the longer is likelier."""
        own = words_of(block.text)
        if not own or own == words_of(self.head.said.publisher or ""):
            return 0
        if _leads_home(block):
            return 0
        names = self._names
        in_part = own in self._parts or (
            len(own) > 2 and any(name[: len(own)] == own or name[-len(own) :] == own for name in names)
        )
        score = 2.0 * is_first_heading(block.element) + (Cue.TITLE in self.of(block.holder))
        score -= block.linked > 0.8 and not in_part  # a headline may link to its own page
        score += 3 * (own in names)
        score += (2 + len(own) / 100) * in_part
        return score - 2 * self._is_beside(block) if score > 0 else 0

    def _is_beside(self, block: Block) -> bool:
        """Whether a part of the page around *block*, and not around much of the main text, says that it is no report."""
        parts = (element for element in block.holder.lineage() if self.share(element) < MUCH)
        return any(self.of(element) & {Cue.LANDMARK, Cue.FURNITURE, Cue.COMMENTS} for element in parts)

    @cached_property
    def _names(self) -> tuple[tuple[str, ...], ...]:
        return tuple(words_of(title) for title in self.head.titles)

    @cached_property
    def _parts(self) -> frozenset[tuple[str, ...]]:
        return frozenset(words for part in self.head.parts if len(words := words_of(part)) > 1)

    @cached_property
    def weights(self) -> dict[int, int]:
        """The number of words of main text in each element, by its id, boxes and all."""
        return self.weighed(self.main.body)

    def weighed(self, numbers: frozenset[int] | set[int]) -> dict[int, int]:
        weights: dict[int, int] = {}
        for block in self.blocks:
            if block.number in numbers and block.linked < 0.8:
                for element in block.holder.lineage():
                    weights[id(element)] = weights.get(id(element), 0) + block.words
        return weights

    @cached_property
    def _heaviest(self) -> int:
        return max(1, max(self.weights.values(), default=0))

    def share(self, element: Element) -> float:
        """Return the share of the main text that stands in *element*."""
        return self.weights.get(id(element), 0) / self._heaviest

    def holds_title(self, element: Element) -> bool:
        """Whether the headline stands in *element*."""
        return id(element) in self._around_title

    @cached_property
    def _around_title(self) -> frozenset[int]:
        """The ids of the elements that the headline stands in."""
        return frozenset(map(id, self.title.holder.lineage())) if self.title is not None else frozenset()

    def is_box(self, element: Element) -> bool:
        """Whether *element* may be something beside the report at all."""
        return not self.holds_title(element) and self.share(element) < MUCH


def _is_bold(block: Block) -> bool:
    worded = [run for run in block.runs if run.text.strip() and not run.is_break]
    return all(any(element.tag in BOLD for element in run.element.lineage()) for run in worded)


def _leads_home(block: Block) -> bool:
    """Whether all of *block* links to the front page: the name of the site."""
    links = (element for element in block.core.lineage() if element.tag == "a")
    return any(HOME.fullmatch(link.attributes.get("href", "").strip()) for link in links)


def is_first_heading(element: Element) -> bool:
    """Whether *element* is in a heading of the first rank."""
    return any(
        each.tag == "h1" or (each.attributes.get("role") == "heading" and each.attributes.get("aria-level") == "1")
        for each in element.lineage()
    )
