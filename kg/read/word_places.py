"""What a block of WordprocessingML holds, one by one, with the XPath of each (ECMA-376, part 1, §17.2 and §17.4).

Content controls, custom XML and tracked insertions are only around it. Of what is there in several versions for several
programs (part 3, §7.5) the first with words is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.read.lines import is_prose
from kg.read.shown import shown
from kg.read.word_runs import MC, W, paragraph_text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["cells", "is_layout", "placed", "rows"]

HOLDERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


def placed(node: _Element, path: str) -> Iterator[tuple[_Element, str]]:
    """Yield the paragraphs, tables, rows, cells and whatever else stands in *node*, at *path*, in order."""
    seen: Counter[str] = Counter()
    for place, child in enumerate(node.iterchildren("*"), 1):
        name = child.tag.removeprefix(W)
        seen[name] += 1
        at = f"{path}/w:{name}[{seen[name]}]"
        if child.tag == MC + "AlternateContent":
            yield from _chosen(child, f"{path}/*[{place}]")
        elif child.tag in HOLDERS:
            yield from placed(child, at)
        elif child.tag.startswith(W):
            yield child, at


def _chosen(alternatives: _Element, path: str) -> Iterator[tuple[_Element, str]]:
    versions = list(enumerate(alternatives.iterchildren("*"), 1))
    worded = (pair for pair in versions if next(pair[1].iter(W + "t"), None) is not None)
    if pair := next(worded, None):
        yield from placed(pair[1], f"{path}/*[{pair[0]}]")


def rows(table: _Element, path: str) -> Iterator[tuple[_Element, str]]:
    """Yield the rows of a table but for those that a tracked change takes out."""
    return (
        (row, at)
        for row, at in placed(table, path)
        if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None
    )  # fmt: skip


def cells(row: _Element, path: str) -> list[tuple[_Element, str]]:
    """Return the cells of a row."""
    return [(cell, at) for cell, at in placed(row, path) if cell.tag == W + "tc"]


def is_layout(cell: _Element) -> bool:
    """Whether *cell* holds a part of the page and no datum: a table, or several paragraphs with running text among them."""
    texts = []
    for node, _ in placed(cell, ""):
        if node.tag == W + "tbl":
            return True
        if node.tag == W + "p" and (words := shown(paragraph_text(node))):
            texts.append(words)
    return len(texts) > 1 and any(map(is_prose, texts))
