"""A page of the web → a draft: headline, byline, report, captions and comments, told apart from all that stands around them.

1. The bytes are decoded and parsed as browsers do (`decoding`, `dom`), and cut into blocks of text as a reader sees them
   (`blocks`, `tables`), each anchored at its element by an XPath.
2. A library says which of them are main text (`main_text`); what elements say of themselves (`cues`), where they stand
   (`zones`) and what they read like (`roles`, `pictures`) better that.
3. Threads of comments are given their authors (`comments`); head and body tell title, author, publisher, day (`said`,
   `json_ld`).
Text that a style sheet or a paywall's script would hide is read; script is not run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import InputError
from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read.draft import Draft, Piece
from kg.read.furniture import furniture
from kg.read.html.blocks import Block, find_blocks
from kg.read.html.comments import Comment
from kg.read.html.cues import cues
from kg.read.html.decoding import decode_html
from kg.read.html.dom import parse
from kg.read.html.main_text import find_main_text
from kg.read.html.names import is_signature, names_in_bylines
from kg.read.html.roles import assign
from kg.read.html.said import complete, read_head
from kg.read.html.zones import Zones
from kg.read.media_types import HTML

__all__ = ["read_html"]


def read_html(data: bytes, where: object) -> Draft:
    """Return the pieces of the page *data*, and what it states of itself; *where* names it in errors.

    Raises InputError where the bytes are no text, hold no words, or nest elements absurdly deep.
    """
    decoded = decode_html(data, where)
    page = parse(decoded.text, where)
    blocks = find_blocks(page.root, cues())
    if not blocks:
        raise InputError(where, "holds no text that a reader sees", "give a page with a report in it")
    head, table = read_head(page), furniture()
    zones = Zones(blocks, find_main_text(decoded.text, blocks), head, cues(), table=table)
    roles = assign(zones, table)
    signed = [b for b, told in zip(blocks, roles, strict=True) if told.role is not ParagraphRole.COMMENT]
    signed = [b for b in signed if roles[b.number].role is ParagraphRole.BYLINE or is_signature(b)]
    title = " ".join(zones.title.text.split()) if zones.title else None
    said = complete(head, title, names_in_bylines(signed, zones), page.root, blocks)
    return Draft(HTML, tuple(_pieces(blocks, roles)), said, decoded.encoding, decoded.warnings)


def _pieces(blocks: Sequence[Block], roles: Sequence[Comment]) -> Iterator[Piece]:
    for block, told in zip(blocks, roles, strict=True):
        anchor = Anchor(0, AnchorKind.XPATH, block.element.path)
        yield Piece(block.text, told.role, (anchor,), told.author)
