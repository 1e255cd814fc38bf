"""The words behind a mark: claims as the cards that pages show, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kg.serve.paths import iri_at
from kg.serve.problems import Problem
from kg.serve.work.pages.claims import Card, cards
from kg.serve.work.pages.links import Link, Linker
from kg.serve.work.resources import find_resource

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["MOST_CLAIMS", "evidence_json"]

MOST_CLAIMS: Final = 200


def evidence_json(store: Store, linker: Linker, paths: Iterable[str], *, has_pages: bool) -> bytes:
    """Return the cards of the claims at *paths* behind the base, in their order, each once.

    *has_pages*: there are pages of this store here, and links lead to them; otherwise each href is null.
    Raises Problem 400 where they are none or more than MOST_CLAIMS, 404 where one of them is no claim of the store.
    """
    wanted = list(dict.fromkeys(paths))
    if not 1 <= len(wanted) <= MOST_CLAIMS:
        raise Problem(400, f"has {len(wanted)} claims; from 1 to {MOST_CLAIMS}, each as claim=PATH")
    iris = [iri_at(path, linker.base) for path in wanted]
    for iri in iris:
        find_resource(store, iri)
    found = cards(store, linker, iris)
    if len(found) < len(wanted):
        known = {card.link.iri for card in found}
        missing = next(path for path, iri in zip(wanted, iris, strict=True) if iri not in known)
        raise Problem(404, f"there is no claim '{missing[:80]}' here")
    told = [_told(card, linker, has_pages) for card in found]
    return json.dumps({"claims": told}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _told(card: Card, linker: Linker, has_pages: bool) -> dict[str, Any]:
    def href(address: str) -> str | None:
        return address if address and has_pages else None

    def link(to: Link) -> dict[str, Any]:
        return {"label": to.label, "href": href(to.href)}

    return {
        "path": card.link.iri.removeprefix(linker.base),
        "href": href(card.link.href),
        "type": card.type,
        "factuality": card.factuality,
        "saying": card.saying,
        "comment": card.comment,
        "speaker": link(card.speaker),
        "relay": link(card.relay) if card.relay else None,
        "document": link(card.document),
        "issued": card.issued or None,
        "when": card.when or None,
        "quotes": [
            {"text": q.text, "href": href(q.href), "paragraph": q.number, "place": q.where or None} for q in card.quotes
        ],
        "also": list(map(link, card.also)),
        "roles": [{"role": role, "things": list(map(link, things))} for role, things in card.roles.items()],
        "quantities": [{"kind": kind, "text": text} for kind, text in card.quantities],
    }
