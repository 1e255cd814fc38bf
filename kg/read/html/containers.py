"""The box that most of a report is in → the one around all of it, where page builders and walls cut it into several.

1. Boxes of one tag and class as it, further down the page, are the same report: the rest behind a wall.
2. Boxes beside it whose first class name is its own, with running text in them, are parts of the same report too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.dom import Element
from kg.read.lines import is_prose

__all__ = ["is_alike", "is_hidden", "opens_panel", "widened"]

TABS: Final = frozenset({"tab", "tablist"})


def widened(container: Element | None, free: Sequence[Block]) -> Element | None:
    """Return the element around *container* and what goes on with it; *free* are the blocks that are in no other box."""
    if container is None:
        return None
    outside = list(_outside(container, free))
    beside: defaultdict[int, list[Element]] = defaultdict(list)
    for each in outside:
        beside[id(each.parent)].append(each)
    found = container
    for element in container.lineage():
        if element.tag == "body":
            break
        if element.parent is not None and any(_is_beside(element, part) for part in beside[id(element.parent)]):
            found = element.parent
    if rest := next((each for each in outside if is_alike(each, container)), None):
        around = {id(each) for each in rest.lineage()}
        common = next(each for each in container.lineage() if id(each) in around)
        found = common if found.within(common) else found
    return found


def _outside(container: Element, free: Sequence[Block]) -> Iterator[Element]:
    """Yield the elements around the running text outside *container*, each once."""
    seen: set[int] = set()
    for block in free:
        if block.linked < 0.5 and is_prose(block.text) and not block.holder.within(container):
            for element in block.holder.lineage():
                if id(element) in seen:
                    break
                seen.add(id(element))
                yield element


def is_alike(element: Element, other: Element) -> bool:
    """Whether both are of one tag and class, and have a class."""
    name = element.attributes.get("class", "").strip()
    return element is not other and element.tag == other.tag and bool(name) and name == other.attributes.get("class")


def is_hidden(element: Element) -> bool:
    """Whether *element* is hidden from all readers, or from those who listen."""
    return "hidden" in element.attributes or element.attributes.get("aria-hidden") == "true"


def opens_panel(element: Element) -> bool:
    """Whether *element* is a tab, or a list of such, with its panel beside it or in it: a heading that folds its text."""
    if element.attributes.get("role") not in TABS:
        return False
    around = element if element.attributes["role"] == "tablist" else element.parent
    return around is not None and any(_holds_panel(child) for child in around.children if isinstance(child, Element))


def _holds_panel(element: Element) -> bool:
    inner = (child for child in element.children if isinstance(child, Element))
    return any(each.attributes.get("role") == "tabpanel" for each in (element, *inner))


def _is_beside(element: Element, part: Element) -> bool:
    own, other = (each.attributes.get("class", "").split() for each in (element, part))
    return part is not element and part.tag == element.tag and own[:1] == other[:1] != []
