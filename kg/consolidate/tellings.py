"""Which claims of several documents are one telling: what a text says, in however many publications, it says once.

1. Claims of one type in one shared passage are one telling, where each document has one such there; where it has several, those
   that name the same, by labels: things without a row in the registry have an IRI in each document.
2. A claim of a headline over a text is the telling of the text's first claim of that type in its document that shares an entity
   with it: headlines differ from paper to paper, and tell what the text tells.
Denials are tellings of their own. What stands in no shared passage is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.consolidate.document_texts import DocumentTexts
from kg.consolidate.keyed import grouped
from kg.identifiers import hash_number
from kg.model import Factuality, LinkedClaim

__all__ = ["tellings"]


def tellings(claims: Sequence[LinkedClaim], texts: DocumentTexts) -> dict[str, int]:
    """Return by id for those *claims* of one document, all of them, that a text tells the number of 64 bits of the telling."""
    if not texts.passages:
        return {}
    placed = [(passage, item) for item in claims if (passage := texts.passage(item)) is not None]
    found: dict[str, int] = {}
    for (passage, *kind), items in grouped(((passage, *_kind(item)), item) for passage, item in placed).items():
        for item in items:
            names = _names(item) if len(items) > 1 else ()
            found[item.claim.id] = hash_number("telling", *map(str, passage), *kind, *names)
    return {**found, **dict(_of_headlines(claims, [item for _, item in placed], texts, found))}


def _of_headlines(
    claims: Sequence[LinkedClaim], told: Sequence[LinkedClaim], texts: DocumentTexts, found: dict[str, int]
) -> Iterator[tuple[str, int]]:
    headed = dict(texts.headed)
    by_kind = grouped((_kind(item), item) for item in sorted(told, key=lambda item: (item.claim.start, item.claim.id)))
    for item in claims:
        if item.claim.paragraph in headed and item.claim.id not in found:
            text = texts.texts[headed[item.claim.paragraph]]
            own = {entity.iri for entity in item.entities}
            alike = (one for one in by_kind.get(_kind(item), ()) if own & {entity.iri for entity in one.entities})
            if (one := next((one for one in alike if texts.text_of(one) == text), None)) is not None:
                yield item.claim.id, found[one.claim.id]


def _kind(item: LinkedClaim) -> tuple[str, str]:
    return item.claim.type, "denied" if item.claim.factuality is Factuality.DENIED else ""


def _names(item: LinkedClaim) -> tuple[str, ...]:
    return tuple(sorted({entity.label.casefold() for entity in item.entities}))
