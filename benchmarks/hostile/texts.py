"""Hostile plain text: lengths, repetitions and characters that take careless rules where nobody has been."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["TEXTS"]

HEADLINE: Final = "Guard leaves Oster today\n\n"
CLAIM: Final = "The Red Front attacked the village of Ner on Monday and took it, residents said"


def _text(body: str) -> bytes:
    return (HEADLINE + body).encode("utf-8", "surrogatepass")


def _repeated(unit: str, end: str = "") -> Callable[[int], bytes]:
    return lambda size: _text(unit * (size // len(unit.encode("utf-8", "surrogatepass"))) + end)


def _names(size: int) -> bytes:
    count = size // 21
    return _text("The groups that fought are " + ", ".join(f"the Ner{n} Brigade" for n in range(count)) + ".")


def _clauses(size: int) -> bytes:
    return _text(" and ".join(f"Red{n} Front attacked Blue{n} Army" for n in range(size // 40)) + ".")


def _nested(opening: str, closing: str) -> Callable[[int], bytes]:
    return lambda size: _text(opening * (size // 2) + "Red Front" + closing * (size // 2) + " took Ner.")


# What each is, by name; a function makes it of about so many bytes.
TEXTS: Final[Mapping[str, Callable[[int], bytes]]] = {
    "one paragraph": _repeated(CLAIM + ". "),
    "one sentence": _repeated(CLAIM + ", "),
    "one word": _repeated("a"),
    "names in one sentence": _names,
    "clauses in one sentence": _clauses,
    "short paragraphs": _repeated("The Red Front took Ner.\n\n"),
    "one-letter paragraphs": _repeated("a\n\n"),
    "initials": _repeated("A. "),
    "hyphens": _repeated("al-", "Nusra took Ner."),
    "days": _repeated("on Monday, 3 March 2014, "),
    "numerals": _repeated("two hundred and ", "people were killed."),
    "brackets": _nested("(", ")"),
    "quotation marks": _nested("“", "”"),
    "bars": _repeated("Ner | "),
    "bylines": _repeated("By A, B and "),
    "speakers": _repeated("NAME says: "),
    "bullets": _repeated("• ner\n  said\n\n"),
    "bidirectional controls": _repeated("The \u202eRed\u202c Front\u2066 took Ner\u2069 on Monday. "),
    "zero-width characters": _repeated("N\u200be\u200dr\ufeff "),
    "combining marks": _repeated("\u0301", " took Ner."),
    "lone surrogates": _repeated("\ud800 took Ner. "),
    "zero bytes": lambda size: b"The Guard left.\x00" * (size // 16),
    "carriage returns": _repeated("\r"),
    "no UTF-8": lambda size: b"\xff\xfe\xfd" * (size // 3),
}
