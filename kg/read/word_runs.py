"""The runs of a paragraph of WordprocessingML → its text, and what it refers to (ECMA-376, part 1, §17.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["MC", "W", "inner_paragraphs", "paragraph_text", "references"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# §17.13.5: text that a tracked change takes out, or moves elsewhere; §17.16.23: the code of a field, not its result.
UNREAD: Final = frozenset({W + "del", W + "moveFrom", W + "delText", W + "instrText", MC + "Fallback"})
BOX: Final = W + "txbxContent"
BREAKS: Final = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
REFERENCES: Final = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes",
                     W + "commentReference": "comments"}  # fmt: skip
OFF: Final = frozenset({"0", "false", "off"})


def paragraph_text(paragraph: _Element) -> str:
    """Return what *paragraph* shows, without its text boxes."""
    return "".join(
        node.text or "" if node.tag == W + "t" else BREAKS[node.tag]
        for node in _read(paragraph, (BOX,))
        if node.tag == W + "t" or (node.tag in BREAKS and node.getparent().tag == W + "r")
    )


def inner_paragraphs(element: _Element) -> Iterator[_Element]:
    """Yield the paragraphs in *element*: those of a cell or a note, or of the text boxes of a paragraph."""
    for node in _read(element, ()):
        if node.tag == W + "p" and node is not element:
            yield node


def references(paragraph: _Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and number of each note and comment that *paragraph* refers to, in order."""
    for node in _read(paragraph, ()):
        if node.tag in REFERENCES:
            yield REFERENCES[node.tag], node.get(W + "id") or ""


def _read(paragraph: _Element, left_out: tuple[str, ...]) -> Iterator[_Element]:
    """Yield the elements in *paragraph*, in order, without what is not read and what stands in *left_out*."""
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in UNREAD or node.tag in left_out or _is_hidden(node):
            continue
        yield node
        stack += reversed(node)


def _is_hidden(node: _Element) -> bool:
    vanish = node.find(f"{W}rPr/{W}vanish") if node.tag == W + "r" else None
    return vanish is not None and vanish.get(W + "val") not in OFF
