"""Which generation of each store is the current one, asked several times for each request."""

from __future__ import annotations

from collections.abc import Callable

from kg.store import StoreFolder

__all__ = ["generation_of"]


def generation_of(*folders: StoreFolder) -> Callable[[], str]:
    """Return a function that names the current generations of *folders*, and reads a name only where it was named anew."""
    known = list(map(_name_of, folders))
    return lambda: " ".join(name() for name in known)


def _name_of(folder: StoreFolder) -> Callable[[], str]:
    stamp, name = (0, 0), ""

    def generation() -> str:
        nonlocal stamp, name
        if (now := folder.stamp()) != stamp or now == (0, 0):
            stamp, name = now, folder.generation()
        return name

    return generation
