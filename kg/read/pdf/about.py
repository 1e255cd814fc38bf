"""What a PDF says of itself: title and author of its Info dictionary (ISO 32000-1, 14.3.3), else of its XMP packet.

Its dates are those of the file's making, so none of them is the day of issue. Titles that programs make up of file names say
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from kg.errors import InputError
from kg.read.archives import parse_xml
from kg.read.metadata import NOTHING_SAID, Metadata

__all__ = ["find_metadata"]

PACKET: Final = re.compile(rb"<x:xmpmeta\b.{0,262144}?</x:xmpmeta>", re.DOTALL)
DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
# What programs put in where nobody gave a title or a name: Word's and InDesign's file names, reportlab's and Acrobat's words.
MADE_UP: Final = re.compile(
    r"microsoft word - .*|.*\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt|html?|dvi)|\(?(?:untitled|anonymous|unspecified)\)?|"
    r"(?:document|untitled)[\s-]?\d*|admin(?:istrator)?|user|(?:https?|file|about):.*",
    re.IGNORECASE | re.DOTALL,
)


def find_metadata(document: Any, data: bytes) -> Metadata:
    """Return title, author and publisher of the pypdfium2 *document* made of *data*."""
    info = document.get_metadata_dict(skip_empty=True)
    said = Metadata(title=_told(info.get("Title", "")), author=_told(info.get("Author", "")))
    return said.or_else(_packet(data))


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
