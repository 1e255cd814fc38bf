"""Whether the hyphen at the end of a line belongs to the word: "mili-/tary" is military, "al-/Nusra" is al-Nusra.

1. A soft hyphen, and U+0002 or U+FFFE that PDFium gives for a hyphen, never decide: the former goes, the latter is a hyphen.
2. Before a capital, a figure, or after a word that has a hyphen already, it stays: names and dates are so written ("al-Nusra",
   "mid-October", "hit-and-run"), and typesetters part no word there.
3. The document's own spelling elsewhere decides: "ceasefire" or "cease-fire".
4. It stays in the words of `hyphens.toml`, after its prefixes before a long word that the document has on its own, and
   between two words of four letters or more that it has; the halves of a parted word are seldom both words.
5. Else it goes: most hyphens at line ends are the typesetter's.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from kg.read.pdf.segments import HYPHENS
from kg.resources import lexicon_file

__all__ = ["Spelling", "keeps_hyphen"]

SOFT: Final = "\u00ad"
WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
LAST: Final = re.compile(rf"[\w\u2010-]*[^\W\d_][{re.escape(HYPHENS)}]$")
FIRST: Final = re.compile(r"[^\W_]+")
LONG: Final = 4
LONGER: Final = 6
KINDS: Final = ("word", "tens", "prefix")


class Spelling:
    """How often each word stands in a document, with and without hyphens; parts of words at line ends do not count."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        parted = False
        for line in lines:
            words = WORD.findall(line)
            self.words.update(
                word.casefold().replace("\u2010", "-") for word in words[parted : len(words) - _is_parted(line)]
            )
            parted = _is_parted(line)


def _is_parted(line: str) -> bool:
    return LAST.search(line) is not None


def keeps_hyphen(before: str, after: str, spelling: Spelling) -> bool:
    """Whether the hyphen at the end of line *before* is one of the word that line *after* goes on with."""
    first = before.rstrip(HYPHENS).split()[-1:] or [""]
    part = re.sub(r"^\W+", "", first[0]).replace("\u2010", "-")
    rest = FIRST.match(after)
    if before.endswith(SOFT):
        return False
    if rest is None or not part or not part[-1].isalpha() or not after[0].islower() or "-" in part:
        return True
    one, two = part.casefold(), rest[0].casefold()
    words = spelling.words
    joined, hyphened = words[one + two], words[f"{one}-{two}"]
    if joined or hyphened:
        return hyphened > joined
    return (
        _is_compound(one, two)
        or (min(len(one), len(two)) >= LONG and bool(words[one] and words[two]))
        or (one in _table()["prefix"] and len(two) >= LONGER and bool(words[two]))
    )


def _is_compound(one: str, two: str) -> bool:
    return f"{one}-{two}" in _table()["word"] or one in _table()["tens"]


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Return the words of `hyphens.toml` by kind."""
    rows = tomllib.loads(lexicon_file("hyphens.toml").read_text(encoding="utf-8"))["row"]
    return {kind: frozenset(w for row in rows if row["kind"] == kind for w in row["words"]) for kind in KINDS}
