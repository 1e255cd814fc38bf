"""What can be asked: an Oxigraph store, whose default graph is then the union of all graphs, or anything with `query(text)`.

The other is an endpoint of somebody else's: prefixes are written into the text, since it need not know ours, and its default
graph is what it makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Protocol

from kg.namespaces import PREFIXES
from kg.sparql.tokens import with_prefixes

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Store, Triple

    Found = QuerySolutions | QueryBoolean | Iterator[Triple]

__all__ = ["Endpoint", "ask", "read_rows"]


class Endpoint(Protocol):
    """Answers SPARQL, as pyoxigraph's results."""

    def query(self, text: str, /) -> Found:
        """Answer the query *text*."""


def ask(source: Store | Endpoint, text: str) -> Any:
    """Return what *source* answers to *text*; our prefixes are known. Raises what it raises."""
    from pyoxigraph import Store

    if isinstance(source, Store):
        return source.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
    return source.query(with_prefixes(text))


def read_rows(source: Store | Endpoint, found: Iterable[Any]) -> Iterator[Any]:
    """Yield the rows that *source* has *found*; `reading()` is how an endpoint tells that an answer broke off."""
    with getattr(source, "reading", nullcontext)():
        yield from found
