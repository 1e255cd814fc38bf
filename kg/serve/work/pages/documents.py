"""The pages of a document, of a text that several documents publish, and of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import StoreError
from kg.serve.work.pages.asked import Asked, Page
from kg.serve.work.pages.claims import Card, Quote, cards
from kg.serve.work.pages.disagreements import disagreements
from kg.serve.work.pages.kinds import Kind
from kg.serve.work.pages.languages import language_name
from kg.serve.work.pages.published import document_address, published_at
from kg.serve.work.pages.shared import shared_texts
from kg.serve.work.pages.texts import shown_paragraphs

__all__ = ["claim_page", "document_page", "text_page"]


def document_page(asked: Asked, kind: Kind) -> Page:
    """Return the page of a document."""
    key = asked.linker.path(asked.node.value).removeprefix("document/")
    document = asked.folder.document(key)
    claims = list(dict.fromkeys(row["claim"] or "" for row in asked.rows("claims-in")))
    kept = asked.folder.options().get("text", "quotes")
    found = cards(asked.store, asked.linker, claims)
    return "document.html", {
        "document": document,
        "kept": kept,
        "language": language_name(document.language) if document.language else "",
        "address": document_address(document),
        "texts": shared_texts(asked.rows("shared-texts"), asked.linker),
        "claims": len(found),
        "paragraphs": list(shown_paragraphs(document, kept, found)),
    }


def text_page(asked: Asked, kind: Kind) -> Page:
    """Return the page of a text that several documents publish."""
    (text,) = shared_texts(asked.rows("shared-texts"), asked.linker)
    return "text.html", {"text": text}


def claim_page(asked: Asked, kind: Kind) -> Page:
    """Return the page of a claim."""
    (card,) = cards(asked.store, asked.linker, [asked.node.value])
    incidents = [asked.linker.link(row["incident"] or "", row["label"]) for row in asked.rows("incidents-of-claim")]
    return "claim.html", {
        "card": card,
        "quotes": _published(asked, card),
        "incidents": incidents,
        "rests": [asked.linker.link(row["derived"] or "", row["label"]) for row in asked.rows("resting-on-claim")],
        "disagreements": disagreements(asked),
        "decisions": _decisions(asked, card),
    }


def _published(asked: Asked, card: Card) -> list[tuple[Quote, str]]:
    """Return the quotes of a claim, each with the address that it was published at."""
    try:
        document = asked.folder.document(asked.linker.path(card.document.iri).removeprefix("document/"))
    except StoreError:  # a claim that was put into the graph alone
        return [(quote, "") for quote in card.quotes]
    return [(quote, published_at(document, quote)) for quote in card.quotes]


def _decisions(asked: Asked, card: Card) -> list[Mapping[str, Any]]:
    """Return what was decided of each name of a claim: what it stands for, and why."""
    key = asked.linker.path(card.document.iri).removeprefix("document/")
    things = {link.iri for links in card.roles.values() for link in links} | {card.speaker.iri}
    return [row for row in asked.folder.decisions(key) if row.get("iri") in things]
