"""Which claims a request is about: filters by name, several values of one being alternatives, several names conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.namespaces import CKG, EVENT_TYPE
from kg.serve.paths import iri_at
from kg.serve.problems import Problem
from kg.serve.work.explore.asking import Among, Asker

__all__ = ["FACTUALITIES", "matching"]

FACTUALITIES: Final = ("asserted", "hedged", "intended", "denied")


def matching(asker: Asker, base: str, filters: Iterable[tuple[str, str]]) -> Among:
    """Return the claims that *filters* let through; None where there are no filters: all.

    An actor is in a claim that has it do something, or have it done to it; a place in claims of what is there, or aimed at it,
    or within it.
    Raises Problem 400 where a factuality is none of the four.
    """
    wanted: dict[str, list[str]] = {}
    for name, value in filters:
        wanted.setdefault(name, []).append(_iri(name, value, base))
    if not wanted:
        return None
    return set.intersection(*(asker.values(f"with-{name}", iris) for name, iris in wanted.items()))


def _iri(name: str, value: str, base: str) -> str:
    if name == "type":
        return EVENT_TYPE + value
    if name == "factuality":
        if value not in FACTUALITIES:
            raise Problem(400, f"'{value[:80]}' is no factuality; one of: {', '.join(FACTUALITIES)}")
        return CKG + value.capitalize()
    return iri_at(value, base)
