"""Lines → paragraphs, over the ends of columns and pages.

1. Within a column a paragraph ends before other type, a wider gap, an indented line, a bullet or a row of a table, and after a
   sentence or a short line that had room for the next word. How far lines of one paragraph are apart is told by those that
   neither end a sentence nor have room; a gap only a little wider counts where the line before may end a paragraph.
2. A paragraph at the end of a column or page goes on in the next where it does not end a sentence and what follows looks
   like its next line; after the end of a sentence too, where first lines are set in and this one is not.
3. The text of a paragraph is its lines with a space between them; hyphens at line ends as in `hyphens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from kg.model import Anchor, AnchorKind
from kg.read.dates import is_date_line
from kg.read.lines import bullet_text, ends_sentence
from kg.read.pdf.hyphens import Spelling, keeps_hyphen
from kg.read.pdf.rows import Line
from kg.read.pdf.segments import HYPHENS

__all__ = ["Paragraph", "find_leading", "find_paragraphs", "goes_on", "is_leader", "joined_text"]

OTHER_SIZE: Final = 0.08
WIDER: Final = 1.3  # of the leading
LITTLE_WIDER: Final = 1.1
FEWEST: Final = 3  # pairs of lines that tell the leading
SHORT: Final = 0.8  # of the column's width
INDENT: Final = 0.7  # of the type's size
ITEM: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s")
BULLETS: Final = frozenset("•◦▪‣●○■·")
LEADER: Final = re.compile(r"(?:\.\s?|…\s?|\u2024\s?|_){4,}\s*(?:\|\s*)?(?:\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
DASHES: Final = "—–/"
BROKEN: Final = HYPHENS + DASHES
OPEN_END: Final = re.compile(rf"[\w,][{re.escape(BROKEN)}]?$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def words(self) -> list[str]:
        return " ".join(line.text for line in self.lines).casefold().split()

    @property
    def is_row(self) -> bool:
        return self.lines[0].is_row


def find_leading(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from line to line, as a multiple of their size."""
    pairs = [
        (one, two)
        for page in pages
        for one, two in pairwise(page)
        if one.column == two.column and not _is_other_size(one, two) and one.size
    ]
    within = [(one, two) for one, two in pairs if not ends_sentence(one.text) and not _had_room(one, two)]
    near = _distances(within)
    if len(near) < FEWEST:
        near = _distances(pairs)
    return median(near) if near else 1.2


def _distances(pairs: Iterable[tuple[Line, Line]]) -> list[float]:
    found = ((one.segment.middle - two.segment.middle) / one.size for one, two in pairs)
    return [distance for distance in found if 0.5 < distance < 2.5]


def find_paragraphs(lines: Sequence[Line], leading: float) -> Iterator[Paragraph]:
    """Yield the paragraphs of one page, or of its footnotes, column by column."""
    paragraph = Paragraph()
    for line in lines:
        if paragraph.lines and _begins(paragraph.lines, line, leading):
            yield paragraph
            paragraph = Paragraph()
        paragraph.lines.append(line)
    if paragraph.lines:
        yield paragraph


def _begins(before: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether *line* begins a paragraph after the lines *before*."""
    last = before[-1]
    if line.is_row or last.is_row or _is_other_size(last, line) or _begins_item(last, line) or is_leader(last):
        return True
    if line.column != last.column or line.page != last.page:
        return not _goes_on(before, line)
    gap = (last.segment.middle - line.segment.middle) / (leading * line.size)
    may_end = ends_sentence(last.text) or _had_room(last, line)
    if gap > WIDER or (gap > LITTLE_WIDER and may_end):
        return True
    if _is_centred(line) and _is_centred(last):
        return is_date_line(line.text) or is_date_line(last.text)
    if last.bold != line.bold and may_end and not line.text[:1].islower():
        return True
    if line.opens_bold and not line.bold and ends_sentence(last.text):  # a word set before what it is about
        return True
    return _is_indented(before, line) or _ends(before, line)


def _ends(before: Sequence[Line], line: Line) -> bool:
    """Whether the last of *before* ends a paragraph before *line*, which stands as near as its next line would."""
    last = before[-1]
    if not _had_room(last, line):
        return False
    ends = [one.segment.right for one in [*before[-2:], line]]
    alike = len(ends) > 2 and max(ends) - min(ends) < 2 * line.size  # they may stand beside a picture
    short = last.segment.right - last.left < SHORT * (last.right - last.left) and not alike
    goes_on = line.text[:1].islower() or last.text.endswith((*BROKEN, ","))
    return ends_sentence(last.text) or (short and not goes_on)


def _goes_on(before: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph whose last line ends a column goes on with *line*, the first of the next."""
    last = before[-1]
    if last.is_row or line.is_row or _is_other_size(last, line) or _begins_item(last, line) or is_leader(last):
        return False
    if ends_sentence(last.text):  # then only the indents of first lines tell
        indents = len(before) > 1 and _is_set_in(before[0]) and not _is_set_in(before[1])
        return indents and not _is_set_in(line) and not _had_room(last, line)
    begins_small = line.text[:1].islower() or last.text[-1:] in BROKEN
    return begins_small or (
        OPEN_END.search(last.text) is not None and not _had_room(last, line) and not _is_set_in(line)
    )


def goes_on(one: Paragraph, two: Paragraph) -> bool:
    """Whether *two*, on a later page, is the rest of *one*."""
    return _goes_on(one.lines, two.lines[0])


def is_leader(line: Line) -> bool:
    """Whether *line* ends in leader dots and a page number, as an entry of a list of contents does."""
    return LEADER.search(line.text) is not None


def _is_other_size(one: Line, two: Line) -> bool:
    return abs(one.size - two.size) > OTHER_SIZE * max(one.size, two.size)


def _is_item(line: Line) -> bool:
    return bullet_text(line.text) is not None or ITEM.match(line.text) is not None


def _begins_item(last: Line, line: Line) -> bool:
    """Whether *line* begins an item of a list; a dash or a figure within a sentence may come to begin a line too."""
    closed = ends_sentence(last.text) or last.text.endswith((":", ";")) or _had_room(last, line)
    return line.text[:1] in BULLETS or (closed and _is_item(line))


def _is_set_in(line: Line) -> bool:
    return line.segment.left - line.left > INDENT * line.size


def _is_centred(line: Line) -> bool:
    left, right = line.segment.left - line.left, line.right - line.segment.right
    return left > line.size and abs(left - right) < line.size


def _is_indented(before: Sequence[Line], line: Line) -> bool:
    """Whether *line* is set in from the one before, and does not hang beneath the bullet that its paragraph begins with."""
    hangs = len(before) == 1 and _is_item(before[0])
    return not hangs and line.segment.left - before[-1].segment.left > INDENT * line.size


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of *line* would have fitted on the line before."""
    words = line.text.split()
    width = line.segment.width * (len(words[0]) + 1) / max(1, len(line.text)) if words else 0.0
    return last.right - last.segment.right > width + 0.5 * line.size


def joined_text(lines: Sequence[Line], spelling: Spelling) -> tuple[str, tuple[Anchor, ...]]:
    """Return the text of *lines* and where in it each page begins."""
    text = ""
    anchors: list[Anchor] = []
    for i, line in enumerate(lines):
        words = _visible(line.text.strip(), last=i == len(lines) - 1)
        text = _joined(text, words, spelling)
        if not anchors or anchors[-1].value != f"page={line.page}":
            anchors.append(Anchor(len(text) - len(words), AnchorKind.PAGE, f"page={line.page}"))
    return text, tuple(anchors)


def _visible(words: str, *, last: bool) -> str:
    """Return *words* with PDFium's hyphens as hyphens, and no soft hyphen but at the end of a line that another follows."""
    end = words[-1:] if words[-1:] == "\u00ad" and not last else ""
    return re.sub("[\u0002\ufffe]", "-", words).replace("\u00ad", "") + end


def _joined(text: str, words: str, spelling: Spelling) -> str:
    if text[-1:] in tuple(HYPHENS) and len(text) > 1 and not text[-2].isspace():
        return (text if keeps_hyphen(text, words, spelling) else text[:-1]) + words
    if text[-1:] in tuple("—/") and len(text) > 1 and not text[-2].isspace():
        return text + words
    return f"{text} {words}" if text else words
