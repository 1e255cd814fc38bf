"""The tree of an XHTML chapter → pieces, each with the EPUB CFI of its element.

The walk keeps its own stack, so that a tree as deep as the parser allows is walked all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read import elements
from kg.read.draft import Piece
from kg.read.shown import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["child_elements", "find_pieces", "local_name"]

CELLS: Final = frozenset({"td", "th"})
BLOCKS: Final = elements.BLOCKS - CELLS  # the cells of a row are one line
SKIPPED: Final = frozenset("head script style template svg math audio video object iframe noscript rp rt".split())
HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
FURNITURE: Final = frozenset("aside nav footer".split())
BODY: Final = frozenset("li dt dd tr".split())
CAPTIONS: Final = frozenset({"caption", "figcaption"})
TYPE: Final = "{http://www.idpf.org/2007/ops}type"
MOST_INSIDE: Final = 8  # elements of a mark of a note
NOTES: Final = re.compile(r"\b(?:foot|end|rear)?notes?\b|\b(?:toc|landmarks|page-list|doc-(?:foot|end)notes?)\b")
MARKS: Final = re.compile(r"\b(?:doc-)?noteref\b")
ABOVE: Final = frozenset({"a", "sup"})
MARK: Final = re.compile(r"[\[(]?\d{1,4}[\])]?")
WITHIN: Final = re.compile(r"(?![a-z][a-z0-9+.-]*:)[^#]*#.", re.IGNORECASE)  # RFC 3986: no scheme, and a fragment
SPACE: Final = re.compile(r"\s+")
CELL: Final = "\x1f"  # stands between cells until a row is done; no XML holds it


class _Place(NamedTuple):
    """An element on the way down: its CFI, and the role that it and what is in it have."""

    cfi: str
    role: ParagraphRole | None
    in_row: bool


class _Run:
    """Text that is not yet a piece, and the place of the block it is in."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def flush(self, place: _Place) -> Iterator[Piece]:
        cells = "".join(self.parts).split(CELL)
        self.parts.clear()
        if (
            words := " | ".join(filter(None, (shown(cell).replace("\n", " ") for cell in cells)))
            if place.in_row
            else (shown("".join(cells)))
        ):
            yield Piece(words, place.role, (Anchor(0, AnchorKind.CFI, f"epubcfi({place.cfi})"),))


def find_pieces(root: _Element, cfi: str) -> Iterator[Piece]:
    """Yield the pieces of the chapter *root*, in its order; *cfi* is the path of its reference, up to the "!"."""
    run = _Run()
    start = _Place(cfi, None, False)
    stack: list[tuple[_Element | str | None, _Place, _Place]] = [(root, start, start)]
    while stack:
        node, place, block = stack.pop()
        if node is None:  # the end of the block *place*
            yield from run.flush(place)
        elif isinstance(node, str):
            run.parts.append(node)
        elif local_name(node) in BLOCKS and not block.in_row:
            yield from run.flush(block)
            inner = _Place(place.cfi, _role(node, block.role), local_name(node) == "tr")
            stack.append((None, inner, inner))
            stack += _children(node, inner, inner)
        else:
            stack += _children(node, place, block)


def _children(node: _Element, place: _Place, block: _Place) -> list[tuple[_Element | str | None, _Place, _Place]]:
    """Return what the walk does for the text and elements in *node*, last first."""
    steps: list[tuple[_Element | str | None, _Place, _Place]] = [(_text(node, node.text), place, block)]
    number = 0
    for child in node:
        name = local_name(child)
        if isinstance(child.tag, str):
            number += 2
        if name == "br":
            steps.append(("\n", place, block))
        elif name in ("", *SKIPPED) or MARKS.search(_types(child)) or _is_mark(child):
            steps.append((_entity(child), place, block))
        else:
            steps.append((child, place._replace(cfi=f"{place.cfi}/{number}"), block))
        if name in CELLS or (block.in_row and name in BLOCKS):
            steps.append((CELL if name in CELLS else " ", place, block))
        steps.append((_text(node, child.tail), place, block))
    return steps[::-1]


def _text(node: _Element, text: str | None) -> str:
    """Return the text with its line ends as spaces, save in `pre`; no-break spaces stay."""
    if not text or local_name(node) == "pre":
        return text or ""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _entity(node: _Element) -> str:
    """Return the character of an entity of HTML that the parser did not know; else nothing."""
    from lxml import etree

    return html5.get(f"{node.name};", "") if isinstance(node, etree._Entity) else ""


def _types(node: _Element) -> str:
    return f"{node.get(TYPE) or ''} {node.get('role') or ''}" if isinstance(node.tag, str) else ""


def _is_mark(node: _Element) -> bool:
    """Whether an element is a number above the line that leads to another place of the book, as marks of notes do."""
    if local_name(node) not in ABOVE:
        return False
    inside = list(islice(node.iter(), MOST_INSIDE))
    links = [each.get("href") or "" for each in inside if local_name(each) == "a"]
    if len(inside) == MOST_INSIDE or len(links) != 1 or not ABOVE.issubset(map(local_name, inside)):
        return False
    return bool(WITHIN.match(links[0]) and MARK.fullmatch("".join(node.itertext()).strip()))


def _role(node: _Element, outer: ParagraphRole | None) -> ParagraphRole | None:
    """Return the role of a block: its own, unless what it is in is furniture or a caption."""
    name = local_name(node)
    if outer in (ParagraphRole.FURNITURE, ParagraphRole.CAPTION):
        return outer
    if (
        name in FURNITURE
        or NOTES.search(_types(node))
        or (name == "pre" and any(local_name(c) == "code" for c in node))
    ):
        return ParagraphRole.FURNITURE
    if name in CAPTIONS:
        return ParagraphRole.CAPTION
    if name in HEADINGS:
        return ParagraphRole.TITLE
    return ParagraphRole.BODY if name in BODY else outer


def child_elements(node: _Element) -> list[_Element]:
    """Return the elements in *node*, without comments and processing instructions."""
    return [child for child in node if isinstance(child.tag, str)]


def local_name(node: _Element) -> str:
    """Return the name of an element without its namespace, in lower case; "" of what is no element."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
