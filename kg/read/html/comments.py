"""The blocks of a thread of readers' comments → which of them are comments, and who wrote each.

1. A head names who comments: an element that says so (microdata, hCard, class names), "NAME says:", a name with a moment
   after it or beneath it; or the first words of elements alike (`kg.read.html.items`). What follows belongs to that name up to
   the next head. What stands above it in its own element (a subject) belongs to it.
2. Threads without heads may sign: the last line of a comment, set apart by type or a dash, is its author's name.
3. What a comment quotes of an earlier one is that one's author's.
4. Controls ("Reply"), what stands above the first head, and words in place of a removed comment are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.model import ParagraphRole
from kg.read.furniture import Furniture
from kg.read.html.blocks import BREAK, Block, squeezed
from kg.read.html.dom import Element
from kg.read.html.heads import find_heads, is_marked_off, says_author
from kg.read.html.insets import is_heading
from kg.read.html.items import find_items
from kg.read.html.main_text import words_of
from kg.read.html.moments import STAMP, is_stamp
from kg.read.html.zones import Zones
from kg.read.lines import ends_sentence, is_prose
from kg.read.paragraphs import Block as Lines

__all__ = ["Comment", "read_thread"]

LONGEST_NAME: Final = 8
DASHED = re.compile(r"(?:[—–―]|--)\s*(?P<name>[^\W\d_][^\n]{1,80}?)")
WROTE = re.compile(r"^.{1,60}?\b(?:wrote|said|writes)\s?:\s*", re.IGNORECASE)
NEAR: Final = 300
FEWEST: Final = 10
SET_APART: Final = frozenset({"b", "strong", "em", "i", "cite", "address"})


@dataclass(frozen=True, slots=True)
class Comment:
    """What one block of a thread is, and whose."""

    role: ParagraphRole
    author: str | None = None


FURNITURE: Final = Comment(ParagraphRole.FURNITURE)


def read_thread(blocks: Sequence[Block], zones: Zones, table: Furniture) -> dict[int, Comment]:
    """Return what each block of a thread is, by its number."""
    found = list(find_heads(blocks, zones))
    heads = {block.number: name for block, name in found if not _is_quotation(block)}
    heads = heads or {block.number: name for block, name in found}
    sure = {block.number for block in blocks if block.number in heads and says_author(block, zones)}
    for number, (end, name) in find_items(blocks, zones, table, sure).items():
        heads = {each: heads[each] for each in heads if not number < each < end} | {number: heads.get(number, name)}
    if heads:
        quotes = {block.number: name for block, name in found if block.number not in heads and _is_quotation(block)}
        return _quoted(blocks, _by_heads(blocks, heads, zones, table), quotes)
    return _by_signatures(blocks, zones, table)


def _by_signatures(blocks: Sequence[Block], zones: Zones, table: Furniture) -> dict[int, Comment]:
    lines = {block.number: name for block in blocks if (name := _dashed(block))}
    ends = {block.number: name for block in blocks if (name := _signature(block))} | lines
    names = dict(ends)
    for before, block in pairwise(reversed(blocks)):
        if (
            block.number not in ends
            and before.number in names
            and (before.number in lines or before.number not in ends)
        ):
            names[block.number] = names[before.number]
    read: dict[int, Comment] = {}
    for block in blocks:
        worded = block.number in names if ends else is_prose(block.text) or ends_sentence(block.text)
        control = is_heading(block) or (block.number not in lines and _is_control(block, zones, table))
        read[block.number] = (
            Comment(ParagraphRole.COMMENT, names.get(block.number)) if worded and not control else FURNITURE
        )
    return read


def _by_heads(blocks: Sequence[Block], heads: dict[int, str], zones: Zones, table: Furniture) -> dict[int, Comment]:
    shapes = {_shape(block) for block in blocks if block.number in heads}
    above = _above_heads(blocks, heads, zones)
    read: dict[int, Comment] = {}
    author: str | None = None
    begun = False
    for block in blocks:
        if block.number in heads:
            author, begun = heads[block.number], True
        elif _shape(block) in shapes and is_stamp(block.text) and block.number - 1 not in heads:
            author = None  # a head whose name is gone
        elif block.number in above:
            author, begun = above[block.number], True
        control = not begun or (block.number not in heads and _is_control(block, zones, table))
        read[block.number] = FURNITURE if control else Comment(ParagraphRole.COMMENT, author)
    return read


def _above_heads(blocks: Sequence[Block], heads: dict[int, str], zones: Zones) -> dict[int, str]:
    """Return whose the blocks are that stand above a head in an element that holds no other comment: its subject."""
    holders = [block.holder.parent for block in blocks if block.number in heads]
    several = {id(holder) for holder, other in pairwise(sorted(holders, key=id)) if holder is other}
    found: dict[int, str] = {}
    for block in blocks:
        parent = block.holder.parent
        if block.number in heads and parent is not None and id(parent) not in several and not zones.holds_title(parent):
            first, _ = zones.spans[id(parent)]
            subject = zones.blocks[first : block.number] if block.number == first + 1 else ()
            if len(subject) == 1 and subject[0].number not in heads and subject[0].holder.parent is parent:
                found[subject[0].number] = heads[block.number]
    return found


def _quoted(blocks: Sequence[Block], read: dict[int, Comment], names: dict[int, str]) -> dict[int, Comment]:
    """Return *read* with what a comment quotes given to whom it is first read from, or whom *names* tells of the quotation."""
    said: list[tuple[str, str | None]] = []
    for block in blocks:
        told = read[block.number]
        if told.role is not ParagraphRole.COMMENT:
            continue
        own = f" {' '.join(words_of(WROTE.sub('', block.text)))} "
        if _is_quotation(block):
            earlier = (author for words, author in said[-NEAR:] if len(own) > FEWEST and own in words)
            first = names.get(block.number) or next(earlier, told.author)
            read[block.number] = Comment(ParagraphRole.COMMENT, first)
        else:
            said.append((own, told.author))
    return read


def _is_quotation(block: Block) -> bool:
    return block.text.startswith(">") or any(e.tag in ("blockquote", "q") for e in _up_to(block.holder, None))


def _dashed(block: Block) -> str | None:
    """Return the name that *block* signs with: a short line of its own that begins with a dash."""
    match = DASHED.fullmatch(block.text)
    return match["name"] if match and len(match["name"].split()) <= LONGEST_NAME else None


def _signature(block: Block) -> str | None:
    """Return the last line of *block* where it is a name set apart by type."""
    *lines, last = block.text.split(BREAK)
    if not lines or len(last.split()) > LONGEST_NAME:
        return None
    final = [run for run in block.runs if run.text.strip() and not run.is_break][-1]
    apart = any(element.tag in SET_APART for element in _up_to(final.element, block.holder))
    return last.strip("–—- ") if apart and squeezed((final,)) == last else None


def _up_to(element: Element, holder: Element | None) -> Iterator[Element]:
    for each in element.lineage():
        if each is holder:
            return
        yield each


def _is_control(block: Block, zones: Zones, table: Furniture) -> bool:
    text = block.text
    if is_stamp(text):
        return False
    if is_marked_off(block, zones) or table.is_thread_line(text) or (block.linked >= 0.9 and not is_heading(block)):
        return True
    if STAMP.search(text):  # a place, a day: no row of links
        return table.is_notice(text) or table.is_line(text)
    return table.is_furniture(Lines(1, 0, len(text), text)) or not any(c.isalpha() for c in text)


def _shape(block: Block) -> tuple[str, str]:
    return block.holder.tag, block.holder.attributes.get("class", "")
