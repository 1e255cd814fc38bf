"""A small store as a copy in memory: there queries take a quarter of the time that they take where it lies on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["SMALL", "quickened"]

# Quads: about a second to copy, and 80 MB for each worker.
SMALL: Final = 200_000


def quickened(store: Store) -> Store:
    """Return a copy of *store* in memory where it holds at most SMALL quads, else *store* itself; both are only to be read."""
    from pyoxigraph import Store

    if len(store) > SMALL:
        return store
    copy = Store()
    copy.bulk_extend(iter(store))
    for graph in store.named_graphs():
        copy.add_graph(graph)
    return copy
