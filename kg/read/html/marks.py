"""Which boxes of a page say what they are for, by their tags, roles and names.

The outermost box decides, landmarks least. What holds the headline, or much of the main text, is no box whatever it says; a
table of data between paragraphs is the report's, and so are bylines in a landmark, and the foot of a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.read.html.containers import is_hidden, opens_panel
from kg.read.html.cues import Cue
from kg.read.html.dom import Element
from kg.read.html.layout import Layout

__all__ = ["Marks"]

FEWEST_ROWS: Final = 2
QUOTING: Final = frozenset({"blockquote", "figure"})
SECTIONS: Final = frozenset({"article", "main", "section"})


class _Mark(NamedTuple):
    """The box that an element stands in for certain, and whether in a landmark."""

    box: Cue | None = None
    landmark: bool = False


@dataclass(eq=False)
class Marks:
    """The boxes of one page; *further* are the ids of the elements around the rest of a report that a wall hides."""

    layout: Layout
    further: frozenset[int]
    found: dict[int, _Mark] = field(default_factory=dict)

    def of(self, element: Element) -> Cue | None:
        """Return what the box that *element* is or stands in says that it is: furniture, comments, or None."""
        around = list(self._unmarked(element))
        mark = _Mark() if not around or around[-1].parent is None else self.found[id(around[-1].parent)]
        for each in reversed(around):
            mark = self.found[id(each)] = mark if mark.box else self._marked(each, landmark=mark.landmark)
        box, landmark = self.found[id(element)]
        return box or (Cue.FURNITURE if landmark else None)

    def _unmarked(self, element: Element) -> Iterator[Element]:
        """Yield those around *element* that were not asked yet, innermost first."""
        for each in element.lineage():
            if id(each) in self.found:
                return
            yield each

    def _marked(self, element: Element, *, landmark: bool) -> _Mark:
        """Return what *element* itself says, in a *landmark* or not."""
        layout = self.layout
        told = layout.of(element)
        if opens_panel(element):
            return _Mark(None, landmark)
        if Cue.COMMENTS in told and not layout.holds_title(element) and self._after_title(element):
            return _Mark(Cue.COMMENTS)
        hidden = is_hidden(element) and id(element) not in self.further
        if (Cue.FURNITURE in told or hidden) and layout.is_box(element) and not self._is_tabled(element):
            return _Mark(Cue.FURNITURE)
        marked = Cue.LANDMARK in told or _is_masthead(element)
        return _Mark(None, landmark or (marked and layout.is_box(element) and not self._is_own(element)))

    def _is_tabled(self, element: Element) -> bool:
        """Whether *element*, between paragraphs, holds a table of data and no text but its title."""
        layout = self.layout
        held = layout.within(element)
        rows = [block for block in held if block.holder.tag == "tr" and not block.linked]
        if len(rows) < FEWEST_ROWS or len(held) - len(rows) > 1:
            return False
        first, end = layout.spans[id(element)]
        around = layout.blocks[max(0, first - 1) : first], layout.blocks[end : end + 2]  # a subheading may follow
        return all(any(b.number in layout.main.body and b.linked < 0.5 for b in beside) for beside in around)

    def _is_own(self, element: Element) -> bool:
        """Whether a landmark is part of the report: bylines, the foot of a quotation (HTML standard, 4.3.8)."""
        if self.layout.of(element) & {Cue.BYLINE, Cue.CAPTION, Cue.DECK} and self._after_title(element):
            return True
        return element.tag in ("footer", "header") and any(each.tag in QUOTING for each in element.lineage())

    def _after_title(self, element: Element) -> bool:
        first, _ = self.layout.spans[id(element)]
        return self.layout.title is None or first > self.layout.title.number


def _is_masthead(element: Element) -> bool:
    above = element.parent.lineage() if element.parent else ()
    return element.tag == "header" and not any(each.tag in SECTIONS for each in above)
