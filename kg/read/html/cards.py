"""Which blocks of a page present other reports: cards alike, each with a heading that is a link.

1. A card is an element that begins a report elsewhere: its heading is a link to another page, and at most a few paragraphs
   stand with it. Two cards or more of one tag and class in one element are a list of such; their blocks are no report.
2. A heading right above the first of them, in an element with them alone, is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.dom import Element
from kg.read.html.layout import Layout

__all__ = ["find_cards"]

HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
FEWEST: Final = 2
MOST_BLOCKS: Final = 5
MOST_WORDS: Final = 90


def find_cards(layout: Layout) -> frozenset[int]:
    """Return the numbers of the blocks of lists of cards."""
    found: set[int] = set()
    for parent, cards in _lists(layout):
        first, end = layout.spans[id(parent)]
        alone = layout.spans[id(cards[0])][0] - first <= 1 and end == layout.spans[id(cards[-1])][1]
        for element in (parent,) if alone and layout.is_box(parent) else cards:
            found |= {block.number for block in layout.within(element)}
    return frozenset(found)


def _lists(layout: Layout) -> Iterator[tuple[Element, list[Element]]]:
    """Yield each element that holds several cards alike, with them."""
    groups: defaultdict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for block in layout.blocks:
        card = _card(block, layout)
        if card is not None and card.parent is not None:
            key = id(card.parent), card.tag, card.attributes.get("class", "").split(" ")[0]
            groups[key] += [card] if not any(card is each for each in groups[key][-1:]) else []
    for cards in groups.values():
        parent = cards[0].parent
        if len(cards) >= FEWEST and parent is not None:
            yield parent, cards


def _card(block: Block, layout: Layout) -> Element | None:
    """Return the largest element around *block*, a linked heading, that is small enough for a card."""
    heading = next((e for e in block.core.lineage() if e.tag in HEADINGS), None)
    if heading is None or block.linked < 0.9 or not _leads_elsewhere(block) or layout.title is None:
        return None
    largest: Element | None = None
    for element in block.holder.lineage():
        held = layout.within(element)
        if not layout.is_box(element) or len(held) > MOST_BLOCKS or sum(b.words for b in held) > MOST_WORDS:
            break
        if sum(_is_heading(b) for b in held) > 1:
            break
        largest = element
    return largest


def _leads_elsewhere(block: Block) -> bool:
    elements = [e for run in block.runs for e in run.element.lineage()]
    links = [e.attributes.get("href", "") for e in elements if e.tag == "a"]
    return any(link and not link.startswith("#") for link in links)


def _is_heading(block: Block) -> bool:
    return any(element.tag in HEADINGS for element in block.core.lineage())
