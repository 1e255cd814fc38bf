"""The runs of a line → the parts that a style sheet sets apart, though no white space stands between them.

1. Two elements of a line touch where one word would run into the next: "Ada Corvel3 May", "61people". They are parts of their
   own, but not where a word may go on ("Mir" and "row"), and not in paragraphs, headings, captions or lines of many words.
2. A time of day in an element of its own that begins a line, with more after it, is a part: the head of a post.
3. What is typed line by line (`pre`) has a part between each two blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.read.html.dom import Element

__all__ = ["Run", "between_blank_lines", "touching"]

WHOLE: Final = frozenset("p h1 h2 h3 h4 h5 h6 figcaption caption pre td th tr dt blockquote".split())
INLINE: Final = frozenset("a abbr b cite em i label small span strong time".split())
MARKED: Final = frozenset({"cite", "time"})
MOST_WORDS: Final = 40
LINE_END = re.compile(r"(\r\n|[\r\n])")
TIME = re.compile(r"\s*[0-2]?\d[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Run:
    """Characters as they stand in *element*; *text* is a line break's where `is_break`."""

    text: str
    element: Element
    is_break: bool = False


def between_blank_lines(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of lines of preformatted text that are not blank."""
    part: list[Run] = []
    filled = False  # whether the line that is being read has words
    for run in runs:
        for piece in [run.text] if run.is_break else LINE_END.split(run.text):
            if not (run.is_break or LINE_END.fullmatch(piece)):
                filled = filled or bool(piece.strip())
            elif filled:
                filled = False
            elif part:
                yield tuple(part)
                part = []
            if piece:
                part.append(Run(piece, run.element, is_break=run.is_break))
    if part:
        yield tuple(part)


def touching(runs: tuple[Run, ...], holder: Element) -> Iterator[tuple[Run, ...]]:
    """Yield the parts of a line of *holder*: itself where nothing parts it."""
    tops = [_top(run, holder) for run in runs]
    words = sum(len(run.text.split()) for run in runs)
    if holder.tag in WHOLE or words > MOST_WORDS or any(run.is_break for run in runs):
        yield runs
        return
    start = 0
    for i in range(1, len(runs)):
        if _is_seam(runs[i - 1], runs[i], tops[i - 1], tops[i]) or _is_post_head(runs[:i], runs[i:], tops):
            yield runs[start:i]
            start = i
    yield runs[start:]


def _top(run: Run, holder: Element) -> Element | None:
    """Return the element right in *holder* that *run* stands in."""
    return next((each for each in run.element.lineage() if each.parent is holder), None)


def _is_seam(run: Run, after: Run, top: Element | None, other: Element | None) -> bool:
    """Whether one element ends in a word and the next begins with another, with nothing between them."""
    if top is None or top is other or top.tag not in INLINE:
        return False
    if top.tag not in MARKED if other is None else other.tag not in INLINE:
        return False
    last, first = run.text[-1:], after.text[:1]
    if not first.isalnum() or not (last.isalnum() or (other is None and last == ":")):
        return False
    return not first.islower() or (other is not None and run.text.strip()[:1].isdigit() and _are_named(top, other))


def _are_named(top: Element, other: Element) -> bool:
    return "class" in top.attributes and "class" in other.attributes


def _is_post_head(runs: tuple[Run, ...], after: tuple[Run, ...], tops: list[Element | None]) -> bool:
    worded = [(run, top) for run, top in zip(runs, tops, strict=False) if run.text.strip()]
    if len(worded) != 1 or worded[0][1] is None or worded[0][1].tag != "time" or not after[0].text.strip():
        return False
    return TIME.fullmatch(worded[0][0].text) is not None and any(c.isalpha() for run in after for c in run.text)
