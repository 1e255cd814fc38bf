"""Text → its runs of lines.

A line ends at a line feed, a carriage return, or the two together. A line of nothing but white space is blank.
Paragraph *n* is the n-th run of lines that are not blank, counted from 1 over all of them, whatever they are for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Block", "find_blocks"]

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
TAB = 4
LONG = 2_000


@dataclass(frozen=True)
class Block:
    """Run of lines number *number*, from the first character of its first line to the last of its last."""

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, with what they are indented by and without their ends."""
        return tuple(re.split(r"\r\n|\r|\n", self.text))

    @cached_property
    def indents(self) -> tuple[int, ...]:
        """The columns of white space before each line; a tab counts four."""
        return tuple(_indent(line) for line in self.lines)

    @property
    def indent(self) -> int:
        return self.indents[0]

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_long(self) -> bool:
        """Whether the block is longer than anything but running text can be."""
        return len(self.text) > LONG


def find_blocks(text: str) -> tuple[Block, ...]:
    r"""Return the runs of lines of *text*, first to last; offsets count code points, half-open.

    >>> [(b.number, b.start, b.end) for b in find_blocks("one\n\ntwo\nlines\n")]
    [(1, 0, 3), (2, 5, 14)]
    """
    spans: list[tuple[int, int]] = []
    open_run = False
    for match in LINE.finditer(text):
        start, end = match.span(1)
        if not match[1] or match[1].isspace():
            open_run = False
        elif open_run:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            open_run = True
    return tuple(Block(n, start, end, text[start:end]) for n, (start, end) in enumerate(spans, 1))


def _indent(line: str) -> int:
    lead = line[: len(line) - len(line.lstrip())]
    return len(lead) + (TAB - 1) * lead.count("\t")
