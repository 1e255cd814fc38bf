"""What labels beside their values say of a report, near its headline: "Source", "Originally published", "Author".

A label is a term of a description list (HTML standard, 4.4.9). Portals that put up others' reports state so whose a report
is, and when it came out there. Rows of a table tell of the event, and not of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.read.dates import find_dates
from kg.read.html.blocks import Block
from kg.read.html.cues import Cue, cues
from kg.read.html.dom import Element
from kg.read.html.main_text import words_of
from kg.read.lines import plain
from kg.read.metadata import Metadata

__all__ = ["labelled"]

NEAR: Final = 25  # blocks from the headline
LONGEST: Final = 12
FIELDS: Final = (Cue.AUTHOR, Cue.PUBLISHER, Cue.ISSUED)


def labelled(blocks: Sequence[Block], title: str | None) -> Metadata:
    """Return author, publisher and day that labels near the headline *title* state."""
    said = dict(_pairs(_near(blocks, title)))
    values = {cue: next((said[label] for label in cues().labels(cue) if label in said), ()) for cue in FIELDS}
    days = (day for value in values[Cue.ISSUED] for _, day in find_dates(value))
    return Metadata(
        author="; ".join(values[Cue.AUTHOR]) or None,
        publisher=next(iter(values[Cue.PUBLISHER]), None),
        issued=next(days, None),
    )


def _near(blocks: Sequence[Block], title: str | None) -> Sequence[Block]:
    own = words_of(title or "")
    at = next((b.number for b in blocks if own and words_of(b.text) == own), None)
    return blocks[max(0, at - NEAR) : at + NEAR] if at is not None else ()


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each label, in lower case, with the values that follow it in its list."""
    for block in blocks:
        if block.holder.tag == "dt" and (group := _group(block.holder)) is not None:
            yield plain(block.text), tuple(_values(block, blocks, group))


def _group(label: Element) -> Element | None:
    """Return the list around *label*, or the division that groups it with its values."""
    return next((each for each in list(label.lineage())[1:3] if each.tag == "dl" or _holds_value(each)), None)


def _holds_value(element: Element) -> bool:
    return any(isinstance(child, Element) and child.tag == "dd" for child in element.children)


def _values(label: Block, blocks: Sequence[Block], group: Element) -> Iterator[str]:
    for block in blocks:
        if block.number <= label.number:
            continue
        if block.holder.tag == "dt" or not block.holder.within(group):
            return
        if block.words <= LONGEST:
            yield " ".join(block.text.split())
