"""The roles of a page's blocks → the same without what hangs about a report's end: notes on its author, headings of nothing.

1. A paragraph after the last upright one is a note where it tells what an author's post is, or is wholly in italics, in no
   quotation, and presents a writer or a book (rows of kind "note"). Corrections and thanks set so are report.
2. A heading with no report beneath it, up to the next heading, heads what is furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.bylines import is_about_author
from kg.read.furniture import Furniture
from kg.read.html.blocks import Block
from kg.read.html.insets import is_heading
from kg.read.lines import is_prose

__all__ = ["hangs_on"]

ITALIC: Final = frozenset({"i", "em"})
QUOTING: Final = frozenset({"blockquote", "q", "figure"})
FEWEST: Final = 2


def hangs_on(
    blocks: Sequence[Block], roles: Sequence[ParagraphRole], author: str | None, table: Furniture
) -> frozenset[int]:
    """Return the numbers of the blocks called report that are none."""
    report = [block for block, role in zip(blocks, roles, strict=True) if role is ParagraphRole.BODY]
    notes = _notes(report, author, table)
    return frozenset(notes | _empty_headings(blocks, roles, notes))


def _notes(report: Sequence[Block], author: str | None, table: Furniture) -> set[int]:
    """Return the notes at the end of a *report* that has enough text besides."""
    found: set[int] = set()
    for block in reversed(report):
        italic = _is_italic(block)
        if is_about_author(block.text, author) or (italic and table.is_note(block.text)):
            found.add(block.number)
        elif not italic:
            break
    rest = sum(is_prose(block.text) for block in report if block.number not in found)
    return found if rest >= FEWEST else set()


def _is_italic(block: Block) -> bool:
    worded = [run for run in block.runs if run.text.strip() and not run.is_break]
    if any(element.tag in QUOTING for element in block.holder.lineage()):
        return False
    return all(any(element.tag in ITALIC for element in run.element.lineage()) for run in worded)


def _empty_headings(blocks: Sequence[Block], roles: Sequence[ParagraphRole], notes: set[int]) -> set[int]:
    """Return the headings with which nothing of the report stands; what stands above a first one is not asked."""
    found: set[int] = set()
    filled = False
    for block in reversed(blocks):
        body = roles[block.number] is ParagraphRole.BODY and block.number not in notes
        if body and is_heading(block) and len(block.text) < 200:
            found |= set() if filled else {block.number}
            filled = filled and not _closes(block, blocks)
        elif body or roles[block.number] is ParagraphRole.CAPTION:
            filled = True
    return found


def _closes(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether the heading *block* begins what it heads: what is above it is another's."""
    before = blocks[block.number - 1] if block.number else None
    return before is not None and not is_heading(before)
