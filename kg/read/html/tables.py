"""Which tables of a page hold data, so that a row is one thing said, and which only arrange it.

A table of data has a row with two cells or more that say something, and no cell with a table, a heading, a list, two
paragraphs, two line breaks in a row, or more words than a cell of figures and names takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.read.html.dom import Child, Element

__all__ = ["cells", "data_tables"]

PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
STRUCTURED: Final = frozenset("table h1 h2 h3 h4 h5 h6 ul ol dl article section nav form".split())
MOST_WORDS: Final = 60


def data_tables(root: Element, blocks: frozenset[str]) -> frozenset[int]:
    """Return the ids of the rows of all tables of data beneath *root*; *blocks* are the tags that part text."""
    found: set[int] = set()
    for table in root.walk():
        if table.tag == "table":
            rows = list(_rows(table))
            if rows and all(_is_plain(cell, blocks) for row in rows for cell in cells(row)):
                several = any(sum(bool(cell.text().strip()) for cell in cells(row)) > 1 for row in rows)
                found |= {id(row) for row in rows} if several else set()
    return frozenset(found)


def cells(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in PARTS:
                yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _is_plain(cell: Element, blocks: frozenset[str]) -> bool:
    """Whether a cell holds one short run of text at most; stops looking at the first sign that it does not."""
    paragraphs = breaks = words = 0
    stack: list[Child] = list(reversed(cell.children))
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            words += len(child.split())
            breaks = 0 if child.strip() else breaks
        else:
            breaks += child.tag == "br"
            paragraphs += child.tag in blocks
            stack += reversed(child.children)
            if child.tag in STRUCTURED:
                return False
        if paragraphs > 1 or breaks > 1 or words > MOST_WORDS:
            return False
    return True
