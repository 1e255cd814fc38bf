"""The blocks of a thread → the heads that its structure tells: elements alike, each of which begins with a name.

Of the elements of one tag and class those count that begin with a few words that are no sentence and hold more beneath them;
a thread has two of them or more, and nearly all elements alike begin so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.read.comments import SECTION
from kg.read.furniture import Furniture
from kg.read.html.blocks import BREAK, Block
from kg.read.html.dom import Element
from kg.read.html.heads import is_marked_off
from kg.read.html.layout import Layout
from kg.read.html.moments import STAMP, is_stamp
from kg.read.lines import ends_sentence

__all__ = ["find_items"]

LONGEST_NAME: Final = 4
FEWEST: Final = 2
NEARLY_ALL: Final = 0.8


def find_items(
    blocks: Sequence[Block], layout: Layout, table: Furniture, sure: Collection[int]
) -> dict[int, tuple[int, str]]:
    """Return the number of each block that heads an element, with the end of it and the name; not where one of *sure* does."""
    groups = _alike(blocks, layout)
    best: dict[int, tuple[int, str]] = {}
    for elements in groups.values():
        named = {
            number: (end, " ".join(layout.blocks[number].text.split()))
            for number, end in elements.items()
            if _is_name(layout.blocks[number], layout, table) and end > number + 1
        }
        if len(named) >= max(FEWEST, NEARLY_ALL * len(elements)) and len(named) > len(best):
            best = named
    return {n: told for n, told in best.items() if not any(number in sure for number in range(n, told[0]))}


def _alike(blocks: Sequence[Block], layout: Layout) -> dict[tuple[str, str], dict[int, int]]:
    """Return the first block and the end of each element in the thread, by tag and class."""
    groups: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    last = blocks[-1].number + 1 if blocks else 0
    for block in blocks:
        for element, end in _begun(block, layout):
            if end <= last:
                groups[element.tag, element.attributes.get("class", "")][block.number] = end
    return groups


def _begun(block: Block, layout: Layout) -> Iterator[tuple[Element, int]]:
    """Yield the elements that *block* is the first of, with their ends."""
    for element in block.holder.lineage():
        first, end = layout.spans[id(element)]
        if first < block.number:
            return
        yield element, end


def _is_name(block: Block, layout: Layout, table: Furniture) -> bool:
    line = block.text
    if BREAK in line or block.words > LONGEST_NAME or not any(c.isalpha() for c in line):
        return False
    if ends_sentence(line) and not line.endswith("."):
        return False
    if (
        line.endswith((",", ":", ";"))
        or not (line[0].isalnum() or line[0] == "@")
        or is_stamp(line)
        or STAMP.search(line)
        or SECTION.fullmatch(line)
    ):
        return False
    return not (is_marked_off(block, layout) or table.is_thread_line(line) or table.is_line(line))
