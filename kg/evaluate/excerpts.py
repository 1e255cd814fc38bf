"""Finds the sentence around a quote, or around two spans, so that a reader sees what a claim was read from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.matching import Row
from kg.extract.sentences import split_sentences
from kg.model import Document, Paragraph
from kg.read import ReadOptions, read_paths

__all__ = ["Excerpt", "Excerpts", "load_excerpts"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive pieces of text, each with whether it is marked; white space is single blanks. Joined they read as one."""

    pieces: tuple[tuple[str, bool], ...]

    def marked(self, opening: str, closing: str) -> str:
        """Return the text with *opening* and *closing* around what is marked."""
        return "".join(f"{opening}{text}{closing}" if mark else text for text, mark in self.pieces)


class Excerpts:
    """The sentences of documents; of a document that is not among them, only what is quoted can be shown."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        """Take *documents*, known by their file names."""
        self._documents = {document.name: document for document in documents}

    def of_claim(self, row: Row) -> Excerpt:
        """Return the sentences that hold the quote of a claim, which is marked; the quote alone where it cannot be found.

        The quote is looked for at `start` and `end` where the claim has them, then in its paragraph, where the first counts.
        """
        found = self._paragraph(row["document"], row["paragraph"])
        spans = _quote_spans(*found, row) if found else []
        return _excerpt(*found, spans) if found and spans else Excerpt(((_plain(row["quote"]), True),))

    def of_spans(self, document: str, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> Excerpt:
        """Return the sentences that hold *spans* of a document, which are marked; their *words* where they are not there."""
        whole = self._documents.get(document)
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        around = [p for p in whole.paragraphs if p.start < last and first < p.end] if whole else []
        if not whole or not around or [whole.text[a:b] for a, b in spans] != list(words):
            pieces = [(" … ", False)] * (2 * len(words) - 1)
            pieces[::2] = [(_plain(text), True) for text in words]
            return Excerpt(tuple(pieces))
        start, end = around[0].start, around[-1].end
        cover = Paragraph(around[0].number, around[0].role, start, end, whole.text[start:end])
        return _excerpt(whole, cover, sorted(spans))

    def _paragraph(self, document: str, number: int) -> tuple[Document, Paragraph] | None:
        whole = self._documents.get(document)
        if whole is None or not 1 <= number <= len(whole.paragraphs):
            return None
        return whole, whole.paragraph(number)


def load_excerpts(path: Path | None, names: Collection[str], reading: ReadOptions | None = None) -> Excerpts:
    """Return the sentences of the documents at *path* (a folder or file; None: of none), read as *reading* says.

    Raises InputError where they cannot be read, or none of them is among *names*.
    """
    documents = read_paths([path], names=names, options=reading).documents if path else ()
    if path and not any(document.name in names for document in documents):
        raise InputError(path, "holds none of the documents of these claims", f"the folder of {min(names)}")
    return Excerpts(documents)


def _quote_spans(document: Document, paragraph: Paragraph, row: Row) -> list[tuple[int, int]]:
    start, end, quote = row.get("start"), row.get("end"), row["quote"]
    if isinstance(start, int) and isinstance(end, int) and document.text[start:end] == quote:
        return [(start, end)]
    found = paragraph.text.find(quote)
    return [] if found < 0 else [(paragraph.start + found, paragraph.start + found + len(quote))]


def _excerpt(document: Document, paragraph: Paragraph, spans: Sequence[tuple[int, int]]) -> Excerpt:
    """Return the sentences of *paragraph* from the one with the first of *spans* (in order) to the one with the last."""
    sentences = [(paragraph.start + a, paragraph.start + b) for a, b in split_sentences(paragraph.text)]
    first, last = spans[0][0], max(end for _, end in spans)
    start = max((a for a, _ in sentences if a <= first), default=first)
    stop = min((b for _, b in sentences if b >= last), default=last)
    pieces, at = [], start
    for a, b in spans:
        pieces += [(document.text[at : max(at, a)], False), (document.text[max(at, a) : b], True)]
        at = max(at, b)
    pieces.append((document.text[at:stop], False))
    return Excerpt(tuple((_plain(text), mark) for text, mark in pieces if text))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)
