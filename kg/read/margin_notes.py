"""Comments of an editor's margin that an export has put into the text: "[a]" where one hangs, "[a]What it says" at the end.

So do Google Docs. Lettered notes at the end, in the order of the letters from "a" on, whose marks stand in the text above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase
from typing import Final

from kg.model import ParagraphRole
from kg.read.draft import Piece, without_blank_lines

__all__ = ["find_margin_notes", "without_margin_marks"]

NOTE: Final = re.compile(r"\s*\[(?P<mark>[a-z]{1,2})\](?=\S)")
MARK: Final = re.compile(r"\[(?P<mark>[a-z]{1,2})\]")
MARKS: Final = (*ascii_lowercase, *(one + two for one in ascii_lowercase for two in ascii_lowercase))


def find_margin_notes(texts: Sequence[str]) -> dict[int, str]:
    """Return the indices of the paragraphs that are notes of the margin, in order, each with its mark."""
    marked = {i: note["mark"] for i, text in enumerate(texts) if (note := NOTE.match(text))}
    first = max((i for i, mark in marked.items() if mark == MARKS[0]), default=None)
    if first is None:
        return {}
    notes = {i: mark for i, mark in marked.items() if i >= first}
    above = {match["mark"] for text in texts[:first] for match in MARK.finditer(text)}
    in_order = tuple(notes.values()) == MARKS[: len(notes)]
    return notes if in_order and above.issuperset(notes.values()) else {}


def without_margin_marks(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make furniture of the margin's notes among *pieces*, and drop their marks from the others."""
    notes = find_margin_notes([piece.text for piece in pieces])
    marks = frozenset(notes.values())
    return tuple(
        replace(piece, role=ParagraphRole.FURNITURE) if i in notes else _without(piece, marks)
        for i, piece in enumerate(pieces)
    )


def _without(piece: Piece, marks: frozenset[str]) -> Piece:
    if not marks:
        return piece
    text = without_blank_lines(MARK.sub(lambda match: "" if match["mark"] in marks else match[0], piece.text))
    return replace(piece, text=text) if text else piece
