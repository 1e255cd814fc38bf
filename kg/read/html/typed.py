"""The roles of a page's blocks → the same with what stands in preformatted text told by its words, as in plain text.

Markup says nothing within `pre`, so what is called report there is asked of `kg.read.roles`: bylines, captions, signatures,
quotations of earlier messages, lines of furniture; headlines too, where the page has no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.furniture import Furniture
from kg.read.html.blocks import Block
from kg.read.paragraphs import Block as Lines
from kg.read.roles import assign_roles

__all__ = ["told_by_words"]

FEWEST: Final = 3
TOLD: Final = frozenset({ParagraphRole.BYLINE, ParagraphRole.CAPTION, ParagraphRole.FURNITURE})


def told_by_words(
    blocks: Sequence[Block], roles: Sequence[ParagraphRole], table: Furniture, *, titled: bool
) -> dict[int, ParagraphRole]:
    """Return the roles of blocks of preformatted text that are not report, by their numbers; *titled* pages have a headline."""
    typed: defaultdict[int, list[Block]] = defaultdict(list)
    for block, role in zip(blocks, roles, strict=True):
        pre = next((element for element in block.holder.lineage() if element.tag == "pre"), None)
        if pre is not None and role is ParagraphRole.BODY:
            typed[id(pre)].append(block)
    kept = TOLD if titled else TOLD | {ParagraphRole.TITLE}
    found: dict[int, ParagraphRole] = {}
    for group in typed.values():
        if len(group) >= FEWEST:
            told = assign_roles([_lines(block) for block in group], table)
            found |= {b.number: role for b, role in zip(group, told, strict=True) if role in kept}
    return found


def _lines(block: Block) -> Lines:
    """Return *block* as a run of lines; the line above a signature has lost the space that mail ends it with."""
    text = "\n".join("-- " if line == "--" else line for line in block.text.split("\n"))
    return Lines(block.number, 0, len(text), text)
