"""Marks of notes in running text ("killed 12¹ civilians") → the text without them, so that no figure grows by one.

1. A mark links to a place of the same page, and is set high, in brackets, or says that it is a mark (DPUB-ARIA 1.1,
   doc-noteref). It is left out, but where it begins the block: there it is the number of the note itself.
2. Figures that are set high and lead nowhere, such as powers, are told by the characters for them ("km²").
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from kg.read.html.dom import Element
from kg.read.html.seams import Run

__all__ = ["without_note_marks"]

MARK = re.compile(
    r"(?P<bracket>[\[(] ?)?(?:note |fn\.? ?)?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})(?: ?[\])])?(?: ?,)?"
)
HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FIGURES = re.compile(r"\s*\d{1,3}\s*")
HEIGHT: Final = 4  # elements around the characters of a mark


def without_note_marks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return *runs* of one block without marks of notes, figures that are set high in characters for them."""
    kept: list[Run] = []
    begun = False
    asked: dict[int, bool] = {}  # of elements that may hold very many runs
    for run in runs:
        if begun and _is_mark(run, asked):
            continue
        if begun and FIGURES.fullmatch(run.text) is not None and _high(run.element) is not None:
            kept.append(replace(run, text=run.text.strip().translate(HIGH)))
        else:
            kept.append(run)
        begun = begun or bool(run.text.strip())
    return tuple(kept)


def _is_mark(run: Run, asked: dict[int, bool]) -> bool:
    """Whether *run* stands in a mark; what is said of an element is kept in *asked*."""
    around = _around(run.element)
    marked = next((each for each in around if each.tag in ("a", "sup")), None)
    if marked is None:
        return any(each.attributes.get("role") == "doc-noteref" for each in around)
    if id(marked) not in asked:
        asked[id(marked)] = _marks(marked, around)
    return asked[id(marked)]


def _marks(marked: Element, around: list[Element]) -> bool:
    if any(each.attributes.get("role") == "doc-noteref" for each in around):
        return True
    match = MARK.fullmatch(" ".join(marked.text().split()))
    inside = [child for child in marked.children if isinstance(child, Element)]
    links = (each for each in (*around, *inside) if each.tag == "a")
    leads = any(link.attributes.get("href", "").startswith("#") for link in links)
    high = _high(marked) is not None or any(child.tag == "sup" for child in inside)
    return match is not None and leads and (bool(match["bracket"]) or high)


def _high(element: Element) -> Element | None:
    return next((each for each in _around(element) if each.tag == "sup"), None)


def _around(element: Element) -> list[Element]:
    """Return *element* and the few around it, innermost first."""
    return list(islice(element.lineage(), HEIGHT))
