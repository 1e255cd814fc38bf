"""Where the words of a claim were published: the address of their page, at the words themselves where it can say that."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as quoted

from kg.model import Document, Paragraph
from kg.serve.work.pages.claims import Quote

__all__ = ["document_address", "published_at"]

_PAGE: Final = re.compile(r"page=\d+")
# What browsers show as text, and so look for words in.
TEXTUAL: Final = ("text/html", "text/plain")
# So many words are a text fragment as they are; of more, as many from each end; and as many tell what stands around.
LONGEST: Final = 8
FEW: Final = 3


def document_address(document: Document) -> str:
    """Return the address that *document* was published at, "" where none is known, or none of the web."""
    url = document.url or ""
    return url if re.match(r"https?://[^/]", url) else ""


def published_at(document: Document, quote: Quote) -> str:
    """Return the address at which *quote* was published: "" where *document* has none, or none of the web.

    Of a PDF it is the page (RFC 3778, 3); of text the words themselves, as a text fragment (WICG, URL Fragment Text
    Directives), with what stands before and after them in the paragraph where they are few, or begin or end as others in the
    document do.
    """
    url = document_address(document)
    if not url:
        return ""
    if _PAGE.fullmatch(quote.place):
        return f"{url.partition('#')[0]}#{quote.place}"
    if document.media_type not in TEXTUAL:
        return url
    directive = f":~:text={_text_directive(document, quote)}"
    return url + directive if "#" in url else f"{url}#{directive}"


def _text_directive(document: Document, quote: Quote) -> str:
    words = quote.text.split()
    ends = [words] if len(words) <= LONGEST else [words[:FEW], words[-FEW:]]
    told = ",".join(map(_encoded, ends))
    text = " ".join(document.text.split())
    if len(ends) == 2 and all(text.count(" ".join(end)) == 1 for end in ends):
        return told
    paragraph = document.paragraph(quote.number)
    before, after = _around(paragraph, quote)
    return (f"{_encoded(before)}-," if before else "") + told + (f",-{_encoded(after)}" if after else "")


def _around(paragraph: Paragraph, quote: Quote) -> tuple[list[str], list[str]]:
    """Return the few words of *paragraph* before and after *quote*."""
    before = paragraph.text[: max(quote.start - paragraph.start, 0)].split()[-FEW:]
    return before, paragraph.text[max(quote.end - paragraph.start, 0) :].split()[:FEW]


def _encoded(words: list[str]) -> str:
    # A hyphen, as a comma, means something there.
    return quoted(" ".join(words), safe="").replace("-", "%2D")
