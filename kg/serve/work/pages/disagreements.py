"""Where sources disagree about the thing of a page, or with it."""

from __future__ import annotations

from typing import Any

from kg.serve.work.pages.ask import Row
from kg.serve.work.pages.asked import Asked
from kg.serve.work.pages.claims import cards

__all__ = ["disagreements"]


def disagreements(asked: Asked) -> list[dict[str, Any]]:
    """Return the contradictions that the node, or a claim of it, has a side in: the reason, and the cards of both sides."""
    rows = asked.rows("disagreements")
    sides = {card.link.iri: card for card in cards(asked.store, asked.linker, _distinct(rows, "one", "other"))}
    return [
        {"reason": row["reasonLabel"], "one": sides[row["one"] or ""], "other": sides[row["other"] or ""]}
        for row in rows
        if row["one"] in sides and row["other"] in sides
    ]


def _distinct(rows: list[Row], *names: str) -> list[str]:
    return list(dict.fromkeys(row[name] or "" for row in rows for name in names))
