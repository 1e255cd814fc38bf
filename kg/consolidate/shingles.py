"""Documents as sketches: the words of their reporting, cut into passages, and the hashes of each six words in a row.

1. Of the reporting the body and captions count; headlines differ between reprints, bylines and furniture are each outlet's own.
2. A passage is a sentence; one of a few words counts with the one before it in its paragraph.
3. A shingle is six words in a row, whatever their case, over the ends of sentences and paragraphs, since reprints break lines
   and paragraphs anew (Broder 1997, doi:10.1109/SEQUEN.1997.666900).
4. Of each eight shingles in a row the least is kept (winnowing: Schleimer, Wilkerson & Aiken 2003, doi:10.1145/872757.872770).
A shingle is 8 bytes, whatever its words; 0 is none. No hash depends on the run or the order of the documents. A sketch takes
about 9 bytes a word, and 40 a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from kg.consolidate.partitions import pack, unpack
from kg.consolidate.windows import ordinal
from kg.model import Document, ParagraphRole
from kg.resources import lexicon_file

__all__ = ["COPIED_ROLES", "Passage", "Sketch", "sketch", "threshold"]

COPIED_ROLES: Final = frozenset({ParagraphRole.BODY, ParagraphRole.CAPTION})
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+")
# A polynomial in the hashes of the words, modulo a Mersenne prime (Karp & Rabin 1987).
_PRIME: Final = (1 << 61) - 1
_BASE: Final = 0x1C3F_58A7_9E4B_D261 % _PRIME


class Passage(NamedTuple):
    """A sentence, `text[start:end]` of its document, and its words: from number *first* to before *last* of the sketch."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a document is compared. `shingles[n]` begins at word n, and is 0 where it stands in a standing passage.

    `prints` are the places of the kept shingles, rising. Both are held packed (`partitions.pack`). `day` is that of issue,
    counted as `datetime.date.toordinal` counts it; 0 where none is told.
    """

    key: str
    passages: tuple[Passage, ...]
    words: int
    packed_shingles: bytes = field(repr=False)
    packed_prints: bytes = field(repr=False)
    day: int = 0

    @property
    def shingles(self) -> memoryview[int]:
        """The shingles in the order of the text; fewer than the words by those that the last reaches over."""
        return unpack(self.packed_shingles)

    @property
    def prints(self) -> memoryview[int]:
        """The numbers of the words at which kept shingles begin."""
        return unpack(self.packed_prints)

    def kept(self) -> Iterator[int]:
        """Yield the shingles that winnowing kept and that do not stand in a standing passage."""
        shingles = self.shingles
        return (shingles[at] for at in self.prints if shingles[at])

    def covered(self, common: Container[int]) -> bytearray:
        """Return 1 for each word that stands in a shingle of *common*, else 0."""
        words, width = bytearray(self.words), threshold("shingle")["words"]
        for at, shingle in enumerate(self.shingles):
            if shingle in common:
                words[at : at + width] = b"\1" * width
        return words


def threshold(name: str) -> dict[str, Any]:
    """Return a table of `lexicon/copies.toml`."""
    table: dict[str, Any] = _table()[name]
    return table


def sketch(document: Document) -> Sketch:
    """Return the sketch of *document*; one without reporting has no passages."""
    passages, hashes = list[Passage](), list[int]()
    for paragraph in document.paragraphs:
        if paragraph.role in COPIED_ROLES:
            for start, end, words in _sentences(paragraph.text):
                first = len(hashes)
                hashes += map(_word_hash, words)
                place = paragraph.start + start, paragraph.start + end
                passages.append(Passage(*place, first, len(hashes), paragraph.number))
    shingles = list(_shingles(hashes, threshold("shingle")["words"]))
    prints = _winnow(shingles, threshold("window")["shingles"])
    day = ordinal(document.issued) if document.issued else 0
    return Sketch(document.key, tuple(passages), len(hashes), pack(shingles), pack(prints), day)


def _sentences(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each sentence of a paragraph with its offsets there and its words; a short one goes with the one before it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    spans = [(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end]
    held: tuple[int, int, list[str]] | None = None
    for start, end in spans:
        words = _WORD.findall(text[start:end].casefold())
        if held and min(len(words), len(held[2])) < threshold("passage")["words"]:
            held = held[0], end, held[2] + words
            continue
        if held:
            yield held
        held = start, end, words
    if held and held[2]:
        yield held


def _shingles(hashes: Sequence[int], width: int) -> Iterator[int]:
    """Yield the hash of each *width* words in a row; none is 0."""
    high, value = pow(_BASE, width, _PRIME), 0
    for at, word in enumerate(hashes):
        value = (value * _BASE + word - (hashes[at - width] * high if at >= width else 0)) % _PRIME
        if at >= width - 1:
            yield value or 1


def _winnow(shingles: Sequence[int], window: int) -> list[int]:
    """Return the places of the least shingle of each *window* in a row, the last of equals; of fewer the least of all."""
    places = list[int]()
    least = -1
    for end in range(max(min(window, len(shingles)), 1), len(shingles) + 1):
        start = max(0, end - window)
        if least < start:
            least = min(range(start, end), key=lambda at: (shingles[at], -at))
        elif shingles[end - 1] <= shingles[least]:
            least = end - 1
        if not places or places[-1] != least:
            places.append(least)
    return places


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % _PRIME


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(lexicon_file("copies.toml").read_text(encoding="utf-8"))
