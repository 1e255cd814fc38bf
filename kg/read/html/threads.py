"""Which blocks of a page are a thread of readers' comments that nothing names so: told by its heads alone.

1. A head gives a name and a moment to the minute, or how long ago ("Anna, 3 hours ago"; "Name: Anna  Date: 3 May 2006 20:02").
   In a forum the first head is the report's, and subjects that repeat the headline ("Re: …") are the replies'.
   Names of the page's authors, headings, and what stands above running text of the report do not count: posts of live blogs.
2. A thread has two heads or more, with words after each, and is the innermost element around them, or a run of its own.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from kg.read.elements import HEADINGS
from kg.read.html.blocks import Block
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.heads import find_heads, is_stamped, says_author
from kg.read.html.layout import Layout
from kg.read.html.main_text import words_of
from kg.read.lines import is_prose

__all__ = ["find_thread"]

FEWEST: Final = 2
NEAR: Final = 6
APART: Final = HEADINGS | {"blockquote"}


def find_thread(layout: Layout, boxes: Container[int]) -> Sequence[Block]:
    """Return the blocks of the thread that no element and no label tells; *boxes* are the blocks that are something else."""
    heads = _replies(_heads(layout, boxes), layout)
    if len(heads) < FEWEST or _is_live(heads, layout):
        return ()
    around = _around(heads)
    if around is None or not _is_beneath(heads[0], layout):
        return ()
    first, end = layout.spans[id(around)]
    if _is_apart(around, heads[0], layout) and not layout.holds_title(around):
        return layout.blocks[first:end]
    if posts := _posts(around, heads, layout):
        return layout.blocks[posts[0] : posts[1]]
    return layout.blocks[heads[0].number : end] if not layout.holds_title(around) else ()


def _replies(heads: list[Block], layout: Layout) -> list[Block]:
    """Return *heads* without the first, where that is the head of a report that the others reply to, in a forum."""
    if len(heads) <= FEWEST or _is_beneath(heads[0], layout) or not _is_beneath(heads[1], layout):
        return heads
    between = layout.blocks[heads[1].number : heads[-1].number]
    said = all(says_author(head, layout) for head in heads) and layout.head.said.author is None
    return heads[1:] if said or any(_repeats_title(block, layout) for block in between) else heads


def _repeats_title(block: Block, layout: Layout) -> bool:
    """Whether *block* is the subject of a reply: the headline, with "Re:" before it or without."""
    own, title = words_of(block.text), words_of(layout.title.text) if layout.title is not None else ()
    return bool(title) and own[-len(title) :] == title and len(own) <= len(title) + 1


def _posts(around: Element, heads: Sequence[Block], layout: Layout) -> tuple[int, int] | None:
    """Return the first block of the first post and the end of the last, where each head has words in a post of its own."""
    posts = [next((e for e in head.holder.lineage() if e.parent is around), None) for head in heads]
    spans = [layout.spans[id(post)] for post in posts if post is not None]
    if len(spans) < len(heads) or any(end <= head.number + 1 for (_, end), head in zip(spans, heads, strict=True)):
        return None
    above = layout.blocks[spans[0][0] : heads[0].number]
    return None if any(is_prose(block.text) for block in above) else (spans[0][0], spans[-1][1])


def _heads(layout: Layout, boxes: Container[int]) -> list[Block]:
    """Return the heads beneath the title that are in no box and have words after them."""
    start = layout.title.number + 1 if layout.title is not None else 0
    free = [block for block in layout.blocks[start:] if block.number not in boxes]
    authors = {words_of(name) for name in (layout.head.said.author or "").split("; ")}
    found: list[Block] = []
    for block, name in find_heads(free, layout):
        after = layout.blocks[block.number + 1] if block.number + 1 < len(layout.blocks) else None
        headed = any(element.tag in APART for element in block.holder.lineage())
        if after is not None and not headed and is_stamped(block, after) and words_of(name) not in authors:
            found.append(block)
    ends = [block.number for block in found[1:]] + [len(layout.blocks)]
    return [block for block, end in zip(found, ends, strict=False) if _has_words(block, end, layout)]


def _has_words(block: Block, end: int, layout: Layout) -> bool:
    """Whether something that is no link is said right after a head, before the next one at *end*."""
    return any(each.linked < 0.5 for each in layout.blocks[block.number + 1 : min(end, block.number + NEAR)])


def _is_live(heads: Sequence[Block], layout: Layout) -> bool:
    """Whether these head the posts of a live blog: they have headings, or an element says so."""
    between = layout.blocks[heads[0].number : heads[-1].number]
    own = (block for block in between if not _repeats_title(block, layout))
    if any(each.tag in HEADINGS for block in own for each in block.holder.lineage()):
        return True
    around = _around(heads)
    return around is not None and any(Cue.BODY in layout.of(element) for element in around.lineage())


def _around(heads: Sequence[Block]) -> Element | None:
    """Return the innermost element around all *heads*."""
    last = {id(element) for element in heads[-1].holder.lineage()}
    return next((element for element in heads[0].holder.lineage() if id(element) in last), None)


def _is_beneath(head: Block, layout: Layout) -> bool:
    """Whether running text of a report stands above *head*."""
    start = layout.title.number + 1 if layout.title is not None else 0
    above = layout.blocks[start : head.number]
    return sum(is_prose(block.text) and block.linked < 0.5 for block in above) >= FEWEST


def _is_apart(around: Element, head: Block, layout: Layout) -> bool:
    """Whether no running text stands in *around* above its first head."""
    first, _ = layout.spans[id(around)]
    return not any(is_prose(block.text) for block in layout.blocks[first : head.number])
