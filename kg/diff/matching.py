"""Which claim of the old version is which of the new one, where they bear other names: their document was edited or read anew.

1. Only claims of one document, through its revisions, are held against each other.
2. Quotes to the letter come first: they tell by how many paragraphs each passage has moved.
3. A pair is possible where the quotes are the same or much alike and stand in paragraphs that belong together (in a document
   that is the same, where they overlap), and where the type is the same or most of the roles are.
4. Of the possible pairs the likest comes first, then the nearest, and no claim is in two.

Pairs are taken greedily by a total order: so they are the same on every run, and a claim that is alike in everything is never
given away for a better sum elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from kg.diff.claims import ClaimRecord

__all__ = ["Pair", "match_claims"]

Pair: TypeAlias = tuple[ClaimRecord, ClaimRecord]
ALIKE: Final = 0.7  # of 1, normalised indel similarity of two quotes of one document
ROLES: Final = 0.5  # the share of roles in common that lets the type differ
Name = Callable[[str], str]


def match_claims(
    old: Iterable[ClaimRecord], new: Iterable[ClaimRecord], lineage: Mapping[str, str], name: Name
) -> list[Pair]:
    """Pair *old* with *new* claims; *lineage* leads from a new document to the one it replaces, *name* from old IRIs to new."""
    olds, news = defaultdict(list), defaultdict(list)
    for claim in sorted(old, key=_order):
        olds[claim.document].append(claim)
    for claim in sorted(new, key=_order):
        news[lineage.get(claim.document, claim.document)].append(claim)
    return [pair for document in sorted(olds) for pair in _of_document(olds[document], news.get(document, []), name)]


def _order(claim: ClaimRecord) -> tuple[object, ...]:
    return claim.place, claim.iri


def _of_document(olds: Sequence[ClaimRecord], news: Sequence[ClaimRecord], name: Name) -> list[Pair]:
    if not olds or not news:
        return []
    same = olds[0].document == news[0].document
    shift = _no_shift if same else _shifts(olds, news)
    found = []
    for i, j in _neighbours(olds, news, shift):
        likeness = _likeness(olds[i], news[j], same, name)
        if likeness:
            distance = abs(news[j].paragraph - olds[i].paragraph - shift(olds[i].paragraph))
            found.append((tuple(-part for part in likeness), distance, abs(i - j), i, j))
    used: set[tuple[str, int]] = set()
    pairs = []
    for *_, i, j in sorted(found):
        if ("old", i) not in used and ("new", j) not in used:
            used |= {("old", i), ("new", j)}
            pairs.append((olds[i], news[j]))
    return sorted(pairs, key=lambda pair: _order(pair[0]))


def _neighbours(
    olds: Sequence[ClaimRecord], news: Sequence[ClaimRecord], shift: Callable[[int], int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may be one: with the same quote, or in paragraphs that belong together."""
    by_quote, by_paragraph = defaultdict(list), defaultdict(list)
    for j, claim in enumerate(news):
        by_quote[claim.quote].append(j)
        by_paragraph[claim.paragraph].append(j)
    for i, claim in enumerate(olds):
        at = claim.paragraph + shift(claim.paragraph)
        near = [j for paragraph in (at - 1, at, at + 1) for j in by_paragraph.get(paragraph, ())]
        yield from ((i, j) for j in dict.fromkeys((*by_quote.get(claim.quote, ()), *near)))


def _likeness(old: ClaimRecord, new: ClaimRecord, same: bool, name: Name) -> tuple[float, ...]:
    """Return how alike two claims are, the weightiest first; () where they are not one claim."""
    from rapidfuzz.fuzz import ratio

    quotes = 1.0 if old.quote == new.quote else ratio(old.quote, new.quote) / 100
    apart = same and not (old.start < new.end and new.start < old.end)
    roles = _shared_roles(old, new, name)
    alike = quotes >= ALIKE and (old.type == new.type or roles >= ROLES)
    # What overlaps in one document, with the same type and roles, is one claim with a longer or shorter quote.
    resized = same and old.type == new.type and roles == 1
    if apart or not (alike or resized):
        return ()
    speaker = name(old.speaker) == new.speaker
    rest = (old.type == new.type, speaker, old.factuality == new.factuality, old.dates == new.dates)
    return (quotes + roles + sum(rest), quotes, roles, *map(float, rest))


def _shared_roles(old: ClaimRecord, new: ClaimRecord, name: Name) -> float:
    """Return the share of entities that both name in their roles; 1 where neither names any."""
    olds = {name(entity) for _, entity in old.roles} | {text for _, text in old.words}
    news = {entity for _, entity in new.roles} | {text for _, text in new.words}
    return len(olds & news) / len(olds | news) if olds | news else 1.0


def _no_shift(paragraph: int) -> int:
    return 0


def _shifts(olds: Sequence[ClaimRecord], news: Sequence[ClaimRecord]) -> Callable[[int], int]:
    """Return by how many paragraphs what stood in a paragraph has moved, told by the last quote before that is in both once."""
    places = [_once(claims) for claims in (olds, news)]
    moves = {places[0][quote]: places[1][quote] - places[0][quote] for quote in places[0].keys() & places[1].keys()}
    known = sorted(moves)

    def shift(paragraph: int) -> int:
        at = bisect_right(known, paragraph)
        return moves[known[max(0, at - 1)]] if known else 0

    return shift


def _once(claims: Iterable[ClaimRecord]) -> dict[str, int]:
    """Return the paragraph of each quote that stands in one paragraph only."""
    places = defaultdict(set)
    for claim in claims:
        places[claim.quote].add(claim.paragraph)
    return {quote: next(iter(found)) for quote, found in places.items() if len(found) == 1}
