"""What each paragraph is for.

1. What is quoted of an earlier message, a signature (`kg.read.quoting`) and what an editor noted in the margin
   (`kg.read.margin_notes`) is furniture, and as if it were not there.
2. Threads of comments are taken out first (`kg.read.comments`); what stands unindented after them is furniture.
3. A paragraph that is a picture's caption, a byline or furniture by its own words is that, wherever it stands.
4. The report begins at the first running text. Above it, short lines are headlines, a line with a date beneath one is
   a byline, and kickers beside a headline are furniture.
5. After the last running text, short lines of names alone are furniture, unless they head a line that may report. Everything
   else is the body, lists and subheadings too.
No rule knows a site.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import ParagraphRole
from kg.read.bylines import dated_line, is_about_author, is_place_line, read_byline
from kg.read.clauses import may_report
from kg.read.comments import find_comments
from kg.read.furniture import Furniture
from kg.read.lines import LONGEST, bullet_text, is_headline, is_prose, is_short, is_tag_list
from kg.read.margin_notes import find_margin_notes
from kg.read.paragraphs import Block
from kg.read.quoting import find_quoted

__all__ = ["assign_roles"]

BYLINE, BODY, CAPTION, COMMENT, FURNITURE, TITLE = (
    ParagraphRole.BYLINE,
    ParagraphRole.BODY,
    ParagraphRole.CAPTION,
    ParagraphRole.COMMENT,
    ParagraphRole.FURNITURE,
    ParagraphRole.TITLE,
)
HEADLINE_WORDS = 4


def assign_roles(
    blocks: Sequence[Block], table: Furniture, *, may_have_comments: bool = True
) -> tuple[ParagraphRole, ...]:
    """Return the role of each block, in order; no thread of comments is looked for where there can be none."""
    apart = find_quoted(blocks).union(find_margin_notes([block.text for block in blocks]))
    read = [block for i, block in enumerate(blocks) if i not in apart]
    told = iter(_assigned(read, table, may_have_comments=may_have_comments))
    return tuple(FURNITURE if i in apart else next(told) for i in range(len(blocks)))


def _assigned(blocks: Sequence[Block], table: Furniture, *, may_have_comments: bool) -> tuple[ParagraphRole, ...]:
    threads, comments = find_comments(blocks, table) if may_have_comments else (None, frozenset())
    end = len(blocks) if threads is None else threads
    roles = _by_own_words(blocks[:end], table)
    _add_about_author(blocks[:end], roles, table)
    _add_titles(blocks, roles)
    _close(blocks, roles)
    report = tuple(role or BODY for role in roles)
    return report + tuple(
        COMMENT if i in comments else BYLINE if _is_byline(block, table) else FURNITURE
        for i, block in enumerate(blocks[end:], end)
    )


def _by_own_words(blocks: Sequence[Block], table: Furniture) -> list[ParagraphRole | None]:
    """Give byline, caption and furniture where the words alone tell; None where the place must."""
    roles: list[ParagraphRole | None] = []
    listing = False
    for block in blocks:
        role = _own_role(block, table)
        if role is None and listing and _is_listed(block):
            role = FURNITURE
        if role is not BYLINE:
            listing = role is FURNITURE and (listing or _heads_list(block, table))
        roles.append(role)
    return roles


def _own_role(block: Block, table: Furniture) -> ParagraphRole | None:
    if block.is_long:
        return None
    if _is_byline(block, table):
        return BYLINE
    if table.is_furniture(block):
        return FURNITURE
    return CAPTION if table.is_caption(block.text) else None


def _is_byline(block: Block, table: Furniture) -> bool:
    """Whether every line is a byline, or short beside one."""
    if len(block.lines) > 4 or len(block.text) > 2 * LONGEST:
        return False
    said = [read_byline(line, table) is not None for line in block.lines]
    return any(said) and all(sure or is_short(line, 2) for sure, line in zip(said, block.lines, strict=True))


def _add_about_author(blocks: Sequence[Block], roles: list[ParagraphRole | None], table: Furniture) -> None:
    """Make a byline of what tells the author's post, beneath a byline or after the report."""
    bylines = (block for block, role in zip(blocks, roles, strict=True) if role is BYLINE)
    said = (read_byline(line, table) for block in bylines for line in block.lines)
    author = next((line.author for line in said if line and line.author), None)
    for i in range(1, len(blocks)):
        if roles[i] is None and roles[i - 1] is BYLINE and is_about_author(blocks[i].text, author):
            roles[i] = BYLINE
    for i in reversed(range(1, len(blocks))):
        if roles[i] is None and is_about_author(blocks[i].text, author):
            roles[i] = BYLINE
        elif roles[i] is None and is_prose(blocks[i].text):
            break


def _heads_list(block: Block, table: Furniture) -> bool:
    last = block.lines[-1]
    return table.is_label(last) or (last.rstrip().endswith(":") and table.opens(last))


def _is_listed(block: Block) -> bool:
    """Whether a paragraph beneath "Topics" or "Related" is one of its tags or links."""
    if len(block.text) > LONGEST or is_prose(block.text):
        return False
    return all(bullet_text(line) is not None or is_tag_list(line) or is_headline(line) for line in block.lines)


def _add_titles(blocks: Sequence[Block], roles: list[ParagraphRole | None]) -> None:
    """Make headlines of the short lines above the first running text, and furniture of the kickers beside them."""
    above = next((i for i, role in enumerate(roles) if role is None and not _may_be_title(blocks[i])), len(roles))
    if above == len(roles) and roles.count(None) == 1:
        return  # a single line is all the report there is
    lines = [i for i in range(above) if roles[i] is None]
    headlines = [i for i in lines if blocks[i].words >= HEADLINE_WORDS]
    if lines and not headlines:
        headlines = [max(lines, key=lambda i: blocks[i].words)]
    if above == len(roles):
        headlines = headlines[:1]
        lines = [i for i in lines if headlines and i <= headlines[0]]
    for i in lines:
        under = bool(headlines) and i > headlines[0]
        dated = under and dated_line(blocks[i].text) is not None
        place = under and is_place_line(blocks[i].text) and i not in headlines
        roles[i] = BYLINE if dated or place else TITLE if i in headlines else FURNITURE


def _may_be_title(block: Block) -> bool:
    return len(block.lines) <= 3 and all(is_headline(line) for line in block.lines) and block.words < 50


def _may_report(block: Block) -> bool:
    return bullet_text(block.lines[0]) is not None or any(may_report(line) for line in block.lines)


def _close(blocks: Sequence[Block], roles: list[ParagraphRole | None]) -> None:
    """Make furniture of the short lines after the last running text, but for what may report and the line above it."""
    last = max((i for i, role in enumerate(roles) if role is None and is_prose(blocks[i].text)), default=len(roles))
    for i in range(last + 1, len(roles)):
        short = len(blocks[i].lines) <= 4 and all(is_short(line) for line in blocks[i].lines)
        heads = i + 1 < len(roles) and roles[i + 1] is None and _may_report(blocks[i + 1])
        if roles[i] is None and short and not heads and not _may_report(blocks[i]):
            roles[i] = FURNITURE
