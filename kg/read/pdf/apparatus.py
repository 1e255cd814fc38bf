"""Paragraphs of a PDF that are no part of its report: contents, notes behind the text, pull quotes, table heads that repeat.

1. A list of contents is lines that end in leader dots and a page number; and beneath its heading, lines that end in one.
2. Beneath the heading of notes, paragraphs that begin with a number are notes, to the last of them in a row.
3. Sentences in other type whose words stand in running text too are a pull quote.
4. A short paragraph with an address of electronic mail or an international telephone number is a contact.
5. A row that begins a page and stands elsewhere before, word for word, is the head of a table that goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.read.lines import ends_sentence
from kg.read.pdf.notes import begins_note
from kg.read.pdf.paragraphs import Paragraph, is_leader
from kg.read.pdf.words import print_words

__all__ = ["find_apparatus"]

NUMBERED: Final = re.compile(r".*\D\s(?:\|\s)?(?:\d{1,4}|[ivxl]{1,6})$")
OTHER: Final = 0.04  # of the size
FEWEST_WORDS: Final = 5
LONGEST_QUOTE: Final = 60  # words
MOST_QUOTES: Final = 200
NEAR: Final = 2  # paragraphs after a heading
LONGEST_CONTACT: Final = 30  # words
CONTACT: Final = re.compile(
    r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<!\w)\+\d{1,3}[\s()/-]{0,3}\d(?:[\s()/-]{0,2}\d){5,12}"
)
WORD: Final = re.compile(r"\w+")


def find_apparatus(paragraphs: Sequence[Paragraph], body: float) -> frozenset[int]:
    """Return the places in *paragraphs* of those that are no report; *body* is the size of running text."""
    texts = [" ".join(line.text for line in p.lines) for p in paragraphs]
    found = (
        set(_contents(paragraphs, texts)) | set(_notes(paragraphs, texts, body)) | set(_table_heads(paragraphs, texts))
    )
    found |= {i for i, text in enumerate(texts) if text.count(" ") < LONGEST_CONTACT and CONTACT.search(text)}
    return frozenset(found | set(_quotes(paragraphs, texts, body)))


def _contents(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> Iterator[int]:
    listed = False
    for i, paragraph in enumerate(paragraphs):
        leader = is_leader(paragraph.lines[-1])
        if print_words().heads_contents(texts[i]):
            after = range(i + 1, min(i + 1 + NEAR, len(paragraphs)))
            listed = any(is_leader(paragraphs[j].lines[-1]) or NUMBERED.fullmatch(texts[j]) for j in after)
            if listed:
                yield i
        elif leader or (listed and NUMBERED.fullmatch(texts[i])):
            yield i
        else:
            listed = False


def _notes(paragraphs: Sequence[Paragraph], texts: Sequence[str], body: float) -> Iterator[int]:
    """Yield heading and notes of each list of notes; a paragraph in between is the rest of a note."""
    last = -1
    for i in range(len(paragraphs)):
        if i <= last or not print_words().heads_notes(texts[i]) or paragraphs[i].is_row:
            continue
        last = i
        for j in range(i + 1, len(paragraphs)):
            if begins_note(paragraphs[j].lines[0]):
                last = j
            elif j - last > NEAR or (paragraphs[j].size > (1 + OTHER) * body):
                break
        yield from range(i, last + 1) if last > i or i == len(paragraphs) - 1 else ()


def _quotes(paragraphs: Sequence[Paragraph], texts: Sequence[str], body: float) -> Iterator[int]:
    plain = [" ".join(WORD.findall(text.casefold())) for text in texts]
    other = [i for i, p in enumerate(paragraphs) if abs(p.size - body) > OTHER * body and not p.is_row]
    running = [i for i, p in enumerate(paragraphs) if abs(p.size - body) <= OTHER * body]
    for i in other[:MOST_QUOTES]:
        long_enough = FEWEST_WORDS <= plain[i].count(" ") + 1 <= LONGEST_QUOTE
        if long_enough and ends_sentence(texts[i]) and any(plain[i] in plain[j] for j in running):
            yield i


def _table_heads(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> Iterator[int]:
    seen: set[str] = set()
    for i, paragraph in enumerate(paragraphs):
        first = i > 0 and paragraph.lines[0].page != paragraphs[i - 1].lines[-1].page
        if paragraph.is_row and first and texts[i] in seen:
            yield i
        if paragraph.is_row:
            seen.add(texts[i])
