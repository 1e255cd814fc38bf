"""Which blocks head a reader's comment, and whom they name.

1. An element says so (microdata, hCard, class names); "NAME says:"; "Name: NAME"; "Re: SUBJECT -- NAME, moment" in archives of
   lists; a name with a moment after it or beneath it.
2. A moment ends the line, or is a run of its own; a line that ends as a sentence does is what somebody says, no head.
3. Right beneath a name that an element gives to a comment, a moment makes no head of a line of another shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from kg.read.comments import SECTION
from kg.read.html.blocks import BREAK, Block
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.layout import Layout
from kg.read.html.moments import CLOCK, STAMP, is_stamp
from kg.read.lines import ends_sentence

__all__ = ["find_heads", "is_marked_off", "is_stamped", "says_author"]

LONGEST_NAME: Final = 8
LONGEST_HEAD: Final = 16
NAMING: Final = frozenset({"a", "b", "cite", "strong"})  # what sets the name in a head apart from the words beneath it
LABELLED = re.compile(
    r"(?:(?:user ?|nick ?|screen ?)?name|nick|author|from|user|posted by|by)\s?:\s{0,3}(?P<name>\S.{0,60}?)"
    r"(?=\s{0,3}(?:$|[|•·,;]|(?:e-?mail|date|time|posted|on|location|town|city|country|website|url|homepage)\b\s?:))",
    re.IGNORECASE,
)
SAYS = re.compile(r"(?P<name>.{1,60}?)\s+(?:says|said|writes|wrote|commented|replied)\s*(?::|…|\.\.\.)?", re.IGNORECASE)
PINGBACK = re.compile(r"(?:pingback|trackback):\s*(?P<name>.{1,100})", re.IGNORECASE)
BY = re.compile(r"^(?:posted |written |comment )?by:?\s+|^from:?\s+", re.IGNORECASE)
EDITED = re.compile(r"(?:last|first|originally) (?:edited|updated|modified|changed)\b", re.IGNORECASE)
EDGES: Final = " \t,;:|·•–—-()»«>→\n"
BEFORE_STAMP = re.compile(r"\s+(?:on|at|am|the)$", re.IGNORECASE)
AFTER_STAMP = re.compile(r"[^\W\d_]|[.!?…]")  # more words, or the end of a sentence
TIME = re.compile(
    r"(?:at\s)?[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s\(?[A-Z]{1,5}\b\)?)?", re.IGNORECASE
)
PARTED = re.compile(r"\s[|·•]\s")  # what follows are links and marks
SUBJECT = re.compile(r"re:\s.{1,120}\s(?:--|[—–-])\s(?P<name>\S.{0,60})$", re.IGNORECASE)
WEEKDAY = re.compile(r"[,\s]+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W*$", re.IGNORECASE)


def find_heads(blocks: Sequence[Block], layout: Layout) -> Iterator[tuple[Block, str]]:
    """Yield the blocks that head a comment, each with the name that it gives."""
    marked: Block | None = None  # the head that the words right beneath it belong to
    for block, after in zip_longest(blocks, blocks[1:]):
        if is_marked_off(block, layout):
            continue
        name = _said(block, layout)
        if name is None and (marked is None or _alike(block, marked)):
            name = _dated(block, after)
        if name:
            yield block, name
        if not is_stamp(block.text):
            marked = block if name and _marked_name(block, layout) else None


def _alike(block: Block, marked: Block) -> bool:
    """Whether *block* is built like *marked*, a head that an element names; plain paragraphs all are built alike."""
    own, other = block.holder, marked.holder
    same = own.tag == other.tag and own.attributes.get("class") == other.attributes.get("class")
    return same and (own.tag != "p" or bool(own.attributes.get("class")))


def _said(block: Block, layout: Layout) -> str | None:
    """Return the name that *block* heads a comment with and says so of, by its element or its words."""
    line = " ".join(block.text.split())
    if SECTION.fullmatch(line) or EDITED.match(line):
        return None
    if match := PINGBACK.fullmatch(line):
        return match["name"]
    first, *rest = block.text.split(BREAK)
    if (
        rest
        and not rest[0].startswith(">")
        and (match := SAYS.fullmatch(first))
        and first.rstrip().endswith((":", "…", "..."))
    ):
        return match["name"].strip(EDGES)
    if block.words > LONGEST_HEAD:
        return None
    if name := _marked_name(block, layout) or _labelled(line):
        return name
    match = SAYS.fullmatch(line)
    return match["name"].strip(EDGES) if match and len(match["name"].split()) <= LONGEST_NAME else None


def _dated(block: Block, after: Block | None) -> str | None:
    """Return the name that *block* gives with a moment after it or beneath it."""
    line = " ".join(block.text.split())
    if SECTION.fullmatch(line) or EDITED.match(line):
        return None
    first, *rest = block.text.split(BREAK)
    if (
        rest
        and len(first.split()) <= LONGEST_HEAD
        and (stamp := STAMP.search(first))
        and block.runs[0].element.tag in NAMING
    ):
        return _before_stamp(block, first[: stamp.start()])
    apart = " ".join(" ".join(run.text for run in block.runs).split())  # a name and a moment with nothing between them
    if stamp := _stamp(line, block) or _stamp(apart, block):
        before = stamp.string[: stamp.start()]
        if match := SUBJECT.match(WEEKDAY.sub("", before.rstrip(EDGES))):
            return _bare(match["name"])
        return _before_stamp(block, before) if block.words <= LONGEST_HEAD else None
    alone = block.words <= 4 and not ends_sentence(line) and any(c.isalpha() for c in line)
    return _bare(line) if alone and after is not None and is_stamp(after.text) else None


def _stamp(line: str, block: Block) -> re.Match[str] | None:
    """Return the moment that ends *line*, or that a run of *block* is."""
    stamp = STAMP.search(line)
    if stamp is None or not AFTER_STAMP.search(TIME.sub("", PARTED.split(line[stamp.end() :])[0])):
        return stamp
    apart = any(is_stamp(run.text) or STAMP.fullmatch(run.text.strip()) for run in block.runs)
    return stamp if apart and not ends_sentence(line) else None


def says_author(block: Block, layout: Layout) -> bool:
    """Whether *block*, a head, says of its name that it is an author's, by its element or its words."""
    line = " ".join(block.text.split())
    said = BY.match(line) or SAYS.fullmatch(line) or SAYS.fullmatch(line.split(BREAK)[0])
    return said is not None or _labelled(line) is not None or _marked_name(block, layout) is not None


def _marked_name(block: Block, layout: Layout) -> str | None:
    """Return the words of the innermost element of *block* that says it names a comment's author."""
    if is_stamp(block.text):
        return None  # the moment beneath the name, in one element with it
    for run in block.runs:
        if not run.text.strip():
            continue
        for element in run.element.lineage():
            words = element.text().split() if Cue.AUTHOR in layout.of(element) else ()
            if words and len(words) <= LONGEST_NAME and not is_stamp(" ".join(words)) and not _is_badge(element, words):
                return _bare(" ".join(words))
            if element is block.holder.parent:
                break
    return None


def _is_badge(element: Element, words: list[str]) -> bool:
    """Whether *element* names no one but says its class ("Author"): a badge."""
    return len(words) == 1 and words[0].lower() in re.split(r"[\W_]+", element.attributes.get("class", "").lower())


def _labelled(line: str) -> str | None:
    """Return the name after a label ("Name: NAME  Date: …"), as guest books print it."""
    match = LABELLED.match(line)
    return match["name"].strip(" \t,;:|·•–—-\n") if match and len(match["name"].split()) <= LONGEST_NAME else None


def is_stamped(block: Block, after: Block | None) -> bool:
    """Whether *block*, or what follows it, tells a moment to the minute, or how long ago, as comments do and reports do not."""
    line = " ".join(" ".join(run.text for run in block.runs).split())
    if CLOCK.search(line) and STAMP.search(line):
        return True
    return after is not None and is_stamp(after.text) and CLOCK.search(after.text) is not None


def _before_stamp(block: Block, before: str) -> str | None:
    """Return the name before a moment: the first words that have an element of their own, else all."""
    if len(before.split()) > LONGEST_NAME or before.rstrip().endswith(":"):
        return None
    first = next((run for run in block.runs if run.text.strip(EDGES)), None)
    own = first is not None and first.element is not block.holder and not STAMP.search(first.text)
    name = _bare(first.text if own and first is not None else BEFORE_STAMP.sub("", before.strip(EDGES)))
    return name if name and before.strip(EDGES) and any(c.isalpha() for c in name) else None


def _bare(name: str) -> str:
    name = BY.sub("", " ".join(name.split()))
    match = SAYS.fullmatch(name)
    bare = (match["name"] if match else name).strip(EDGES)
    return f"{bare})" if bare.count("(") > bare.count(")") and f"{bare})" in name else bare


def is_marked_off(block: Block, layout: Layout) -> bool:
    """Whether an element between the thread and *block* says that it is no comment."""
    for element in block.holder.lineage():
        told = layout.of(element)
        if Cue.COMMENTS in told:
            return False
        if Cue.FURNITURE in told or element.tag in ("button", "form"):
            return True
    return False
