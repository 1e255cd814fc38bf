"""What stands in the running text of a report and is no part of it: notes, links to other pages, quotations set large."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.read.html.blocks import Block
from kg.read.html.dom import Element
from kg.read.html.main_text import words_of
from kg.read.html.zones import Zones
from kg.read.lines import ends_sentence, is_prose

__all__ = ["Insets", "is_heading"]

REPEATED_WORDS: Final = 5
SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s")
POINTER = re.compile(r"\bhere\W*$", re.IGNORECASE)
NOTE = re.compile(r"\W{0,2}(?:\d{1,3}|[*†‡])\W{0,2}$")


@dataclass(eq=False)
class Insets:
    """The insets of one page; what is asked of a list is worked out once."""

    zones: Zones
    linked: dict[int, bool] = field(default_factory=dict)

    def holds(self, block: Block) -> bool:
        """Whether *block* is a link to elsewhere, or says again what the report says."""
        return self._is_link(block) or self._is_repeated(block)

    def is_note(self, block: Block) -> bool:
        """Whether *block* is a footnote: it begins with a number that links back into the page."""
        first = next((run for run in block.runs if run.text.strip()), None)
        if first is None or not NOTE.match(first.text.strip()):
            return False
        return any(e.tag == "a" and e.attributes.get("href", "").startswith("#") for e in first.element.lineage())

    def _is_link(self, block: Block) -> bool:
        """Whether *block* is a link to another page and no sentence of the report, or one of a list of such."""
        if block.linked < 0.9:
            return False
        listed = next((e for e in block.holder.lineage() if e.tag in ("ul", "ol")), None)
        if listed is not None and self._is_linked(listed):
            return True
        return not ends_sentence(block.text) and not POINTER.search(block.text)

    def _is_linked(self, listed: Element) -> bool:
        if id(listed) not in self.linked:
            self.linked[id(listed)] = all(each.linked >= 0.9 for each in self.zones.within(listed))
        return self.linked[id(listed)]

    def _is_repeated(self, block: Block) -> bool:
        """Whether *block* says again what a longer paragraph of the page says: a quotation set large."""
        own = words_of(block.text)
        if len(own) < REPEATED_WORDS or is_heading(block):
            return False
        longest = self._longest.get(own[:REPEATED_WORDS], "")
        said = f" {' '.join(own)} "
        if said not in longest:
            return self._is_put_together(block, longest)
        return len(said) < len(longest) or self._is_set_large(block, said)

    def _is_put_together(self, block: Block, longest: str) -> bool:
        """Whether *block*, set apart as a quotation, is sentences that *longest* says with other words between them."""
        if not any(e.tag in ("blockquote", "aside", "q") for e in block.holder.lineage()):
            return False
        sentences = [words for each in SENTENCES.split(block.text) if (words := words_of(each))]
        return bool(longest) and all(f" {' '.join(words)} " in longest for words in sentences)

    def _is_set_large(self, block: Block, said: str) -> bool:
        """Whether *block* is a second time what a paragraph of another shape says."""
        return len(self._saying.get(said, ())) > 1 and block.holder.tag != "p"

    @cached_property
    def _saying(self) -> dict[str, set[tuple[str, str]]]:
        """The tags and classes of the blocks of the report by their words."""
        found: dict[str, set[tuple[str, str]]] = {}
        for block in self.running:
            shape = block.holder.tag, block.holder.attributes.get("class", "")
            found.setdefault(f" {' '.join(words_of(block.text))} ", set()).add(shape)
        return found

    @cached_property
    def _longest(self) -> dict[tuple[str, ...], str]:
        """The words of the longest paragraph of the report that holds each run of words."""
        found: dict[tuple[str, ...], str] = {}
        for block in self.running:
            own = words_of(block.text)
            said = f" {' '.join(own)} "
            for i in range(len(own) - REPEATED_WORDS + 1):
                if len(found.get(own[i : i + REPEATED_WORDS], "")) < len(said):
                    found[own[i : i + REPEATED_WORDS]] = said
        return found

    @cached_property
    def running(self) -> tuple[Block, ...]:
        """The running text in the container that is in no box."""
        container = self.zones.container
        inside = self.zones.within(container) if container is not None else ()
        free = (b for b in inside if b.number not in self.zones.boxes and b is not self.zones.title)
        return tuple(b for b in free if is_prose(b.text))


def is_heading(block: Block) -> bool:
    """Whether *block* is a heading beneath the first rank."""
    return any(e.tag in ("h2", "h3", "h4", "h5", "h6") for e in block.holder.lineage())
