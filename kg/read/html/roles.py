"""Blocks of a page in their zones → what each paragraph is for.

1. Boxes, and what stands outside the region of title and container, are furniture; threads go to `kg.read.html.comments`.
2. The title is the title. Between it and the report stand decks, bylines, captions; the rest there is furniture.
3. In the container what is a caption, a byline, a prompt, a list of links, a note or a repeated quotation is that; all else is
   the report, whatever the main-text library thought of it. After a line that ends a press release nothing is.
4. In the region but outside the container, what the library takes for main text and is built like the report is report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.model import ParagraphRole
from kg.read.bylines import dated_line, is_place_line
from kg.read.dates import is_date_line
from kg.read.furniture import Furniture
from kg.read.html.beginning import Beginning
from kg.read.html.blocks import Block
from kg.read.html.bylines import BYLINE_WORDS, DECK_WORDS, Bylines
from kg.read.html.comments import Comment, read_thread
from kg.read.html.cues import Cue
from kg.read.html.endings import hangs_on
from kg.read.html.fallback import agreed
from kg.read.html.insets import Insets, is_heading
from kg.read.html.main_text import words_of
from kg.read.html.moments import is_change, is_moment
from kg.read.html.pictures import is_caption
from kg.read.html.typed import told_by_words
from kg.read.html.zones import Zones
from kg.read.lines import is_prose

__all__ = ["Roles", "assign"]

BODY, BYLINE, CAPTION, FURNITURE, TITLE = (
    ParagraphRole.BODY,
    ParagraphRole.BYLINE,
    ParagraphRole.CAPTION,
    ParagraphRole.FURNITURE,
    ParagraphRole.TITLE,
)
MAIL_HEAD = re.compile(r"(?:from|sent|date|to|cc|reply-to):\s.{0,200}", re.IGNORECASE)
FEW: Final = 3


def assign(zones: Zones, table: Furniture) -> list[Comment]:
    """Return the role of each block, with the author of comments."""
    return Roles(zones, table).assigned()


@dataclass(eq=False)
class Roles:
    """The roles of one page."""

    zones: Zones
    table: Furniture
    begun: bool = False
    ended: bool = False
    last: ParagraphRole = FURNITURE
    threaded: frozenset[int] = frozenset()
    told: dict[int, Comment] = field(default_factory=dict)

    @cached_property
    def insets(self) -> Insets:
        """What in the report is no part of it."""
        return Insets(self.zones)

    @cached_property
    def bylines(self) -> Bylines:
        """Which blocks tell who wrote it and when."""
        return Bylines(self.zones, self.table, self.insets)

    @cached_property
    def beginning(self) -> Beginning:
        """Where the report begins."""
        return Beginning(self.zones, self.bylines, self._is_caption)

    def assigned(self) -> list[Comment]:
        """Return the role of each block, in order."""
        boxes = self.zones.boxes
        thread = [b for b in self.zones.blocks if boxes.get(b.number) is Cue.COMMENTS]
        self.told = read_thread(thread, self.zones, self.table)
        self.threaded = frozenset(self.told)
        for block in self.zones.blocks:
            self.last = self._role(block) if block.number not in self.told else self._in_thread(block)
            self.told.setdefault(block.number, Comment(self.last))
        roles = [self.told[block.number].role for block in self.zones.blocks]
        titled = self.zones.title is not None
        for number, role in told_by_words(self.zones.blocks, roles, self.table, titled=titled).items():
            self.told[number] = Comment(role)
        for number in hangs_on(self.zones.blocks, roles, self.zones.head.said.author, self.table):
            self.told[number] = Comment(FURNITURE)
        told = agreed(self.zones, self.told, self.bylines.is_furniture)
        return [told[block.number] for block in self.zones.blocks]

    def _in_thread(self, block: Block) -> ParagraphRole:
        """Return the role of a block of a thread; beneath comments that little running text follows there is no report."""
        if self.begun and self.told[block.number].role is ParagraphRole.COMMENT and block.number > self.late:
            self.ended = True
        return ParagraphRole.COMMENT

    @cached_property
    def late(self) -> int:
        """The number of the last block that enough running text outside the threads follows for the report to go on."""
        running = [b.number for b in self.insets.running if b.number not in self.threaded]
        return running[-FEW] if len(running) >= FEW else -1

    def _role(self, block: Block) -> ParagraphRole:
        zones = self.zones
        if block is zones.title or self._continues_title(block):
            return TITLE
        if block.number in zones.boxes or block.number in zones.others or _is_control(block):
            return self._boxed(block)
        if zones.region is None or not block.holder.within(zones.region):
            return BYLINE if self._heads_title(block) else FURNITURE
        inside = zones.container is not None and block.holder.within(zones.container)
        if zones.title is not None and block.number < zones.title.number:
            return self._above(block)
        if block.number in self.beginning.opening:
            return self._inside(block)
        if (not self.begun and not inside) or block.number < self.beginning.first:
            return self._between(block)
        self.begun = True
        return self._inside(block) if inside else self._beside(block)

    def _heads_title(self, block: Block) -> bool:
        """Whether *block* is a day right above the headline, as blogs set it above the posts of that day."""
        title = self.zones.title
        return title is not None and title.number - block.number == 1 and is_date_line(block.text)

    def _continues_title(self, block: Block) -> bool:
        """Whether *block* is another part of the heading that the title is."""
        title = self.zones.title
        return title is not None and block.element is not title.element and block.holder is title.holder and (
            title.holder.tag == "h1"
        )  # fmt: skip

    def _boxed(self, block: Block) -> ParagraphRole:
        """Tell what stands in a box: the credit of a picture or a moment of change after all, else furniture."""
        if self._is_credited(block):
            return CAPTION
        inside = self.zones.region is not None and block.holder.within(self.zones.region)
        return BYLINE if inside and not self.ended and is_change(block.text) else FURNITURE

    def _is_credited(self, block: Block) -> bool:
        """Whether a box within a figure is the picture's credit after all."""
        return any(element.tag == "figure" for element in block.holder.lineage()) and self.bylines.says(
            block, Cue.CAPTION
        )

    def _above(self, block: Block) -> ParagraphRole:
        if not self.bylines.holds(block) or self.bylines.says(block, Cue.CAPTION):
            return FURNITURE
        pictured = self.table.is_caption(block.text) or any(e.tag == "figure" for e in block.holder.lineage())
        return FURNITURE if pictured else BYLINE  # a mark of the outlet beside a line is no picture

    def _between(self, block: Block) -> ParagraphRole:
        """Tell what stands between the title and the report."""
        text = block.text
        if MAIL_HEAD.fullmatch(text) and not is_prose(text):
            return BYLINE if text[:4].lower() in ("from", "date", "sent") else FURNITURE
        if is_heading(block) and self.zones.title and words_of(text) == words_of(self.zones.title.text):
            return TITLE
        dated = block.words <= BYLINE_WORDS / 3 and block.linked < 0.5 and self._is_dated(text)
        if is_moment(text) or (dated and not self.table.is_line(text)):
            return BYLINE
        if self.bylines.is_furniture(block):
            return FURNITURE
        if self._is_caption(block):
            return CAPTION
        if self.bylines.holds(block) or (block.words <= BYLINE_WORDS / 2 and self._is_dated(text)):
            return BYLINE
        if block.linked >= 0.8 or block.words > DECK_WORDS * 2:
            return FURNITURE if block.linked >= 0.8 else BODY
        summary = words_of(text) == words_of(self.zones.head.description)
        deck = self.bylines.says(block, Cue.DECK) or summary or is_prose(text) or self._is_before_byline(block)
        return TITLE if deck and block.words > 3 else FURNITURE

    def _is_dated(self, text: str) -> bool:
        return dated_line(text) is not None or is_place_line(text)

    def _is_before_byline(self, block: Block) -> bool:
        following = self.zones.blocks[block.number + 1 : block.number + 3]
        return any(self.bylines.holds(each) for each in following)

    def _inside(self, block: Block) -> ParagraphRole:
        """Tell what stands in the container once the report has begun."""
        if self.ended or self._ends(block) or self.insets.is_note(block):
            return FURNITURE
        if self._is_caption(block):
            return CAPTION
        if self.last is TITLE and self.bylines.says(block, Cue.DECK) and block.words <= DECK_WORDS:
            return TITLE
        if self.bylines.holds_inside(block):
            return BYLINE
        if self.bylines.is_furniture(block) or self.insets.holds(block):
            return FURNITURE
        return BODY

    def _ends(self, block: Block) -> bool:
        self.ended = self.table.is_ending(block.text)
        return self.ended

    def _beside(self, block: Block) -> ParagraphRole:
        """Tell what stands in the region after the report has begun, but outside its container."""
        if self._is_caption(block):
            return CAPTION
        if self.bylines.holds(block):
            return BYLINE
        alike = (block.holder.tag, block.holder.attributes.get("class", "")) in self._shapes
        found = block.number in self.zones.main.body and is_prose(block.text) and alike
        follows = self.last in (BODY, CAPTION) and not self.ended
        return BODY if found and follows and not self.bylines.is_furniture(block) else FURNITURE

    @cached_property
    def _shapes(self) -> frozenset[tuple[str, str]]:
        """Tags and classes of the running text in the container."""
        container = self.zones.container
        inside = self.zones.within(container) if container is not None else ()
        running = (b.holder for b in inside if b.number in self.zones.main.body and is_prose(b.text))
        return frozenset((holder.tag, holder.attributes.get("class", "")) for holder in running)

    def _is_caption(self, block: Block) -> bool:
        if self.bylines.credits(block):
            return False
        return is_caption(block, self.zones, self.table, said=self.bylines.says(block, Cue.CAPTION))


def _is_control(block: Block) -> bool:
    return any(
        e.tag in ("button", "label", "legend") or e.attributes.get("role") == "button" for e in block.core.lineage()
    )
