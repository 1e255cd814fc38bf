"""Byline blocks → whom their links and marked names name as authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.zones import Zones
from kg.read.lines import NAME

__all__ = ["is_signature", "names_in_bylines", "persons_in"]

PERSON = re.compile(NAME)
PROFILE = re.compile(
    r"/(?:authors?|autor(?:en)?|auteurs?|journalists?|profiles?|people|staff|contributors?|by|writers?|team)/"
)
POSTED = re.compile(r"(?:posted|written|reported|published) by\b", re.IGNORECASE)
SENT = re.compile(rf"(?:From|FROM):\s+[\"']?(?P<name>{NAME})[\"']?\s+<")  # the head of a message in an archive
BY = re.compile(r"^by:?\s+", re.IGNORECASE)
AND = re.compile(r",?\s+(?:and|&)\s+|,\s+")
MOST: Final = 6
LONGEST: Final = 4  # words of a pen name ("Ada the ferryman")


def is_signature(block: Block) -> bool:
    """Whether *block*, wherever it stands, begins by telling who posted the report."""
    return POSTED.match(block.text) is not None


def persons_in(line: str) -> tuple[str, ...]:
    """Return the names of two persons or more that *line* lists, each of two to four words, and nothing else; else none."""
    names = AND.split(BY.sub("", " ".join(line.split()), count=1))
    persons = len(names) > 1 and all(2 <= len(name.split()) <= LONGEST and PERSON.fullmatch(name) for name in names)
    return tuple(names) if persons else ()


def names_in_bylines(blocks: Iterable[Block], zones: Zones) -> tuple[str, ...]:
    """Return the names that the first byline with names of its own marks up, as they stand."""
    for block in blocks:
        if found := tuple(dict.fromkeys(_names(block, zones))):
            return found[:MOST]
    return ()


def _names(block: Block, zones: Zones) -> Iterator[str]:
    if sent := SENT.match(block.text):
        yield " ".join(sent["name"].split())
    if persons := persons_in(block.text):
        yield from persons
        return
    for run in block.runs:
        name = " ".join(run.text.split())
        marked = any(_names_author(element, zones) for element in _around(run.element, block))
        linked = marked and any(element.tag == "a" for element in _around(run.element, block))
        if not PERSON.fullmatch(name) and not (linked and PERSON.match(name) and len(name.split()) <= LONGEST):
            continue
        whole = " " in name and run.element is not block.holder and Cue.AUTHOR in zones.of(block.holder)
        if marked or whole:
            yield name


def _around(element: Element, block: Block) -> Iterator[Element]:
    for each in element.lineage():
        if each is block.holder:
            return
        yield each


def _names_author(element: Element, zones: Zones) -> bool:
    attributes = element.attributes
    if element.tag == "a":
        return "author" in attributes.get("rel", "").lower().split() or bool(PROFILE.search(attributes.get("href", "")))
    return Cue.AUTHOR in zones.of(element)
