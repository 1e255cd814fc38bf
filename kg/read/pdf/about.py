"""What a PDF says of itself: title and author of its Info dictionary (ISO 32000-1, 14.3.3), else of its XMP packet.

Its dates are those of the file's making, so none of them is the day of issue. Titles that programs make up of file names say
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from kg.errors import InputError
from kg.read.archives import parse_xml
from kg.read.furniture import furniture
from kg.read.lines import NAME
from kg.read.metadata import NOTHING_SAID, Metadata
from kg.read.pdf.words import print_words

__all__ = ["find_metadata"]

PACKET: Final = re.compile(rb"<x:xmpmeta\b.{0,262144}?</x:xmpmeta>", re.DOTALL)
DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
PERSON: Final = re.compile(NAME)
ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9-]{1,11}")
# What programs put in where nobody gave a title or a name: Word's and InDesign's file names, reportlab's and Acrobat's words.
MADE_UP: Final = re.compile(
    r"microsoft word - .*|.*\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt|html?|dvi)|\(?(?:untitled|anonymous|unspecified)\)?|"
    r"(?:document|untitled)[\s-]?\d*|admin(?:istrator)?|user|(?:https?|file|about):.*",
    re.IGNORECASE | re.DOTALL,
)


def find_metadata(document: Any, data: bytes) -> Metadata:
    """Return title, author and publisher of the pypdfium2 *document* made of *data*."""
    info = document.get_metadata_dict(skip_empty=True)
    said = Metadata(title=_told(info.get("Title", "")), author=_told(info.get("Author", ""))).or_else(_packet(data))
    return _signed(said)


def _signed(said: Metadata) -> Metadata:
    """Return *said* with its author as bylines are kept; a body that stands for one is the publisher, an acronym is nobody."""
    author = said.author
    if author is None:
        return said
    if ACRONYM.fullmatch(author) or author.casefold() in print_words().organisation:
        return replace(said, author=None)
    if print_words().names_body(author) or furniture().names_outlet(author):
        return replace(said, author=None, publisher=said.publisher or author)
    names = re.split(r", | and | & ", author)
    several = all(" " in name and PERSON.fullmatch(name) for name in names)
    return replace(said, author="; ".join(names)) if several else said


def _packet(data: bytes) -> Metadata:
    match = PACKET.search(data)
    if match is None:
        return NOTHING_SAID
    with suppress(InputError):
        root = parse_xml(match[0], "XMP")
        title, creator, publisher = (list(_items(root, name)) for name in ("title", "creator", "publisher"))
        return Metadata(
            title=next(iter(title), None), author="; ".join(creator) or None, publisher=next(iter(publisher), None)
        )
    return NOTHING_SAID


def _items(root: Any, name: str) -> Iterator[str]:
    for element in root.iter(DUBLIN_CORE + name):
        for text in element.itertext():
            if told := _told(text):
                yield told


def _told(words: str) -> str | None:
    words = " ".join(words.replace("\x00", "").split())
    return words if words and not MADE_UP.fullmatch(words) else None
