"""Finds the readers' comments beneath a report, and whose each is.

1. A *head* names who comments: a handle alone behind a bullet or an indent with deeper text beneath; "NAME says:";
   "Posted by NAME on …"; "NAME • 3 years ago"; a handle with a date line beneath. "Comments (12)" opens a thread
   without one.
2. A thread opens at the first head after running text. What a head resembles by chance (a bulleted list with
   explanations, "NAME says:" before a quotation) opens none: it needs company.
3. An indented thread holds what is indented or bulleted, to any depth; a flat one what stands before its last head, and
   after it until page furniture. Controls between comments ("Reply") belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from kg.model import Document, Paragraph, ParagraphRole
from kg.read.dates import DATE, is_date_line
from kg.read.furniture import Furniture
from kg.read.lines import bullet_text, ends_sentence, is_headline, is_prose
from kg.read.paragraphs import Block

__all__ = ["SECTION", "Head", "Kind", "commenter", "find_comments"]

HANDLE = r"(?P<handle>@?[^\W_][\w.@'’-]{0,38}(?: [\w.@'’-]{1,30}){0,3})"
AGO = r"(?:\d{1,4}|an?|one) (?:second|minute|min|hour|hr|day|week|month|year|yr)s? ago"
NUMBERED = r"(?:#?\d{1,4}[.):]?\s+)?"
ALONE = re.compile(rf"{HANDLE}(?:\s+\((?:guest|mod|moderator|author)\))?", re.IGNORECASE)
ALONE_AGO = re.compile(
    rf"{HANDLE}(?:\s*[>→▶@]\s*[^•·|]{{1,40}})?(?:\s*[•·|,–—-]\s*|\s{{2,}}){AGO}\b.{{0,40}}", re.IGNORECASE
)
SAYS = re.compile(rf"{NUMBERED}{HANDLE} (?:says|said|writes|wrote|commented|replied)\s*(?::|…|\.\.\.)", re.IGNORECASE)
POSTED = re.compile(
    rf"{NUMBERED}(?:posted|comment|commented|submitted|left|reply|written) by:?\s+{HANDLE}"
    r"(?=\s*(?:\bon\b|\bat\b|[,|•·(–-]))(?P<when>.{0,80})",
    re.IGNORECASE,
)
ON = re.compile(rf"{NUMBERED}{HANDLE}\s*(?:\bon\b|[,|•·@–—-])\s*(?P<when>.{{4,60}})", re.IGNORECASE)
STAMP = re.compile(rf"{AGO}\b.{{0,30}}", re.IGNORECASE)
SECTION = re.compile(
    r"(?:(?!0\b)\d{1,5}|one|two|three|four|five) (?:reader |user |readers' )?(?:comments?|responses?|replies|thoughts)"
    r"(?: (?:on|to|so far)\b.{0,200})?:?"
    r"|(?:reader |user |readers' )?(?:comments|responses|discussion|replies) ?\((?!0\))\d{1,5}\):?"
    r"|(?:reader |user |readers' )?comments:?|join the (?:discussion|conversation):?",
    re.IGNORECASE,
)
LONGEST_HEAD = 120
NEAR = 4


class Kind(IntEnum):
    """How a head is told."""

    INDENTED = 1
    FLAT = 2
    LIKELY = 3  # a flat head only in company
    SECTION = 4


@dataclass(frozen=True, slots=True)
class Head:
    """Where a comment or a thread begins; no handle where it names nobody."""

    kind: Kind
    handle: str | None = None


def find_comments(blocks: Sequence[Block], table: Furniture) -> tuple[int | None, frozenset[int]]:
    """Return the index at which threads begin (None without any), and the indices of all blocks that are comments."""
    heads = {i: head for i in range(1, len(blocks)) if (head := _head(blocks[i], _next(blocks, i)))}
    reporting = [is_prose(b.text) and not is_headline(b.text) and not table.is_furniture(b) for b in blocks]
    first = _first_head(blocks, heads, reporting, table)
    if first is None:
        return None, frozenset()
    return first, frozenset(_thread(blocks, heads, first, _margin(blocks, reporting, first), table))


def commenter(document: Document, paragraph_number: int) -> str | None:
    """Return the handle of whoever wrote comment *paragraph_number*: as the markup says, else by the nearest head above it.

    None for a paragraph that is no comment, and for a comment whose author the page does not name.
    """
    paragraph = document.paragraph(paragraph_number)
    if paragraph.role is ParagraphRole.COMMENT and paragraph.author:
        return paragraph.author
    target = _block(paragraph)
    following = None if target.number == len(document.paragraphs) else _block(document.paragraph(target.number + 1))
    unnamed: set[str] = set()
    for paragraph in reversed(document.paragraphs[: target.number]):
        if paragraph.role is not ParagraphRole.COMMENT:
            return None
        block = _block(paragraph)
        hangs = block.number == target.number or block.indent < target.indent
        head = _head(block, following)
        if head and (hangs or head.kind is not Kind.INDENTED):
            # A bullet like the heads' own begins a comment too, though its author is gone.
            return None if _bullet(block) in unnamed else head.handle
        if hangs and (bullet := _bullet(block)):
            unnamed.add(bullet)
        following = block
    return None


def _block(paragraph: Paragraph) -> Block:
    return Block(paragraph.number, paragraph.start, paragraph.end, paragraph.text)


def _bullet(block: Block) -> str:
    """Return the character that *block* is bulleted with, or nothing."""
    return block.text.lstrip()[:1] if bullet_text(block.lines[0]) is not None else ""


def _head(block: Block, after: Block | None) -> Head | None:
    line = block.lines[0] if not block.is_long else block.text[: LONGEST_HEAD + 1].splitlines()[0]
    if len(line.strip()) > LONGEST_HEAD:
        return None
    following = block.lines[1] if len(block.lines) > 1 else after.lines[0] if after else None
    if SECTION.fullmatch(line.strip()):
        return Head(Kind.SECTION)
    return _indented_head(block, line, following) or _flat_head(line.strip(), following)


def _next(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index + 1] if index + 1 < len(blocks) else None


def _indented_head(block: Block, line: str, following: str | None) -> Head | None:
    text = bullet_text(line)
    if following is None or (text is None and not block.indent):
        return None
    deeper = len(following.expandtabs(4)) - len(following.expandtabs(4).lstrip()) > block.indent
    if not deeper or bullet_text(following) is not None:
        return None
    if len(block.lines) > 1 and following.lstrip()[:1].islower():
        return None  # the second line of a wrapped list item
    bare = line.strip() if text is None else text
    match = ALONE_AGO.fullmatch(bare) or ALONE.fullmatch(bare)
    return Head(Kind.INDENTED, match["handle"].strip()) if match and not _is_sentence(bare) else None


def _is_sentence(bare: str) -> bool:
    return ends_sentence(bare) and len(bare.split()) > 1


def _flat_head(line: str, following: str | None) -> Head | None:
    stamped = following is not None and _is_stamp(following)
    if match := SAYS.fullmatch(line):
        return Head(Kind.FLAT if stamped else Kind.LIKELY, match["handle"])
    if match := POSTED.fullmatch(line):
        return Head(Kind.FLAT, match["handle"]) if _has_stamp(match["when"]) else None
    if match := ALONE_AGO.fullmatch(line):
        return Head(Kind.FLAT, match["handle"])
    if (match := ON.fullmatch(line)) and is_date_line(match["when"].rstrip(":")):
        return Head(Kind.LIKELY, match["handle"])
    if stamped and not is_date_line(line) and (match := ALONE.fullmatch(line)):
        return Head(Kind.LIKELY, match["handle"])
    return None


def _is_stamp(line: str) -> bool:
    line = line.strip()
    return is_date_line(line) or STAMP.fullmatch(line) is not None


def _has_stamp(words: str) -> bool:
    return DATE.search(words) is not None or STAMP.search(words) is not None


def _first_head(
    blocks: Sequence[Block], heads: dict[int, Head], reporting: Sequence[bool], table: Furniture
) -> int | None:
    """Return the first head that stands after running text and is no look-alike."""
    before = [0]
    for is_report in reporting:
        before.append(before[-1] + is_report)
    likely = sum(1 for i, head in heads.items() if head.kind is Kind.LIKELY and before[i])
    passed = 0
    for index, head in heads.items():
        if index < passed or not before[index]:
            continue
        if head.kind is Kind.INDENTED:
            end = _indented_end(blocks, index)
            if not _is_list(blocks, heads, (index, end), before, table):
                return index
            passed = end
        elif _opens(blocks, heads, index, before, likely, table):
            return index
    return None


def _opens(
    blocks: Sequence[Block], heads: dict[int, Head], index: int, before: Sequence[int], likely: int, table: Furniture
) -> bool:
    near = range(index + 1, min(index + 1 + NEAR, len(blocks)))
    kind = heads[index].kind
    if kind is Kind.SECTION:
        followed = any(i in heads and heads[i].kind is not Kind.SECTION for i in near)
        return followed or (before[index] >= 2 and index == next(reversed(heads)))
    if kind is Kind.LIKELY:
        return likely >= 3 or any(table.is_thread_line(line) for i in near for line in blocks[i].lines[-2:])
    return len(blocks[index].lines) > 1 or (index + 1 < len(blocks) and not table.is_furniture(blocks[index + 1]))


def _indented_end(blocks: Sequence[Block], first: int) -> int:
    """Return the index of the first block after *first* that hangs beneath nothing."""
    level = min(blocks[first].indent, blocks[first - 1].indent)
    for index in range(first + 1, len(blocks)):
        if blocks[index].indent <= level and bullet_text(blocks[index].lines[0]) is None:
            return index
    return len(blocks)


def _is_list(
    blocks: Sequence[Block], heads: dict[int, Head], span: tuple[int, int], before: Sequence[int], table: Furniture
) -> bool:
    """Whether the bullets in *span* are a list of the report: one level deep, plain names, more report after."""
    start, end = span
    inside = [i for i in range(start, end) if i in heads]
    handles = [heads[i].handle or "" for i in inside]
    resumed = before[-1] - before[end] >= 2
    told = len({blocks[i].indent for i in inside}) > 1 or len(set(handles)) < len(handles)
    odd = any("_" in handle or handle[:1].islower() or re.search(r"\d", handle) for handle in handles)
    controls = any(table.is_thread_line(block.lines[-1]) for block in blocks[start:end])
    return resumed and not (told or odd or controls)


def _margin(blocks: Sequence[Block], reporting: Sequence[bool], first: int) -> int:
    """Return the indent of the report itself."""
    return min((blocks[i].indent for i in range(first) if reporting[i]), default=0)


def _thread(blocks: Sequence[Block], heads: dict[int, Head], first: int, margin: int, table: Furniture) -> list[int]:
    last_flat = max((i for i, head in heads.items() if head.kind is not Kind.INDENTED), default=-1)
    comments, mode = [], None
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index in heads:
            mode = heads[index].kind
        elif mode is Kind.INDENTED:
            hangs = block.indent > margin or bullet_text(block.lines[0]) is not None
            mode = mode if hangs or table.is_thread_line(block.lines[0]) else None
        elif mode and index > last_flat and table.is_furniture(block) and not table.is_thread_line(block.lines[0]):
            mode = None
        if mode:
            comments.append(index)
    return comments
