"""What the paragraphs of a PDF are for, as far as type and place tell; the others' words decide.

1. The title is the paragraph of page 1 that the file's own title repeats, else the first in its largest type, if that is
   larger than running text.
2. Short paragraphs in larger type after running text has begun are subheadings: body. So are rows of tables.
3. A paragraph that begins with a figure's or table's number and a stop is its caption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.pdf.paragraphs import Paragraph
from kg.read.pdf.rows import Line

__all__ = ["body_size", "find_roles"]

TITLE_SIZE: Final = 1.15
HEADING_SIZE: Final = 1.06
LONGEST_HEADING: Final = 25
CAPTION: Final = re.compile(r"(?:Figure|Fig\.|Table|Map|Chart|Graph|Photo|Picture|Plate|Box)\s+\d{1,3}\s?[.:–—|]")


def body_size(lines: Iterable[Line]) -> float:
    """Return the size that most characters have, in half points."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def find_roles(paragraphs: Sequence[Paragraph], body: float, title: str | None) -> list[ParagraphRole | None]:
    """Return the role of each paragraph that is neither margin nor footnote; *title* is the file's own, if it has one."""
    headline = _headline(paragraphs, body, title)
    roles: list[ParagraphRole | None] = []
    begun = False
    for paragraph in paragraphs:
        larger = paragraph.size > HEADING_SIZE * body
        short = len(_words(paragraph)) <= LONGEST_HEADING
        if paragraph is headline:
            roles.append(ParagraphRole.TITLE)
        elif paragraph.is_row or (begun and larger and short):
            roles.append(ParagraphRole.BODY)
        elif CAPTION.match(paragraph.lines[0].text):
            roles.append(ParagraphRole.CAPTION)
        else:
            roles.append(None)
            begun = begun or not short
    return roles


def _headline(paragraphs: Sequence[Paragraph], body: float, title: str | None) -> Paragraph | None:
    first = [p for p in paragraphs if p.lines[0].page == 1 and not p.is_row]
    own = (title or "").casefold().split()
    same = next((p for p in first if own and _words(p) == own), None)
    large = [p for p in first if p.size > TITLE_SIZE * body]
    largest = max((p.size for p in large), default=0.0)
    return same or next((p for p in large if p.size >= 0.97 * largest), None)


def _words(paragraph: Paragraph) -> list[str]:
    return " ".join(line.text for line in paragraph.lines).casefold().split()
