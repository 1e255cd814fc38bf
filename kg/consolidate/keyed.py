"""Claims by keys: what has a key in common is compared, and nothing else, so the claims of one key can be taken alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from kg.model import LinkedClaim

__all__ = ["each_once", "grouped", "keyed"]

KeyT = TypeVar("KeyT", bound=Hashable)
RowT = TypeVar("RowT")


def each_once(claims: Iterable[LinkedClaim]) -> list[LinkedClaim]:
    """Return *claims* by id, each once."""
    by_id = {item.claim.id: item for item in claims}
    return [by_id[name] for name in sorted(by_id)]


def keyed(
    claims: Iterable[LinkedClaim], keys: Callable[[LinkedClaim], Iterable[KeyT]]
) -> Iterator[tuple[KeyT, LinkedClaim]]:
    """Yield each claim with each of its *keys*."""
    return ((key, item) for item in claims for key in keys(item))


def grouped(rows: Iterable[tuple[KeyT, RowT]]) -> dict[KeyT, list[RowT]]:
    """Return what comes with each key, in its order."""
    found: defaultdict[KeyT, list[RowT]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return found
