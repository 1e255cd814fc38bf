"""What the endpoint says of the graphs that pushes have put there, in a graph of our own, `graph/pushed`.

    <…/graph/pushed> dcterms:hasPart <graph>        a push has begun to put this graph there
    <graph> dcterms:identifier "sha256:… 960"       it was sent whole, with these lines, and 960 triples were then counted there

The second, its mark, is taken away before the graph is touched and set after it was counted, so that a graph sent by half
has none. Whoever pushes from elsewhere changes the marks too: a file beside the store could not know of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.endpoint import Endpoint
from kg.namespaces import DCTERMS

if TYPE_CHECKING:
    from kg.push.spool import SentGraph

__all__ = ["Mark", "count_triples", "mark_lines", "read_marks"]

PAGE: Final = 1000  # servers give a bounded number of rows
NAMES: Final = 100
_MARK: Final = re.compile(r"sha256:(?P<sha256>[0-9a-f]{64}) (?P<held>\d+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """The sha256 of a graph's lines, and how many triples the endpoint held of it when it had got them all."""

    sha256: str
    held: int

    def fits(self, graph: SentGraph, held: int) -> bool:
        """Tell whether *graph* was sent as it is, and the endpoint, which holds *held* triples, still has as many."""
        return (self.sha256, self.held) == (graph.sha256, held)


def read_marks(endpoint: Endpoint, marks_graph: str) -> dict[str, Mark | None]:
    """Return the mark of each graph that a push has begun, None where it was not sent whole.

    A graph with two marks, which two pushes at once may leave, is as good as one without.
    """
    found: dict[str, Mark | None] = {}
    while page := _page(endpoint, marks_graph, next(reversed(found), "")):
        found |= page
        if len(page) < PAGE:
            break
    return found


def _page(endpoint: Endpoint, marks_graph: str, after: str) -> dict[str, Mark | None]:
    query = f"""SELECT ?g (MIN(?mark) AS ?least) (MAX(?mark) AS ?most) {{ GRAPH <{marks_graph}> {{
  <{marks_graph}> <{DCTERMS}hasPart> ?g OPTIONAL {{ ?g <{DCTERMS}identifier> ?mark }} }} FILTER (STR(?g) > "{after}")
}} GROUP BY ?g ORDER BY STR(?g) LIMIT {PAGE}"""
    return {row["g"].value: _read(row["least"], row["most"]) for row in _rows(endpoint, query)}


def _read(least: Any, most: Any) -> Mark | None:
    match = _MARK.fullmatch(least.value) if least is not None and least == most else None
    return Mark(match["sha256"], int(match["held"])) if match else None


def mark_lines(marks_graph: str, marks: Mapping[str, Mark | None]) -> Iterator[bytes]:
    """Yield *marks* as N-Triples, sorted."""
    for name, mark in sorted(marks.items()):
        yield f"<{marks_graph}> <{DCTERMS}hasPart> <{name}> .\n".encode()
        if mark:
            yield f'<{name}> <{DCTERMS}identifier> "sha256:{mark.sha256} {mark.held}" .\n'.encode()


def count_triples(endpoint: Endpoint, names: Iterable[str]) -> dict[str, int]:
    """Return how many triples the endpoint holds in each of the graphs *names*."""
    wanted = list(names)
    counts = dict.fromkeys(wanted, 0)
    for start in range(0, len(wanted), NAMES):
        values = " ".join(f"<{name}>" for name in wanted[start : start + NAMES])
        query = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        counts.update({row["g"].value: int(row["n"].value) for row in _rows(endpoint, query)})
    return counts


def _rows(endpoint: Endpoint, query: str) -> list[Any]:
    found: Any = endpoint.query(query, union=False)
    with endpoint.reading():
        return list(found)
