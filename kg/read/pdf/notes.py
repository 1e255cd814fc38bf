"""Footnotes: small type at the foot of a column, beneath a rule or begun by a mark; and their marks in the text.

A mark in the text (raised and small) is left out only where the page has a footnote with that mark: the 2 of "5 km²" stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from kg.read.pdf.rows import Line

__all__ = ["begins_note", "find_notes", "find_rules", "without_marks"]

SMALL: Final = 0.93
MARK: Final = re.compile(r"\s*[\[(]?(\d{1,3}|[*†‡§¶]{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3})[\])]?[.\s]?\s*(?=\D)")
MOST_OBJECTS: Final = 3_000
SHORTEST_RULE: Final = 30.0
THICKEST_RULE: Final = 2.0


def find_notes(lines: Sequence[Line], body: float, rules: Sequence[float]) -> frozenset[int]:
    """Return the places in *lines*, of one page, of those that belong to footnotes; *body* is the size of running text.

    *rules* are the heights of the horizontal rules of the page.
    """
    found: set[int] = set()
    for column in {line.column for line in lines}:
        places = [i for i, line in enumerate(lines) if line.column == column]
        tail: list[int] = []
        for i in reversed(places):
            if lines[i].size >= SMALL * body or lines[i].is_row:
                break
            tail.insert(0, i)
        begin = next((i for i in tail if begins_note(lines[i]) or _is_under_rule(lines, i, rules)), None)
        found |= {i for i in tail if begin is not None and i >= begin}
    return frozenset(found) if len(found) < len(lines) else frozenset()


def begins_note(line: Line) -> bool:
    return MARK.match(line.text) is not None


def _is_under_rule(lines: Sequence[Line], i: int, rules: Sequence[float]) -> bool:
    line = lines[i].segment
    above = lines[i - 1].segment.bottom if i and lines[i - 1].column == lines[i].column else line.top + 3 * line.size
    return any(line.top - 0.3 * line.size <= y <= above + 0.3 * line.size for y in rules)


def find_rules(page: Any) -> list[float]:
    """Return the heights of the horizontal rules of the pypdfium2 page *page*."""
    import ctypes

    import pypdfium2.raw as pdfium

    heights = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, i)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        found = pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        if found and top.value - bottom.value <= THICKEST_RULE and right.value - left.value >= SHORTEST_RULE:
            heights.append((top.value + bottom.value) / 2)
    return heights


def without_marks(line: Line, notes: Sequence[Line]) -> Line:
    """Return *line* without the raised marks that one of *notes*, the footnotes of its page, begins with."""
    marks = {match[1] for note in notes if (match := MARK.match(note.text))}
    text = line.text
    for start, end in reversed(line.segment.raised):
        if text[start:end] in marks:
            text = text[:start].rstrip() + text[end:]
    return replace(line, segment=replace(line.segment, text=text, raised=())) if text.strip() else line
