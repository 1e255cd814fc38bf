"""Which blocks are captions.

What a figure holds beside its picture, what says so itself, what bears a credit, and the few words that have an element to
themselves with a picture.
"""

from __future__ import annotations

import re
from typing import Final

from kg.read.furniture import Furniture
from kg.read.html.blocks import Block
from kg.read.html.dom import Element
from kg.read.html.insets import is_heading
from kg.read.html.zones import Zones

__all__ = ["is_caption"]

MOST_WORDS: Final = 80
FEW_WORDS: Final = 30
LABEL_WORDS: Final = 3
MOST_BLOCKS: Final = 2
HIGHEST: Final = 5
SOURCE: Final = re.compile(r"(?:data )?(?:sources?|notes?)\s?:\s", re.IGNORECASE)
NUMBERED: Final = re.compile(r"(?:table|figure|fig\.|chart|graph|map|exhibit)\s?\d", re.IGNORECASE)
TEXT: Final = frozenset({"table", "blockquote", "pre", "ul", "ol"})


def is_caption(block: Block, zones: Zones, table: Furniture, *, said: bool) -> bool:
    """Whether *block* is a caption; *said* tells that its elements say so."""
    if block.words > 2 * MOST_WORDS:
        return False
    if said or table.is_caption(block.text) or _is_numbered(block, zones) or _is_source(block, zones):
        return True
    for element in block.holder.lineage():
        if element.tag == "figcaption":
            return True
        if element.tag == "figure":
            return element.is_pictured
        if element.tag in TEXT and element is not block.holder and not _is_layout(element):
            return False
    if block.words > MOST_WORDS or block.linked >= 0.5 or is_heading(block):
        return False
    return _shares_picture(block, zones)


def _is_numbered(block: Block, zones: Zones) -> bool:
    """Whether *block* is the title of a table, or stands numbered right above one ("Table 3. …")."""
    after = zones.blocks[block.number + 1] if block.number + 1 < len(zones.blocks) else None
    tabled = after is not None and after.holder.tag == "tr"
    titled = block.holder.tag == "caption" and block.words > LABEL_WORDS  # fewer are a heading
    return tabled and (titled or NUMBERED.match(block.text) is not None)


def _is_source(block: Block, zones: Zones) -> bool:
    """Whether *block* tells where the figures of the table right above it are from."""
    before = zones.blocks[block.number - 1] if block.number else None
    return before is not None and before.holder.tag == "tr" and SOURCE.match(block.text) is not None


def _shares_picture(block: Block, zones: Zones) -> bool:
    """Whether the elements around *block*, as far as they hold little else, hold a picture."""
    for height, element in enumerate(block.holder.lineage()):
        if (
            height > HIGHEST
            or zones.count(element) > MOST_BLOCKS
            or element is zones.container
            or zones.holds_title(element)
        ):
            return False
        if sum(each.words for each in zones.within(element)) > MOST_WORDS:
            return False
        if (height or _is_beneath_picture(block)) and element.is_pictured:
            return True
    return False


def _is_beneath_picture(block: Block) -> bool:
    """Whether *block* is a few words that stand in one element with a picture, and in no paragraph."""
    return block.holder.tag in ("div", "center", "section") and block.words <= FEW_WORDS


def _is_layout(element: Element) -> bool:
    return element.tag == "table" and element.is_pictured
