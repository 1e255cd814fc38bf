"""Whose word claims are: the origin that an incident's report rests on, and which claims are one another's reprints."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kg.serve.work.explore.asking import Asker, many, one
from kg.serve.work.explore.claims import Claim
from kg.serve.work.reprints import Printed, reprinted

__all__ = ["OF_WORDS", "count_reprints", "read_origins", "read_reprints"]

OF_WORDS: Final = ("origins", "dissents", "single", "publications")


def read_origins(asker: Asker, claims: Collection[str]) -> dict[str, str]:
    """Return the IRI of whose word each of *claims* is, of those that report an incident; of several incidents, in the first.

    Reports of an incident with one independent source have one origin, whatever names it goes by; who denies it has his own.
    """
    told, denied, single = asker.together([("origins", claims), ("dissents", claims), ("single", None)])
    alone = {incident for (incident,) in single}
    against = {tuple(row) for row in denied}
    first = {row[0]: row for row in sorted(told, reverse=True)}
    shared: dict[str, str] = {}
    for claim, incident, origin in sorted(told):
        if incident in alone and (claim, incident) not in against:
            shared[incident] = min(origin, shared.get(incident, origin))
    return {
        claim: shared[incident] if incident in alone and (claim, incident) not in against else origin
        for claim, incident, origin in first.values()
    }


def read_reprints(asker: Asker, claims: Sequence[Claim]) -> dict[str, int]:
    """Return by claim the number of the group of reprints that it is in, of those that are in one, counted from 0.

    Groups stand as their first claims do in *claims*.
    """
    texts = many(asker.rows("publications"))
    printed = {claim.iri: claim for claim in claims if claim.document.iri in texts}
    quotes = one(asker.rows("quotes", set(printed))) if printed else {}
    groups = reprinted((_printed(claim, quotes.get(claim.iri, "")) for claim in printed.values()), texts)
    order = {iri: number for number, iri in enumerate(printed)}
    ordered = sorted(groups, key=lambda group: min(order[claim] for claim in group))
    return {claim: number for number, group in enumerate(ordered) for claim in group}


def count_reprints(claims: Sequence[Claim], reprints: Mapping[str, int]) -> dict[str, int]:
    """Return for each thing how many of the claims that it makes or is named in repeat another of these."""
    groups: dict[str, list[int]] = {}
    for claim in claims:
        if claim.iri in reprints:
            for thing in claim.things:
                groups.setdefault(thing, []).append(reprints[claim.iri])
    return {thing: len(found) - len(set(found)) for thing, found in groups.items()}


def _printed(claim: Claim, quote: str) -> Printed:
    return Printed(claim.iri, claim.document.iri, claim.start, claim.type, claim.factuality, quote)
