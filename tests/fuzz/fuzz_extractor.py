"""The extractor: any text gives claims whose quotes and mentions stand at their spans.

Each byte of the data below 0x80 is itself; each above is one of PIECES, so that chance writes sentences.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.errors import InputError
from kg.extract import endless_sentences, extract_claims, load_parser
from kg.pipeline import load_lexicon
from kg.read import parse_document

from .holding import check_claims, check_document

__all__ = ["PIECES", "check_text", "one_input", "written"]

PIECES = (
    *"the The a of and or in near at on by from to with who which that said not if than between , . : ; — - – … ? ! ( ) [ ]".split(),
    *"“ ” ‘ ’ \" ' ’s 's « » • * | # & % $ € / \\ _ = + ~ ^ @".split(),
    *"Front Red Guard River army rebels fighters they it he both sides its their government council spokesman residents".split(),
    *"attacked captured killed denied bombed shelled withdrew may have been was will reportedly claimed announced truce merger".split(),
    *"Ner Oster Tarn al- Weir Gen. Mr. U.S. ISIS market town village hospital 12 3,000 40% two 1e9 2014-02-30 ½ ٣".split(),
    *"Monday March 14, 2014 yesterday last year since early ago".split(),
    *("\n\n", "\n", "\r\n", "\u00a0", "\u200b", "\u00ad", "\u2028", "\u0301", "\u202e", "\ufeff", "\U0001d538", "İ", "ß", "\x0c"),
    *("  • reader\n\n    ", "By Ada Reed", "2 comments", "\n> ", "http://a.example/", "Talks, ", "SANA"),
)  # fmt: skip
FIRST = 0x80


def written(data: bytes) -> str:
    """Return the text that *data* stands for; pieces have blanks around them as often as not."""
    parts = (chr(byte) if byte < FIRST else _piece(byte - FIRST, number) for number, byte in enumerate(data))
    return "".join(parts)


def _piece(index: int, number: int) -> str:
    """Return a piece; every other place of the text takes them from the second half of the list."""
    piece = PIECES[(index + number % 2 * FIRST) % len(PIECES)]
    return f" {piece}" if piece[0].isalnum() else piece


@cache
def _tools() -> tuple[Any, Any]:
    return load_lexicon(), load_parser()


def one_input(data: bytes) -> None:
    check_text(written(data))


def check_text(text: str) -> None:
    """Read a report with *text* as its body, and what it claims."""
    whole = f"Events of the week\n\nMarch 14, 2014\n\n{text}"
    try:
        document = parse_document("a.txt", whole.encode("utf-8", "replace"))
    except InputError:
        return
    check_document(document)
    endless_sentences(document)
    check_claims(document, extract_claims(document, *_tools()))
