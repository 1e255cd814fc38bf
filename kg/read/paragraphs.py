"""Text → its paragraphs.

1. A line ends at a line feed, a carriage return, or the two together. A line of nothing but white space is blank.
2. Paragraph *n* is the n-th run of lines that are not blank, counted from 1 over all of them, whatever they are for.
3. Where a text has hardly a blank line and its lines are no wrapped ones, each line is a paragraph, as in what word processors
   and crawlers write: most lines end though the next line's first word had fit on them, or with a sentence, and hardly one is
   carried on by a word in small letters. Wrapping leaves no room for the next word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice, pairwise
from typing import TypeAlias
from unicodedata import category

from kg.read.lines import ends_sentence

__all__ = ["Block", "find_blocks", "find_runs"]

Span: TypeAlias = tuple[int, int]
LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
TAB = 4
LONG = 2_000
# A wrapped line is hardly shorter or longer than this, in characters, whatever the width.
SHORTEST_WRAPPED, LONGEST_WRAPPED = 25, 160
LINES_A_RUN = 4
ENOUGH = 5_000  # breaks tell of a text, however long
FEW = 0.1
QUOTED = "> \t"
# Where a line may break: before white space, and after hyphens.
MAY_BREAK = re.compile(r"(?=\s)|[–—-]+")


class _Break(Enum):
    """How a line ends: within a sentence, where the next word had fit, after a sentence, or so that nothing is told."""

    CARRIED = 1
    FREE = 2
    SENTENCE = 3
    UNTOLD = 4


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
    r"""Return the paragraphs of the plain text *text*, first to last; offsets count code points, half-open.

    >>> [(b.number, b.start, b.end) for b in find_blocks("one\n\ntwo\nlines\n")]
    [(1, 0, 3), (2, 5, 14)]
    """
    runs = _runs(text)
    apart = _are_paragraphs(text, runs)
    return _blocks(text, [line for run in runs for line in run] if apart else map(_around, runs))


def find_runs(text: str) -> tuple[Block, ...]:
    """Return the runs of lines of *text* between blank lines: what the pieces of a draft become, whatever their lines are."""
    return _blocks(text, map(_around, _runs(text)))


def _around(run: Sequence[Span]) -> Span:
    return run[0][0], run[-1][1]


def _blocks(text: str, spans: Iterable[Span]) -> tuple[Block, ...]:
    return tuple(Block(n, start, end, text[start:end]) for n, (start, end) in enumerate(spans, 1))


def _runs(text: str) -> list[list[Span]]:
    """Return the lines of each run."""
    runs: list[list[Span]] = []
    open_run = False
    for match in LINE.finditer(text):
        blank = not match[1] or match[1].isspace()
        if not blank and not open_run:
            runs.append([])
        if not blank:
            runs[-1].append(match.span(1))
        open_run = not blank
    return runs


def _are_paragraphs(text: str, runs: Sequence[Sequence[Span]]) -> bool:
    """Whether the lines of *runs* are whole paragraphs, and no wrapped ones."""
    count = sum(map(len, runs)) - len(runs)
    if not count or count < (LINES_A_RUN - 1) * (len(runs) - 1):
        return False
    breaks = list(islice((pair for run in runs for pair in pairwise(run)), ENOUGH))
    width = max(len(text[start:end].rstrip()) for pair in breaks for start, end in pair)
    told = [_told(text[slice(*line)].rstrip(), text[slice(*after)], width) for line, after in breaks]
    free = told.count(_Break.FREE)
    if not free or told.count(_Break.CARRIED) > FEW * len(breaks):
        return False
    return 2 * (free + told.count(_Break.SENTENCE)) >= len(breaks)


def _told(line: str, after: str, width: int) -> _Break:
    """Return what the break between *line* and the line *after* it tells, where no line is longer than *width*."""
    after = after.lstrip(QUOTED)
    sentence = ends_sentence(line)
    if after[:1].islower() and not sentence and len(line) <= LONGEST_WRAPPED:
        return _Break.CARRIED if len(line) >= SHORTEST_WRAPPED else _Break.UNTOLD
    end = MAY_BREAK.search(after)
    room = width - len(line) - 1 >= (end.end() if end else len(after))
    if room or len(line) > LONGEST_WRAPPED or category(after[:1] or " ") == "So":
        return _Break.FREE
    return _Break.SENTENCE if sentence else _Break.UNTOLD


def _indent(line: str) -> int:
    lead = line[: len(line) - len(line.lstrip())]
    return len(lead) + (TAB - 1) * lead.count("\t")
