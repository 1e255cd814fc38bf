"""The blocks of a thread of readers' comments → which of them are comments, and who wrote each.

1. A head names who comments: an element that says so (microdata, hCard, class names), "NAME says:", a name with a moment
   after it or beneath it. What follows belongs to that name up to the next head.
2. Threads without heads may sign: the last line of a comment, set apart by type, is its author's name.
3. Controls ("Reply"), what stands above the first head, and words in place of a removed comment are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from kg.model import ParagraphRole
from kg.read.dates import DATE, is_date_line
from kg.read.furniture import Furniture
from kg.read.html.blocks import BREAK, Block, squeezed
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.zones import Zones
from kg.read.lines import ends_sentence, is_prose
from kg.read.paragraphs import Block as Lines

__all__ = ["Comment", "read_thread"]

LONGEST_NAME: Final = 8
LONGEST_HEAD: Final = 16
AGO: Final = (
    r"(?:\d{1,4}|an?|one) ?(?:[smhdwy]|sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year|yr)s? ago\b"
    r"|\b(?:yesterday|just now)\b"
)
STAMP = re.compile(rf"{DATE.pattern}|{AGO}", DATE.flags)
SAYS = re.compile(r"(?P<name>.{1,60}?)\s+(?:says|said|writes|wrote|commented|replied)\s*(?::|…|\.\.\.)?", re.IGNORECASE)
PINGBACK = re.compile(r"(?:pingback|trackback):\s*(?P<name>.{1,100})", re.IGNORECASE)
BY = re.compile(r"^(?:posted |written |comment )?by:?\s+|^from:?\s+", re.IGNORECASE)
EDGES: Final = " \t,;:|·•–—-()\n"
BEFORE_STAMP = re.compile(r"\s+(?:on|at|am|the)$", re.IGNORECASE)
SET_APART: Final = frozenset({"b", "strong", "em", "i", "cite", "address"})


@dataclass(frozen=True, slots=True)
class Comment:
    """What one block of a thread is, and whose."""

    role: ParagraphRole
    author: str | None = None


FURNITURE: Final = Comment(ParagraphRole.FURNITURE)


def read_thread(blocks: Sequence[Block], zones: Zones, table: Furniture) -> dict[int, Comment]:
    """Return what each block of a thread is, by its number."""
    heads = {block.number: name for block, name in _heads(blocks, zones)}
    if heads:
        return _by_heads(blocks, heads, zones, table)
    signed = {block.number: name for block in blocks if (name := _signature(block))}
    read: dict[int, Comment] = {}
    for block in blocks:
        name = signed.get(block.number)
        worded = name is not None if signed else is_prose(block.text)
        is_comment = worded and not _is_control(block, zones, table)
        read[block.number] = Comment(ParagraphRole.COMMENT, name) if is_comment else FURNITURE
    return read


def _by_heads(blocks: Sequence[Block], heads: dict[int, str], zones: Zones, table: Furniture) -> dict[int, Comment]:
    shapes = {_shape(block) for block in blocks if block.number in heads}
    read: dict[int, Comment] = {}
    author: str | None = None
    begun = False
    for block in blocks:
        if block.number in heads:
            author, begun = heads[block.number], True
        elif _shape(block) in shapes and _is_stamp(block.text):
            author = None  # a head whose name is gone
        control = not begun or (block.number not in heads and _is_control(block, zones, table))
        read[block.number] = FURNITURE if control else Comment(ParagraphRole.COMMENT, author)
    return read


def _heads(blocks: Sequence[Block], zones: Zones) -> Iterator[tuple[Block, str]]:
    for block, after in zip_longest(blocks, blocks[1:]):
        if not _is_marked_off(block, zones) and (name := _head(block, after, zones)):
            yield block, name


def _head(block: Block, after: Block | None, zones: Zones) -> str | None:
    """Return the name that *block* heads a comment with."""
    line = " ".join(block.text.split())
    if match := PINGBACK.fullmatch(line):
        return match["name"]
    first = block.text.split(BREAK)[0]
    if first != block.text and (match := SAYS.fullmatch(first)) and first.rstrip().endswith((":", "…", "...")):
        return match["name"].strip(EDGES)
    if block.words > LONGEST_HEAD:
        return None
    if name := _marked_name(block, zones):
        return name
    if (match := SAYS.fullmatch(line)) and len(match["name"].split()) <= LONGEST_NAME:
        return match["name"].strip(EDGES)
    if stamp := STAMP.search(line):
        return _before_stamp(block, line[: stamp.start()])
    alone = block.words <= 4 and not ends_sentence(line) and any(c.isalpha() for c in line)
    return _bare(line) if alone and after is not None and _is_stamp(after.text) else None


def _marked_name(block: Block, zones: Zones) -> str | None:
    """Return the words of the innermost element of *block* that says it names a comment's author."""
    for run in block.runs:
        if not run.text.strip():
            continue
        for element in run.element.lineage():
            words = element.text().split() if Cue.AUTHOR in zones.of(element) else ()
            if words and len(words) <= LONGEST_NAME and not _is_stamp(" ".join(words)):
                return _bare(" ".join(words))
            if element is block.holder.parent:
                break
    return None


def _before_stamp(block: Block, before: str) -> str | None:
    """Return the name before a moment: the first words that have an element of their own, else all."""
    if len(before.split()) > LONGEST_NAME:
        return None
    first = next((run for run in block.runs if run.text.strip(EDGES)), None)
    own = first is not None and first.element is not block.holder and not STAMP.search(first.text)
    name = _bare(first.text if own and first is not None else BEFORE_STAMP.sub("", before.strip(EDGES)))
    return name if name and before.strip(EDGES) and any(c.isalpha() for c in name) else None


def _bare(name: str) -> str:
    name = BY.sub("", " ".join(name.split()))
    match = SAYS.fullmatch(name)
    return (match["name"] if match else name).strip(EDGES)


def _signature(block: Block) -> str | None:
    """Return the last line of *block* where it is a name set apart by type."""
    *lines, last = block.text.split(BREAK)
    if not lines or len(last.split()) > LONGEST_NAME:
        return None
    final = [run for run in block.runs if run.text.strip() and not run.is_break][-1]
    apart = any(element.tag in SET_APART for element in _up_to(final.element, block.holder))
    return last.strip("–—- ") if apart and squeezed((final,)) == last else None


def _up_to(element: Element, holder: Element) -> Iterator[Element]:
    for each in element.lineage():
        if each is holder:
            return
        yield each


def _is_marked_off(block: Block, zones: Zones) -> bool:
    """Whether an element between the thread and *block* says that it is no comment."""
    for element in block.holder.lineage():
        told = zones.of(element)
        if Cue.COMMENTS in told:
            return False
        if Cue.FURNITURE in told or element.tag in ("button", "form"):
            return True
    return False


def _is_control(block: Block, zones: Zones, table: Furniture) -> bool:
    text = block.text
    if _is_stamp(text):
        return False
    if _is_marked_off(block, zones) or table.is_thread_line(text) or block.linked >= 0.9:
        return True
    return table.is_furniture(Lines(1, 0, len(text), text)) or not any(c.isalpha() for c in text)


def _is_stamp(text: str) -> bool:
    line = " ".join(text.split())
    return is_date_line(line) or (len(line) < 60 and re.fullmatch(rf"\W*(?:{AGO})\W*", line, re.IGNORECASE) is not None)


def _shape(block: Block) -> tuple[str, str]:
    return block.holder.tag, block.holder.attributes.get("class", "")
