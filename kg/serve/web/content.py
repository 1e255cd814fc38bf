"""Which generation of the store is the current one, asked several times for each request."""

from __future__ import annotations

from collections.abc import Callable

from kg.store import StoreFolder

__all__ = ["generation_of"]


def generation_of(folder: StoreFolder) -> Callable[[], str]:
    """Return a function that gives the current generation's name, and reads it only where it was named anew."""
    stamp, name = (0, 0), ""

    def generation() -> str:
        nonlocal stamp, name
        if (now := folder.stamp()) != stamp or now == (0, 0):
            stamp, name = now, folder.generation()
        return name

    return generation
