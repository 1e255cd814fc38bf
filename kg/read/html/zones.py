"""Where in a page the report is: its container, the region of container and title, and what stands in boxes of another kind.

1. An element is a box of furniture or of comments where it says so (`kg.read.html.marks`), unless it holds the title or much of
   the main text; where its first words head a list of links or ask for something; where a button in it does;
   where it is one of several cards with linked headings (`kg.read.html.cards`).
2. The container is the innermost element around most of the main text that is in no box. The region is the innermost element
   around title and container. Of several articles side by side only the one that holds the title is the report.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import Final

from kg.read.comments import SECTION
from kg.read.furniture import Furniture, furniture
from kg.read.html.blocks import BAR, Block
from kg.read.html.cards import find_cards
from kg.read.html.containers import is_alike, widened
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.layout import Layout, is_first_heading
from kg.read.html.main_text import words_of
from kg.read.html.marks import Marks
from kg.read.html.threads import find_thread
from kg.read.lines import LONGEST, is_prose, plain
from kg.read.paragraphs import Block as Lines

__all__ = ["Zones"]

POINTER = re.compile(r"(?:listen|watch|read (?:more|also)|see also|related):\s", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?][\"'”’»)]*(?:\s|$)")
FEWEST_SENTENCES: Final = 2
MOST: Final = 0.75
COUNT: Final = re.compile(r"[\s(\[]*\d{1,6}[\s)\]]*$")
ABOUT: Final = re.compile(r" (?:on|to|about|from|by|in) (?:this|the|our) \w+$")
ORDER: Final = re.compile(r"\W+(?:oldest|newest|latest|best) first\W*$", re.IGNORECASE)
A_THIRD: Final = 1 / 3
BOX_WORDS: Final = 160
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(eq=False)
class Zones(Layout):
    """The zones of a page; *table* knows the words of furniture."""

    table: Furniture = field(default_factory=furniture)
    notices: dict[int, bool] = field(default_factory=dict)

    def is_notice(self, block: Block) -> bool:
        """Whether *block* is a notice: the costliest question to a block of running text, so it is asked once."""
        if block.number not in self.notices:
            self.notices[block.number] = self.table.is_notice(block.text)
        return self.notices[block.number]

    def is_furniture(self, block: Block) -> bool:
        """Whether the words of *block* say that it is furniture."""
        if block.holder.tag == "tr":  # bars part cells here and links elsewhere
            text = block.text.replace(BAR, " ")
            return self.table.is_furniture(Lines(1, 0, len(text), text))
        lines = Lines(1, 0, len(block.text), block.text)
        return self.table.is_furniture(lines, self.is_notice(block)) and not self._is_told(block)

    def _is_told(self, block: Block) -> bool:
        """Whether *block* begins like a pointer ("Listen: …") but points nowhere: sentences of a paragraph of main text."""
        if not POINTER.match(block.text) or block.linked or len(SENTENCE.findall(block.text)) < FEWEST_SENTENCES:
            return False
        return block.holder.tag == "p" and block.number in self.main.body

    @cached_property
    def boxes(self) -> dict[int, Cue]:
        """What each block that stands in a box is, by its number: furniture or comments."""
        found: dict[int, Cue] = {}
        marks = Marks(self, self._further)
        for block in self.blocks:
            if cue := marks.of(block.holder):
                found[block.number] = cue
        for block in self.blocks:
            if block.number not in found:
                found |= dict.fromkeys((b.number for b in self._asking(block)), Cue.FURNITURE)
        for block in self.blocks:
            if block.number not in found and self._heads_comments(block, found):
                headed = {b.number for b in self._headed_thread(block)}
                found |= dict.fromkeys(headed, Cue.COMMENTS)
        for number in find_cards(self):
            found.setdefault(number, Cue.FURNITURE)
        thread = find_thread(self, {number for number, cue in found.items() if cue is not Cue.COMMENTS})
        return found | dict.fromkeys((b.number for b in thread), Cue.COMMENTS)

    def _asking(self, block: Block) -> Sequence[Block]:
        """Return the blocks of the box that *block* heads with a label or a prompt, or asks in with a button."""
        text = block.text
        if len(text) > LONGEST or any(element.tag == "figcaption" for element in block.holder.lineage()):
            return ()
        if self._is_button(block) and self.cues.says(plain(text), Cue.PROMPT):
            return self._around_button(block)
        if not (self.table.is_label(text) or self.table.opens(text) or self.is_notice(block)):
            return ()
        headed = self._headed(block)
        if len(headed) > 1 and _is_heading(block):
            return headed
        return headed if self.is_furniture(block) and block.words < BOX_WORDS else ()

    def _headed(self, block: Block) -> Sequence[Block]:
        """Return the blocks of the largest box that *block* is the first of."""
        largest: Sequence[Block] = (block,)
        for element in block.holder.lineage():
            first, _ = self.spans[id(element)]
            if first < block.number or not self.is_box(element) or self.share(element) >= A_THIRD:
                break
            largest = self.within(element)
        return largest

    def _around_button(self, block: Block) -> Sequence[Block]:
        for element in block.holder.lineage():
            around = self.within(element)
            if not self.is_box(element) or sum(each.words for each in around) > BOX_WORDS:
                break
            if any(words_of(each.text) in self.authors for each in around):
                break
            if any(each.words > 4 and not self._is_button(each) for each in around):
                return around
        return (block,)

    @cached_property
    def authors(self) -> frozenset[tuple[str, ...]]:
        """The words of the names of whom the head of the page states as authors."""
        return frozenset(words_of(name) for name in (self.head.said.author or "").split("; ") if name)

    def _is_button(self, block: Block) -> bool:
        for element in (block.element, block.holder):
            names = element.attributes.get("class", "").lower().replace("-", " ").replace("_", " ").split()
            role = element.attributes.get("role", "")
            if element.tag in ("button", "a") or role == "button" or {"btn", "button"} & set(names):
                return True
        return False

    def _heads_comments(self, block: Block, boxes: Container[int]) -> bool:
        """Whether *block* heads a thread of comments beneath running text."""
        text = block.text
        if len(text) > LONGEST or not self._is_thread_label(text):
            return False
        if self.title is not None and block.number < self.title.number:
            return False  # the name of a section, above a headline
        return any(is_prose(b.text) for b in self.blocks[: block.number] if b.number not in boxes)

    def _is_thread_label(self, text: str) -> bool:
        bare = ABOUT.sub("", plain(COUNT.sub("", ORDER.sub("", text))))
        return self.cues.says(bare, Cue.COMMENTS) or SECTION.fullmatch(text) is not None

    def _headed_thread(self, block: Block) -> Sequence[Block]:
        """Return the blocks of the thread that *block* heads: of what it is first in, else what follows it there."""
        around: Element | None = None
        for element in block.holder.lineage():
            first, _ = self.spans[id(element)]
            if first < block.number or self.holds_title(element):
                around = element if around is None or len(self.within(around)) == 1 else around
                break
            around = element
        if around is None:
            return ()
        first, last = self.spans[id(around)]
        beneath = self._words(self.blocks[: block.number]) >= A_THIRD * self._words(self.blocks)
        return self.blocks[block.number : last] if first == block.number or beneath else ()

    def _words(self, blocks: Sequence[Block]) -> int:
        return sum(block.words for block in blocks if block.number in self.main.body)

    @cached_property
    def container(self) -> Element | None:
        """The innermost element around most of the main text that is in no box, and around the boxes that it goes on in."""
        free = {number for number in self.main.body if number not in self.boxes and number not in self.others}
        weights = self.weighed(free)
        total = max(weights.values(), default=0)
        best: Element | None = None
        for element in self._around(free):
            if weights.get(id(element), 0) >= MOST * total and (best is None or element.within(best)):
                best = element
        return widened(best, [b for b in self.blocks if b.number not in self.boxes and b.number not in self.others])

    @cached_property
    def _told(self) -> Element | None:
        """The innermost element around most of the main text, boxes and all."""
        total = max(self.weights.values(), default=0)
        around = (e for e in self._around(set(self.main.body)) if self.weights.get(id(e), 0) >= MOST * total)
        return min(around, key=self.count, default=None)

    @cached_property
    def _further(self) -> frozenset[int]:
        """The ids of the elements around a second box of the kind that the main text is in: the rest of it behind a wall."""
        everywhere = self._around({block.number for block in self.blocks}) if self._told is not None else ()
        alike = (element for element in everywhere if self._told is not None and is_alike(element, self._told))
        return frozenset(id(above) for element in alike for above in element.lineage())

    def _around(self, numbers: set[int]) -> Iterator[Element]:
        seen: set[int] = set()
        for block in self.blocks:
            if block.number in numbers:
                for element in block.holder.lineage():
                    if id(element) in seen:
                        break
                    seen.add(id(element))
                    yield element

    @cached_property
    def region(self) -> Element | None:
        """The innermost element around title and container."""
        if self.title is None or self.container is None:
            return self.container
        return next(element for element in self.container.lineage() if self.holds_title(element))

    @cached_property
    def others(self) -> frozenset[int]:
        """The numbers of the blocks of reports beside the one that the title heads."""
        if self.title is None:
            return frozenset()
        own = {id(element): element for element in self.title.holder.lineage()}
        found: set[int] = set()
        for block in self.blocks[self.title.number + 1 :]:
            if block.number in found or not (is_first_heading(block.element) or _in_article(block)):
                continue
            apart = list(takewhile(lambda element: id(element) not in own, block.holder.lineage()))
            shared = next(element for element in block.holder.lineage() if id(element) in own)
            if apart and self._reports(self._branch(shared), 2) and self._reports(apart[-1], 1):
                found |= {each.number for each in self.within(apart[-1])}
        return frozenset(found)

    def _branch(self, shared: Element) -> Element | None:
        """Return the child of *shared* that the title stands in."""
        lineage = list(self.title.holder.lineage()) if self.title is not None else []
        return next((element for element in lineage if element.parent is shared), None)

    def _reports(self, element: Element | None, fewest: int) -> bool:
        """Whether *element* holds at least *fewest* paragraphs of running text."""
        held = self.within(element) if element is not None else ()
        running = (b for b in held if is_prose(b.text) and b.linked < 0.5 and b is not self.title)
        return len(list(islice(running, fewest))) == fewest


def _is_heading(block: Block) -> bool:
    return any(each.tag in HEADINGS or each.attributes.get("role") == "heading" for each in block.holder.lineage())


def _in_article(block: Block) -> bool:
    return any(element.tag == "article" for element in block.holder.lineage())
