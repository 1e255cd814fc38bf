"""HTML in a document of another format → its paragraphs, as a browser parts them; scripts and styles are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import ParagraphRole
from kg.read.elements import HEADINGS
from kg.read.html.blocks import find_blocks
from kg.read.html.cues import cues
from kg.read.html.dom import Element, parse

__all__ = ["role_in", "shown_paragraphs"]

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
    for block in find_blocks(page.root, cues()):
        yield block.text, _tag(block.holder)


def role_in(tag: str) -> ParagraphRole | None:
    """Return what a paragraph with *tag* is for, None where the words must tell."""
    return ROLES.get(tag)


def _tag(holder: Element) -> str:
    return next((element.tag for element in holder.lineage() if element.tag in ROLES), "p")
