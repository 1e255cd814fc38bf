"""What the paragraphs of a PDF are for, as far as type and place tell; the others' words decide.

1. Contents, notes behind the text and what repeats are furniture (`apparatus`).
2. The title is the paragraph of page 1 that the file's own title repeats, else the first in its largest type, if that is
   larger than running text; a masthead only where nothing else is large.
3. What stands around it on the first page is told by `front`.
4. Short paragraphs in larger or heavy type after running text has begun are subheadings: body; with a byline beneath they are
   headlines of their own. Rows of tables are body.
5. A paragraph that begins with a figure's or table's number and a stop is its caption; so is a short one in small type that
   stands alone among running text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kg.model import ParagraphRole
from kg.read.pdf.apparatus import find_apparatus
from kg.read.pdf.front import is_byline, is_masthead, is_prose, names_people, under_title
from kg.read.pdf.paragraphs import Paragraph
from kg.read.pdf.rows import Line

__all__ = ["body_size", "find_roles"]

TITLE_SIZE: Final = 1.15
HEADING_SIZE: Final = 1.06
SMALL_SIZE: Final = 0.91
LONGEST_HEADING: Final = 25
LONGEST_CAPTION: Final = 60  # words in small type
FEWEST_CAPTION: Final = 5
CAPTION: Final = re.compile(r"(?:Figure|Fig\.|Table|Map|Chart|Graph|Photo|Picture|Plate|Box)\s+\d{1,3}\s?[.:–—|]")
HEAD: Final = 4  # paragraphs among which a masthead is
TITLE, BYLINE, BODY = ParagraphRole.TITLE, ParagraphRole.BYLINE, ParagraphRole.BODY
FURNITURE, CAPTION_ROLE = ParagraphRole.FURNITURE, ParagraphRole.CAPTION


def body_size(lines: Iterable[Line]) -> float:
    """Return the size that most characters have, in half points."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def find_roles(paragraphs: Sequence[Paragraph], body: float, title: str | None) -> list[ParagraphRole | None]:
    """Return the role of each paragraph that is neither margin nor footnote; *title* is the file's own, if it has one."""
    roles: list[ParagraphRole | None] = [None] * len(paragraphs)
    for i in find_apparatus(paragraphs, body):
        roles[i] = FURNITURE
    headline = _headline(paragraphs, body, title)
    begin = 0 if headline is None else _add_front(paragraphs, roles, body, headline)
    begun = headline is not None
    if not begun and title:
        _add_letterhead(paragraphs, roles)
    for i in range(begin, len(paragraphs)):
        if roles[i] is None:
            roles[i] = _role(paragraphs, roles, i, body, begun)
            begun = begun or is_prose(paragraphs[i])
    return roles


def _headline(paragraphs: Sequence[Paragraph], body: float, title: str | None) -> int | None:
    first = [i for i, p in enumerate(paragraphs) if p.lines[0].page == 1 and not p.is_row]
    own = (title or "").casefold().split()
    same = next((i for i in first if own and paragraphs[i].words == own), None)
    large = [i for i in first if paragraphs[i].size > TITLE_SIZE * body]
    heads = {i for i in first[:HEAD] if is_masthead(paragraphs[i], _after(paragraphs, i))}
    heavy = [i for i in first if paragraphs[i].bold and paragraphs[i].size > SMALL_SIZE * body]
    may = [i for i in large if i not in heads] or [i for i in heavy if heads and i not in heads] or large
    largest = max((paragraphs[i].size for i in may), default=0.0)
    found = next((i for i in may if paragraphs[i].size >= 0.97 * largest), None)
    return found if same is None else same


def _after(paragraphs: Sequence[Paragraph], i: int) -> Paragraph | None:
    return paragraphs[i + 1] if i + 1 < len(paragraphs) else None


def _add_front(paragraphs: Sequence[Paragraph], roles: list[ParagraphRole | None], body: float, headline: int) -> int:
    """Give their roles to what stands around the *headline*; return where running text may begin."""
    roles[headline] = TITLE
    if not any(is_prose(p) for p in paragraphs[:headline]):
        for i in range(headline):
            signed = is_byline(paragraphs[i]) and not is_masthead(paragraphs[i], None)
            roles[i] = roles[i] or (None if signed else FURNITURE)
    above: ParagraphRole = TITLE
    for i in range(headline + 1, len(paragraphs)):
        role = None if paragraphs[i].is_row else roles[i] or under_title(paragraphs[i], body, above)
        if role is None or paragraphs[i].lines[0].page > 1:
            return i
        roles[i] = above = role
    return len(paragraphs)


def _add_letterhead(paragraphs: Sequence[Paragraph], roles: list[ParagraphRole | None]) -> None:
    """Make furniture of the name of a body above a report whose title stands nowhere."""
    for i in range(min(HEAD, len(paragraphs))):
        if is_prose(paragraphs[i]) or not is_masthead(paragraphs[i], None):
            return
        roles[i] = FURNITURE


def _role(
    paragraphs: Sequence[Paragraph], roles: Sequence[ParagraphRole | None], i: int, body: float, begun: bool
) -> ParagraphRole | None:
    paragraph = paragraphs[i]
    if paragraph.is_row:
        return BODY
    if CAPTION.match(paragraph.lines[0].text):
        return CAPTION_ROLE
    after = _after(paragraphs, i)
    if begun and _is_heading(paragraph, body):
        signed = after is not None and not after.is_row and not is_byline(paragraph) and is_byline(after)
        return TITLE if signed else BODY
    if i and roles[i - 1] in (TITLE, BYLINE) and (is_byline(paragraph) or names_people(paragraph)):
        return BYLINE
    return CAPTION_ROLE if begun and _is_small_alone(paragraphs, i, body) else None


def _is_heading(paragraph: Paragraph, body: float) -> bool:
    typed = paragraph.size > HEADING_SIZE * body or (paragraph.bold and paragraph.size > SMALL_SIZE * body)
    return typed and len(paragraph.words) <= LONGEST_HEADING and not is_prose(paragraph)


def _is_small_alone(paragraphs: Sequence[Paragraph], i: int, body: float) -> bool:
    """Whether paragraph *i* is short, in small type, and not among others in small type."""
    around = [p for p in paragraphs[max(0, i - 1) : i + 2] if p is not paragraphs[i] and not p.is_row]
    return (
        paragraphs[i].size < SMALL_SIZE * body
        and not paragraphs[i].bold
        and FEWEST_CAPTION <= len(paragraphs[i].words) <= LONGEST_CAPTION
        and all(p.size >= SMALL_SIZE * body for p in around)
    )
