"""Whether a text is markup, as records of feeds and exports hold it without saying so, and the fragment of a page that it is.

1. A text is markup where an element of HTML or a comment stands in it. An element of text is written as HTML has it: a known
   name, and behind it nothing or an attribute with its value; "a < b", "<I think>" and "<a@post.example>" are none.
2. Where blank lines alone part the paragraphs, as in the posts that editors of blogs keep, each is made an element.
"""

from __future__ import annotations

import re
from typing import Final

from kg.read import elements
from kg.read.paragraphs import find_blocks

__all__ = ["as_fragment", "is_markup"]

INLINE: Final = (
    "a abbr acronym b bdi bdo big br cite code del dfn em embed font i iframe img ins kbd mark picture q s samp script small "
    "source span strike strong style sub sup time tt u var video audio wbr col colgroup head title meta link input label"
)
NAMES: Final = "|".join(sorted({*elements.BLOCKS, *INLINE.split()}))
TAG: Final = re.compile(rf"</?(?:{NAMES})(\s[^<>]{{0,2000}})?/?>|<!--|<!doctype\s+html", re.IGNORECASE)
PARTING: Final = re.compile(r"<(?:p|div|pre|table|body|article|section)\b", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether an element or a comment of HTML stands in *text*.

    >>> is_markup("Ner: <b>the Guard</b> left"), is_markup("a <b and c> d"), is_markup("3 < 5")
    (True, False, False)
    """
    return any(not (attributes := match[1]) or attributes.strip() in ("", "/") or "=" in attributes
               for match in TAG.finditer(text))  # fmt: skip


def as_fragment(text: str) -> str:
    r"""Return the markup *text* with a paragraph for each run of lines, where no element parts them.

    >>> as_fragment("<b>One</b>\n\ntwo"), as_fragment("<p>One</p>\n\ntwo")
    ('<p><b>One</b></p>\n\n<p>two</p>', '<p>One</p>\n\ntwo')
    """
    runs = find_blocks(text)
    if len(runs) < 2 or PARTING.search(text):
        return text
    return "\n\n".join(f"<p>{run.text.strip()}</p>" for run in runs)
