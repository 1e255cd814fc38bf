"""The tree of a page → its blocks of text, in document order.

1. A block is the text between two boundaries: an element that browsers show as a block begins and ends one; two line breaks
   with nothing but white space between them part one (pages without `p`), and so does a rule.
2. White space is collapsed; a single line break is a line feed, and so is a line of `pre`, which blank lines cut.
   Soft hyphens are dropped.
3. Elements of a line that touch without white space, where one word would run into the next ("Ada Corvel3 May"), are set apart
   by a style sheet: each is a block; so is a time of day that begins the line. Paragraphs, headings and captions are never cut.
4. The row of a table of data is one block, its cells joined by bars (`kg.read.html.tables`).
5. A block is anchored at the element whose text it is; where that element holds other blocks too, at the smallest element
   around all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.read.elements import BLOCKS, HEADINGS
from kg.read.html.cues import Cue, Cues
from kg.read.html.dom import Child, Element
from kg.read.html.note_marks import without_note_marks
from kg.read.html.seams import Run, between_blank_lines, touching
from kg.read.html.tables import cells, data_tables

__all__ = ["BAR", "BLOCKS", "BREAK", "Block", "Run", "find_blocks", "is_preformatted", "squeezed"]

BREAK: Final = "\n"
BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*")
SPACES = re.compile(r"[ \t\n\r\f]+")
SPACED_BREAK = re.compile(r"[ \t]*\x00[ \t]*")
BAR: Final = " | "


@dataclass(frozen=True, eq=False)
class Block:
    """One block: what a reader sees of it, the element it is anchored at, its own block element and the runs it is made of."""

    number: int
    text: str
    element: Element
    holder: Element
    runs: tuple[Run, ...]

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def core(self) -> Element:
        """The smallest element around all its words."""
        return _around(self.runs, self.holder)

    @cached_property
    def linked(self) -> float:
        """The share of its characters that links bear, from 0 to 1."""
        counted = [(len("".join(run.text.split())), _link(run.element) is not None) for run in self.runs]
        return sum(n for n, link in counted if link) / max(1, sum(n for n, _ in counted))


def find_blocks(root: Element, cues: Cues) -> tuple[Block, ...]:
    """Return the blocks of the page, first to last; *cues* tell what of a heading acts on it and is no text."""
    found: list[Block] = []
    for holder, gathered in _gathered(root, cues):
        runs = [without_note_marks(c) for c in gathered] if isinstance(gathered, list) else without_note_marks(gathered)
        text = _row(runs) if isinstance(runs, list) else squeezed(runs, preformatted=is_preformatted(holder))
        flat = tuple(run for cell in runs for run in cell) if isinstance(runs, list) else runs
        if not BLANK.fullmatch(text):
            found.append(Block(len(found), text, holder, holder, flat))
    several = _several(found)
    return tuple(
        Block(b.number, b.text, _around(b.runs, b.holder), b.holder, b.runs) if id(b.holder) in several else b
        for b in found
    )


def squeezed(runs: tuple[Run, ...], *, preformatted: bool = False) -> str:
    """Return the text of *runs* as a browser shows it."""
    text = "".join("\x00" if run.is_break else run.text.replace("\x00", "") for run in runs).replace("\xad", "")
    if preformatted:
        lines = (line.rstrip() for line in re.split(r"\r\n|[\r\n\x00]", text))
        return "\n".join(line for line in lines if not BLANK.fullmatch(line)).strip()
    return SPACED_BREAK.sub(BREAK, SPACES.sub(" ", text)).strip("\u200b\ufeff").strip()


def _row(cell_runs: list[tuple[Run, ...]]) -> str:
    texts = (squeezed(runs).replace(BREAK, " ") for runs in cell_runs)
    return BAR.join(text for text in texts if not BLANK.fullmatch(text))


def _gathered(root: Element, cues: Cues) -> Iterator[tuple[Element, tuple[Run, ...] | list[tuple[Run, ...]]]]:
    """Yield the runs between two boundaries with the block element that they stand in; a list of them for a row's cells."""
    tables = data_tables(root, BLOCKS)
    runs: list[Run] = []
    holder = root
    for child, element, closes in _events(root, tables, cues):
        if isinstance(child, str):
            runs.append(Run(child, element))
        elif child.tag == "br":
            runs.append(Run(BREAK, element, is_break=True))
        elif child.tag in BLOCKS:
            yield from ((holder, part) for part in _cut(runs, holder))
            runs = []
            if child.tag == "tr" and not closes and id(child) in tables:
                yield child, [tuple(_inside(cell)) for cell in cells(child)]
            holder = _holder(child.parent or root) if closes or child.tag == "hr" else child
    yield from ((holder, part) for part in _cut(runs, holder))


def _cut(runs: list[Run], holder: Element) -> Iterator[tuple[Run, ...]]:
    """Yield the blocks of what stands between two boundaries in *holder*."""
    if is_preformatted(holder):
        yield from between_blank_lines(runs)
    else:
        yield from (part for line in _parted(runs) for part in touching(line, holder))


def _events(root: Element, tables: frozenset[int], cues: Cues) -> Iterator[tuple[Child, Element, bool]]:
    """Yield each child with its parent, and each block element again, as closing, after what stands in it."""
    stack: list[tuple[Child, Element, bool]] = [(root, root, False)]
    while stack:
        child, element, closes = stack.pop()
        yield child, element, closes
        if isinstance(child, str) or closes:
            continue
        if child.tag in BLOCKS:
            stack.append((child, element, True))
        if id(child) not in tables:
            inner = _without_controls(child, cues) if child.tag in HEADINGS else child.children
            stack += [(each, child, False) for each in reversed(inner)]


def _without_controls(heading: Element, cues: Cues) -> list[Child]:
    """Return what stands in *heading* but for links that edit it or lead to it, if that is all of it but blanks."""
    own = [each for each in heading.children if isinstance(each, str) or Cue.CONTROL not in cues.of(each)]
    worded = any(not BLANK.fullmatch(each if isinstance(each, str) else each.text()) for each in own)
    return own if worded else heading.children


def _inside(cell: Element) -> Iterator[Run]:
    stack: list[tuple[Child, Element]] = [(child, cell) for child in reversed(cell.children)]
    while stack:
        child, element = stack.pop()
        if isinstance(child, str):
            yield Run(child, element)
        elif child.tag == "br":
            yield Run(BREAK, element, is_break=True)
        else:
            stack += [(each, child) for each in reversed(child.children)]


def _parted(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the parts of *runs* between two or more line breaks in a row."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.is_break:
            breaks += 1
        elif not BLANK.fullmatch(run.text):
            if breaks > 1 and part:
                yield tuple(part)
                part = []
            breaks = 0
        part.append(run)
    if part:
        yield tuple(part)


def _holder(element: Element) -> Element:
    return next(each for each in element.lineage() if each.tag in BLOCKS)


def _several(blocks: list[Block]) -> set[int]:
    """Return the ids of the elements that hold more than the one block that is their own."""
    seen: set[int] = set()
    twice: set[int] = set()
    for block in blocks:
        for element in block.holder.lineage():
            if id(element) in twice:
                break
            (twice if id(element) in seen else seen).add(id(element))
    return twice


def _around(runs: tuple[Run, ...], holder: Element) -> Element:
    """Return the smallest element around the words of *runs*."""
    worded = [run.element for run in runs if not run.is_break and not BLANK.fullmatch(run.text)]
    if not worded:
        return holder
    common = list(worded[0].lineage())
    for element in worded[1:]:
        others = {id(each) for each in element.lineage()}
        common = [each for each in common if id(each) in others]
    return common[0]


def is_preformatted(holder: Element) -> bool:
    """Whether *holder* shows its lines as they are typed."""
    return any(element.tag == "pre" for element in holder.lineage())


def _link(element: Element) -> Element | None:
    for each in element.lineage():
        if each.tag == "a":
            return each
        if each.tag in BLOCKS:
            parent = each.parent
            return parent if parent is not None and parent.tag == "a" else None
    return None
