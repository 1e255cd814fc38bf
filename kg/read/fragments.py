"""HTML in a document of another format → its paragraphs, as a browser parts them; scripts and styles are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read.decode import decode
from kg.read.elements import HEADINGS
from kg.read.html import blocks
from kg.read.html.cues import cues
from kg.read.html.decoding import decode_html
from kg.read.html.dom import Element, parse
from kg.read.media_types import HTML, TEXT
from kg.read.paragraphs import find_blocks

__all__ = ["part_paragraphs", "role_in", "shown_paragraphs"]

XHTML: Final = "application/xhtml+xml"
TABLE_PART: Final = re.compile(r"\s*<(?:/\s*)?(?:tr|td|th|thead|tbody|tfoot|caption)\b", re.IGNORECASE)
ROLES: Final = {
    **dict.fromkeys(("li", "dd", "dt", "tr", *HEADINGS), ParagraphRole.BODY),
    **dict.fromkeys(("caption", "figcaption"), ParagraphRole.CAPTION),
    **dict.fromkeys(("nav", "footer", "aside", "pre"), ParagraphRole.FURNITURE),
}


def shown_paragraphs(text: str, where: object) -> Iterator[tuple[str, str]]:
    """Yield each paragraph that a reader of the HTML *text* sees, with the tag that tells what it is, "p" where none does.

    *text* may be a part of a page, such as rows without their table. Raises InputError where it is nested absurdly deep.
    """
    page = parse(f"<table>{text}" if TABLE_PART.match(text) else text, where)
    for block in blocks.find_blocks(page.root, cues()):
        yield block.text, _tag(block.holder)


def part_paragraphs(data: bytes, media_type: str, where: object) -> Iterator[tuple[str, ParagraphRole | None]]:
    """Yield the paragraphs of a part of a document with their roles.

    Raises InputError where it is neither HTML nor plain text, or its bytes are no text.
    """
    if media_type in (HTML, XHTML):
        for text, tag in shown_paragraphs(decode_html(data, where).text, where):
            yield text, role_in(tag)
    elif media_type == TEXT:
        for block in find_blocks(decode(data, where).text):
            yield block.text, None
    else:
        raise InputError(where, f"takes in a part of type {media_type}", "HTML or plain text")


def role_in(tag: str) -> ParagraphRole | None:
    """Return what a paragraph with *tag* is for, None where the words must tell."""
    return ROLES.get(tag)


def _tag(holder: Element) -> str:
    return next((element.tag for element in holder.lineage() if element.tag in ROLES), "p")
