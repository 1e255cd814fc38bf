"""Which claims are one another's reprints: what several publications of one text say in the same words.

The graph tells which documents publish a text (`ckg:SharedText`), not which of their sentences it is. So claims of such
documents are reprints of one another where type, factuality and the words of the quote are the same, letter case and marks
apart; of words that stand in one document several times, the first goes with the first, the second with the second. Words
that a paper has edited are no reprint here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

__all__ = ["Printed", "reprinted"]

_WORD: Final = re.compile(r"[^\W_]+")


class Printed(NamedTuple):
    """A claim as its document prints it: *start* is where its words begin."""

    claim: str
    document: str
    start: int
    type: str
    factuality: str
    quote: str


def reprinted(claims: Iterable[Printed], texts: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the claims that are one another's reprints, each group by document and place, the groups by their first claims.

    *texts* are the texts that documents publish with others, by document. No claim is in two groups: of several texts that
    would join it, that of most publications counts.
    """
    groups: defaultdict[tuple[str, ...], list[Printed]] = defaultdict(list)
    for printed in sorted(set(claims), key=lambda one: (one.document, one.start, one)):
        words = " ".join(_WORD.findall(printed.quote.casefold()))
        for text in texts.get(printed.document, ()):
            groups[text, printed.type, printed.factuality, words].append(printed)
    found: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for group in sorted(filter(_of_several, _aligned(groups)), key=lambda group: (-len(group), group)):
        left = tuple(one.claim for one in group if one.claim not in taken)
        if len(left) > 1:
            found.append(left)
            taken.update(left)
    return sorted(found)


def _aligned(groups: Mapping[tuple[str, ...], list[Printed]]) -> Iterable[list[Printed]]:
    """Yield for the first, second … time that each document has the same words those that stand there."""
    for group in groups.values():
        times: defaultdict[str, int] = defaultdict(int)
        rows: defaultdict[int, list[Printed]] = defaultdict(list)
        for printed in group:
            rows[times[printed.document]].append(printed)
            times[printed.document] += 1
        yield from rows.values()


def _of_several(group: list[Printed]) -> bool:
    return len(group) > 1
