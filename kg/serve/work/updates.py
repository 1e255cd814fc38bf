"""Changes what the store holds by a SPARQL update: the graph is made anew as a whole, and becomes the one that is read."""

from __future__ import annotations

from pathlib import Path

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.guard import check_update
from kg.store import StoreFolder

__all__ = ["update"]


def update(folder: Path, text: str) -> None:
    """Apply the update *text* to the store in *folder*; readers see all of it or nothing.

    Raises QueryError where it is none, or would read from elsewhere (LOAD, SERVICE).
    """
    from pyoxigraph import Store

    from kg.formats.rdf import canonical_blocks

    check_update("update", text)
    stored = StoreFolder(folder)
    store = Store()
    store.bulk_extend(stored.quads())
    try:
        store.update(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError) as error:  # RuntimeError: a graph is there, or is not
        raise QueryError("update", f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 update") from error
    stored.replace_graph(canonical_blocks(store))
