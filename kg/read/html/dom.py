"""The characters of a page → the tree of elements that a browser makes of them (HTML standard, 13.2; parsed by Lexbor).

1. What is nested absurdly deep, and a tag of thousands of attributes, is refused before it is parsed, since parsers take
   quadratic time for it.
2. Comments, and elements whose text no reader sees, are left out; their places are not, so that paths stay true.
3. An element's path is an XPath 1.0 that `document.evaluate` finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.errors import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Child", "Element", "Page", "parse"]

MOST_NESTED: Final = 2_000
MOST_ATTRIBUTES: Final = 5_000
UNSEEN: Final = frozenset(
    "script style template noscript noframes iframe object embed svg canvas audio video select datalist textarea "
    "head title meta link base param source track area map frameset img picture input".split()
)
# What stands for something to see, though it has no text.
SHOWN: Final = frozenset(
    "img picture video svg iframe audio canvas object embed input textarea select amp-img amp-anim amp-video amp-iframe".split()
)
PICTURES: Final = frozenset({"img", "picture", "video", "canvas", "object", "amp-img", "amp-anim", "amp-video"})
NEVER_NESTED: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody "
    "tfoot colgroup rp rt html head body".split()
)
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
SIMPLE = re.compile(r"[a-z][a-z0-9-]*")

Child: TypeAlias = "Element | str"


@dataclass(eq=False, slots=True)
class _Frame:
    node: LexborNode | None
    element: Element
    seen: Counter[str] = field(default_factory=Counter)
    all_seen: int = 0
    is_foreign: bool = False  # in MathML, whose names an XPath without prefixes does not find


@dataclass(eq=False)
class Element:
    """An element: *step* is its place among its siblings in an XPath; `shows` the tags of pictures and fields right in it."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None
    step: str
    children: list[Child] = field(default_factory=list)
    shows: list[Element] = field(default_factory=list)

    @cached_property
    def path(self) -> str:
        """The XPath from the root."""
        return "".join(f"/{element.step}" for element in reversed(list(self.lineage())))

    @cached_property
    def is_pictured(self) -> bool:
        """Whether a picture stands in it; kept, since every block of a long table asks."""
        return any(shown.tag in PICTURES for each in self.walk() for shown in each.shows)

    def lineage(self) -> Iterator[Element]:
        """Yield this element and those that it stands in, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def within(self, other: Element) -> bool:
        """Whether this is *other* or stands in it."""
        element: Element | None = self
        while element is not None and element is not other:  # asked so often that no iterator is made for it
            element = element.parent
        return element is other

    def walk(self) -> Iterator[Element]:
        """Yield this element and those in it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def text(self) -> str:
        """Return the characters in it, as they stand."""
        parts: list[str] = []
        stack: list[Child] = [self]
        while stack:
            child = stack.pop()
            if isinstance(child, str):
                parts.append(child)
            else:
                stack += reversed(child.children)
        return "".join(parts)


@dataclass(frozen=True)
class Page:
    """A page: the root of what a reader sees, and its head's elements with their text."""

    root: Element
    head: tuple[tuple[str, Mapping[str, str], str], ...]


def parse(text: str, where: object) -> Page:
    """Return the tree of a page; raises InputError for absurd depth and absurdly many attributes."""
    if _nesting(text) > MOST_NESTED:
        raise InputError(where, f"nests elements more than {MOST_NESTED} deep", "give a page as a browser saves it")
    if _attributes_in_a_tag(text) > MOST_ATTRIBUTES:
        wrong = f"gives an element more than {MOST_ATTRIBUTES} attributes"
        raise InputError(where, wrong, "give a page as a browser saves it")
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    if root is None:
        raise InputError(where, "holds no element", "give a page as a browser saves it")
    return Page(_tree(root, where), tuple(_head(root)))


def _nesting(text: str) -> int:
    """Return the most tags that are open at one place, from above, without those that close one another."""
    depth = deepest = 0
    for match in TAG.finditer(text):
        if match[2].lower() in NEVER_NESTED:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _attributes_in_a_tag(text: str) -> int:
    """Return the most attributes that one tag may have, from above: the parts of it that are not quoted."""
    long = (match[0] for match in LONG_TAG.finditer(text) if len(match[0]) > MOST_ATTRIBUTES)
    return max((len(re.split(r"[\s/]+", QUOTED.sub(" ", tag))) for tag in long), default=0)


def _head(root: LexborNode) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Yield tag, attributes and text of everything that tells of the page, wherever it stands."""
    for node in root.css("title, meta, link, script[type*='ld+json' i]"):
        told = {key.lower(): value or "" for key, value in node.attributes.items()}
        yield str(node.tag), told, node.text(deep=True) or ""


def _tree(root: LexborNode, where: object) -> Element:
    top = Element("html", _attributes(root), None, "html")
    stack = [_Frame(root.child, top)]
    while stack:
        frame = stack[-1]
        node = frame.node
        if node is None:
            stack.pop()
            continue
        frame.node = node.next
        if node.is_text_node:
            frame.element.children.append(node.text_content or "")
        elif node.is_element_node:
            child = _child(frame, node)
            if child is not None:
                foreign = frame.is_foreign or child.tag == "math"
                stack.append(_Frame(node.child, child, is_foreign=foreign))
                if len(stack) > MOST_NESTED:
                    wrong = f"nests elements more than {MOST_NESTED} deep"
                    raise InputError(where, wrong, "give a page as a browser saves it")
    return top


def _child(frame: _Frame, node: LexborNode) -> Element | None:
    """Add what *node* is to its parent; return it where a reader sees what stands in it."""
    tag = str(node.tag)
    frame.all_seen += 1
    frame.seen[tag] += 1
    named = SIMPLE.fullmatch(tag) and tag != "math" and not frame.is_foreign
    step = f"{tag}[{frame.seen[tag]}]" if named else f"*[{frame.all_seen}]"
    step = tag if tag == "body" else step
    element = Element(tag, _attributes(node), frame.element, step)
    if tag in SHOWN and element.attributes.get("type") != "hidden":
        frame.element.shows.append(element)
    if tag in UNSEEN:
        return None
    frame.element.children.append(element)
    return element


def _attributes(node: LexborNode) -> dict[str, str]:
    return {key.lower(): value or "" for key, value in node.attributes.items()}
