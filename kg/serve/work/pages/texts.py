"""The text of a document by paragraph, with the words that claims rest on marked; so much of it as the store may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.file_places import place_words
from kg.model import Document
from kg.serve.work.pages.claims import Card

__all__ = ["Piece", "ShownParagraph", "shown_paragraphs"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. Of words that claims rest on: the spans (for anchors) that begin here, and these claims' cards."""

    text: str
    spans: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """Paragraph *number* with its *role* (body, title, caption, comment, furniture …) and the cards of its claims.

    *where* is the page or the lines that it begins on, in words; "" where it has neither.
    """

    number: int
    role: str
    where: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


def shown_paragraphs(document: Document, kept: str, found: Sequence[Card]) -> Iterator[ShownParagraph]:
    """Yield the paragraphs of *document*, in order; *kept* is what `kg build --text` was told, *found* its claims.

    With `quotes` only the words of quotes are shown, with `paragraphs` the whole of paragraphs that a claim is in, with
    `all` everything.
    """
    for paragraph in document.paragraphs:
        cards = tuple(card for card in found if any(quote.number == paragraph.number for quote in card.quotes))
        whole = kept == "all" or (kept == "paragraphs" and bool(cards))
        marked = _marked(document.text, paragraph.start, paragraph.end, cards)
        pieces = tuple(marked if whole else _quotes_alone(marked))
        where = place_words(paragraph.anchors[0].value) if paragraph.anchors else ""
        yield ShownParagraph(paragraph.number, str(paragraph.role), where, pieces, cards)


def _marked(text: str, start: int, end: int, cards: Iterable[Card]) -> Iterator[Piece]:
    """Yield the text [start, end) cut wherever a quote begins or ends."""
    quotes = [
        (quote.start, quote.end, card)
        for card in cards
        for quote in card.quotes
        if start <= quote.start < quote.end <= end
    ]
    cuts = sorted({start, end, *(cut for begin, stop, _ in quotes for cut in (begin, stop))})
    for left, right in pairwise(cuts):
        inside = [(begin, stop, card) for begin, stop, card in quotes if begin <= left and right <= stop]
        spans = dict.fromkeys(f"{begin}-{stop}" for begin, stop, _ in inside if begin == left)
        yield Piece(text[left:right], tuple(spans), tuple(card for *_, card in inside))


def _quotes_alone(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put an ellipsis for every run of text that no quote holds."""
    left_out = False
    for piece in pieces:
        if piece.cards:
            yield piece
            left_out = False
        elif piece.text.strip() and not left_out:
            yield Piece(" … ", left_out=True)
            left_out = True
        elif not left_out:
            yield piece
