"""Linked claims as JSON, so that a store can keep what each document's names stand for.

A row tells of one document: the entities once each, and by their numbers what each claim's mentions, speaker and relay are. The
claims themselves stand in the store's JSON Lines; `made` is the hash of all that the linking hangs on, and a row is read only
where it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.link import Decision, LinkedDocument
from kg.model import Candidate, Claim, Document, Entity, LinkedClaim, Mention, Role

__all__ = ["linked_from_json", "linked_to_json"]

Row = Mapping[str, Any]


def linked_to_json(linked: LinkedDocument, made: str) -> dict[str, Any]:
    """Return the row of *linked*; `linked_from_json` gives it back."""
    numbers: dict[Entity, int] = {}

    def number(entity: Entity | None) -> int | None:
        return None if entity is None else numbers.setdefault(entity, len(numbers))

    claims = [
        [[number(e) for e in item.entities], number(item.claimed_by), number(item.relayed_by)] for item in linked.claims
    ]
    row = {
        "made": made,
        "claims": claims,
        "publisher": number(linked.publisher),
        "authors": [number(author) for author in linked.authors],
        "spellings": [[asdict(mention), number(entity)] for mention, entity in linked.spellings],
        "decisions": [asdict(decision) for decision in linked.decisions],
    }
    return row | {"entities": [asdict(entity) for entity in numbers]}


def linked_from_json(row: Row, made: str, document: Document, claims: Sequence[Claim]) -> LinkedDocument | None:
    """Return the linked *claims* of *document* as the row has them, or None where it was *made* otherwise or is damaged."""
    try:
        if row["made"] != made:
            return None
        entities = [_entity(item) for item in row["entities"]]
        publisher = None if row["publisher"] is None else entities[row["publisher"]]
        linked = tuple(
            LinkedClaim(
                claim,
                tuple(entities[n] for n in mentions),
                entities[speaker],
                None if relay is None else entities[relay],
                publisher,
                document.issued,
            )
            for claim, (mentions, speaker, relay) in zip(claims, row["claims"], strict=True)
        )
        spellings = tuple((Mention(**{**m, "role": Role(m["role"])}), entities[n]) for m, n in row["spellings"])
        authors = tuple(entities[n] for n in row["authors"])
        return LinkedDocument(linked, publisher, authors, spellings, tuple(map(_decision, row["decisions"])))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


def _entity(row: Row) -> Entity:
    around = {name: _entity(row[name]) for name in ("within", "beside") if row[name] is not None}
    return Entity(**{**row, **around, "candidates": _candidates(row)})


def _decision(row: Row) -> Decision:
    return Decision(**{**row, "candidates": _candidates(row)})


def _candidates(row: Row) -> tuple[Candidate, ...]:
    return tuple(Candidate(**item) for item in row["candidates"])
