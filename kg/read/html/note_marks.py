"""Marks of notes in running text ("killed 12¹ civilians") → the text without them, so that no figure grows by one.

1. A mark links to a place of the same page, and is set high, in brackets, or says that it is a mark (DPUB-ARIA 1.1,
   doc-noteref). It is left out, but where it begins the block: there it is the number of the note itself.
2. Figures that are set high and lead nowhere, such as powers, are told by the characters for them ("km²").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.read.html.dom import Element
from kg.read.html.seams import Run

__all__ = ["without_note_marks"]

MARK = re.compile(
    r"\s*(?P<bracket>[\[(])?\s*(?:note |fn\.? ?)?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?\s*,?\s*"
)
HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FIGURES = re.compile(r"\s*\d{1,3}\s*")
HEIGHT: Final = 4  # elements around the characters of a mark


def without_note_marks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return *runs* of one block without marks of notes, figures that are set high in characters for them."""
    if not any(_is_high(run.element) or _link(run.element) is not None for run in runs):
        return runs
    kept: list[Run] = []
    for run in runs:
        begun = any(each.text.strip() for each in kept)
        if begun and _is_mark(run):
            continue
        high = begun and _is_high(run.element) and FIGURES.fullmatch(run.text) is not None
        kept.append(replace(run, text=run.text.strip().translate(HIGH)) if high else run)
    return tuple(kept)


def _is_mark(run: Run) -> bool:
    around = [run.element, *_above(run.element)]
    if any(each.attributes.get("role") == "doc-noteref" for each in around):
        return True
    words = next((each.text() for each in around if each.tag in ("a", "sup")), run.text)
    match = MARK.fullmatch(words)
    if match is None or _link(run.element) is None:
        return False
    return bool(match["bracket"]) or _is_high(run.element) or any(_is_high(each) for each in around[0].walk())


def _link(element: Element) -> Element | None:
    """Return the link around or right in *element* that leads to a place of the page."""
    inside = (child for child in element.children if isinstance(child, Element))
    links = (each for each in (element, *_above(element), *inside) if each.tag == "a")
    return next((link for link in links if link.attributes.get("href", "").startswith("#")), None)


def _is_high(element: Element) -> bool:
    return any(each.tag == "sup" for each in (element, *_above(element)))


def _above(element: Element) -> list[Element]:
    return list(element.lineage())[1:HEIGHT]
