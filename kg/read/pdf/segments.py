"""A page of a PDF → segments: characters that stand side by side on one line, with their place and size.

1. PDFium gives the characters in the order of the file, right-to-left runs turned into reading order, each with its place.
   How high it is comes from its font's size and matrix: boxes are as high as the font's program says, which may be the glyph.
2. A segment ends where PDFium ends a line, where the next character stands on another line, and where the gap before it is
   as wide as the type is high: there a column or a cell of a table may end.
3. Its size is that of most of its characters.
   Smaller, raised figures and signs may be marks of footnotes; where they stand is kept.
4. PDFium gives ligatures as the letters they stand for, and a no-break space as a space. Text that runs up the page or
   across it is no line of the page's.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any, Final, NamedTuple, TypeAlias

__all__ = ["HYPHENS", "Segment", "page_segments"]

# U+0002 and U+FFFE are what PDFium makes of a hyphen that it takes for one of the line's end.
HYPHENS: Final = "-\u2010\u00ad\u0002\ufffe"
BLANK: Final = frozenset(" \t\r\n\x0b\x0c\x00\u200b\ufeff")
MARK: Final = re.compile(r"[\d*†‡§¶]{1,3}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}")
# A lone sign of a symbol font that maps to no character begins a line as bullets do.
UNMAPPED: Final = re.compile("^[\x80-\x9f\ue000-\uf8ff](?=\\s|$)")
HEAVY: Final = re.compile(rb"bold|black|heavy|demi|-bd|cmb", re.IGNORECASE)
BOLD: Final = 600
LONGEST_NAME: Final = 128
MOST_CHARACTERS: Final = 100_000
TILTED: Final = 0.1  # radians
DESCENT: Final = 0.22  # of the type's size, below the line that letters stand on


_Edges: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top


class _Character(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool  # whether white space stands before it
    tilted: bool
    place: int  # on the text page

    @property
    def size(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Segment:
    """Text on page *page* in a box, in points from the lower left corner of the page as it is shown.

    `raised` are the spans of its text that may be marks of footnotes; `tilted` says that it does not run from left to right,
    `bold` that its type is heavy from the first letter to the last, `opens_bold` that it begins so.
    """

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    raised: tuple[tuple[int, int], ...] = ()
    tilted: bool = False
    bold: bool = False
    opens_bold: bool = False

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def page_segments(page: Any, number: int) -> list[Segment]:
    """Return the segments of the pypdfium2 page *page*, number *number*, in the order of the file."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        turned = page.get_rotation()
        found = []
        for start, end in _runs(pdfium, text_page):
            characters = list(_characters(pdfium, text_page, start, end, turned, page.get_size()))
            found += [_segment(number, part, _heavy(pdfium, text_page, part)) for part in _parts(characters)]
        return found
    finally:
        text_page.close()


def _runs(pdfium: Any, text_page: Any) -> Iterator[tuple[int, int]]:
    """Yield where each of PDFium's lines begins, at a character that is no white space, and ends."""
    start = None
    count = min(pdfium.FPDFText_CountChars(text_page), MOST_CHARACTERS)
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code in (10, 13):
            if start is not None:
                yield start, i
            start = None
        elif start is None and chr(code) not in BLANK:
            start = i
    if start is not None:
        yield start, count


def _characters(
    pdfium: Any, text_page: Any, start: int, end: int, turned: int, size: tuple[float, float]
) -> Iterator[_Character]:
    found = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    spaced, high = False, ""
    for i in range(start, end):
        text = chr(pdfium.FPDFText_GetUnicode(text_page, i))
        if text in BLANK:
            spaced = True
            continue
        if "\ud800" <= text < "\udc00":
            high = text
            continue
        if "\udc00" <= text < "\ue000":
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        edges, tilted = _place(pdfium, text_page, i, turned, size, found)
        if all(map(math.isfinite, edges)):
            yield _Character(text, *edges, spaced, tilted, i)
            spaced = False


def _place(
    pdfium: Any, text_page: Any, i: int, turned: int, size: tuple[float, float], found: tuple[Any, Any, Any, Any]
) -> tuple[_Edges, bool]:
    """Return the edges of character *i* on the page as it is shown, and whether it is tilted there; *found* is overwritten."""
    box, matrix, x, y = found
    pdfium.FPDFText_GetLooseCharBox(text_page, i, box)
    pdfium.FPDFText_GetMatrix(text_page, i, matrix)
    left, bottom, right, top = _turned((box.left, box.bottom, box.right, box.top), turned, size)
    angle = math.atan2(matrix.b, matrix.a) - math.radians(turned)
    tilted = abs(math.remainder(angle, math.tau)) > TILTED
    em = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
    if not tilted and 0.4 * (top - bottom) < em < 40 * (top - bottom):  # else its font is scaled by a matrix of its own
        pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
        _, base, _, _ = _turned((x.value, y.value, x.value, y.value), turned, size)
        bottom, top = base - DESCENT * em, base + (1 - DESCENT) * em
    return (left, bottom, right, top), tilted


def _turned(box: _Edges, turned: int, size: tuple[float, float]) -> _Edges:
    """Return the box as it stands on a page that is shown turned clockwise and then *size* large."""
    left, bottom, right, top = box
    width, height = size
    if turned == 90:
        return bottom, height - right, top, height - left
    if turned == 180:
        return width - right, height - top, width - left, height - bottom
    if turned == 270:
        return width - top, left, width - bottom, right
    return box


def _parts(characters: Sequence[_Character]) -> Iterator[list[_Character]]:
    part: list[_Character] = []
    for character in characters:
        if part and _is_apart(part[-1], character):
            yield part
            part = []
        part.append(character)
    if part:
        yield part


def _is_apart(one: _Character, two: _Character) -> bool:
    if one.tilted or two.tilted:
        return one.tilted != two.tilted
    size = max(one.size, two.size, 1.0)
    gap = max(two.left - one.right, one.left - two.right)
    shared = min(one.top, two.top) - max(one.bottom, two.bottom)
    return gap > size or shared < 0.3 * min(one.size, two.size)


def _heavy(pdfium: Any, text_page: Any, characters: Sequence[_Character]) -> tuple[bool, bool]:
    """Return whether the type of *characters* is heavy throughout, and whether it is where they begin."""
    first, *rest = (_is_heavy(pdfium, text_page, characters[i].place) for i in (0, len(characters) // 2, -1))
    return first and all(rest), first


def _is_heavy(pdfium: Any, text_page: Any, i: int) -> bool:
    name, flags = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, i, name, LONGEST_NAME, flags)
    return HEAVY.search(name.value) is not None or pdfium.FPDFText_GetFontWeight(text_page, i) >= BOLD


def _segment(page: int, characters: Sequence[_Character], heavy: tuple[bool, bool]) -> Segment:
    size = median_low([c.size for c in characters])
    bottom = median_low([c.bottom for c in characters])
    text = ""
    raised: list[tuple[int, int]] = []
    for character in characters:
        text += " " * (character.spaced and bool(text))
        if character.size < 0.85 * size and character.bottom > bottom + 0.1 * size:
            raised.append((len(text), len(text) + len(character.text)))
        text += character.text
    marks = tuple(span for span in _merged(raised) if MARK.fullmatch(text[slice(*span)]))
    left, right = min(c.left for c in characters), max(c.right for c in characters)
    text = UNMAPPED.sub("•", text)
    return Segment(page, text, left, bottom, right, bottom + size, marks, characters[0].tilted, *heavy)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
