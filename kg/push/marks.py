"""What the endpoint says of the graphs that a push has put there, in a graph of our own, `graph/pushed`.

    <graph> dcterms:identifier "sha256:… 960"

tells that this graph was sent whole, with these lines, and that 960 triples were then counted there. A mark is taken away
before its graph is touched and set after it was counted, so that a graph sent by half has none. Whoever pushes from
elsewhere changes the marks too: a file beside the store could not know of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def read_marks(endpoint: Endpoint, marks_graph: str) -> dict[str, Mark]:
    """Return the marks by graph; a graph with two, which two pushes at once may leave, is as good as one without."""
    found: dict[str, list[str]] = {}
    last = ""
    while page := _page(endpoint, marks_graph, last):
        for name, text in page:
            found.setdefault(name, []).append(text)
        last = page[-1][0]
        if len(page) < PAGE:
            break
    matches = {name: _MARK.fullmatch(texts[0]) for name, texts in found.items() if len(set(texts)) == 1}
    return {name: Mark(match["sha256"], int(match["held"])) for name, match in matches.items() if match}


def _page(endpoint: Endpoint, marks_graph: str, after: str) -> list[tuple[str, str]]:
    rest = f'FILTER (STR(?g) > "{after}")' if after else ""
    query = f"""SELECT ?g ?mark {{ GRAPH <{marks_graph}> {{ ?g <{DCTERMS}identifier> ?mark }} {rest} }}
ORDER BY STR(?g) LIMIT {PAGE}"""
    return [(row[0].value, row[1].value) for row in _rows(endpoint, query)]


def mark_lines(marks: Mapping[str, Mark]) -> bytes:
    """Return *marks* as N-Triples."""
    lines = (
        f'<{name}> <{DCTERMS}identifier> "sha256:{mark.sha256} {mark.held}" .\n' for name, mark in sorted(marks.items())
    )
    return "".join(lines).encode()


def count_triples(endpoint: Endpoint, names: Iterable[str]) -> dict[str, int]:
    """Return how many triples the endpoint holds in each of the graphs *names*."""
    wanted = list(names)
    counts = dict.fromkeys(wanted, 0)
    for start in range(0, len(wanted), NAMES):
        values = " ".join(f"<{name}>" for name in wanted[start : start + NAMES])
        query = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        counts.update({row[0].value: int(row[1].value) for row in _rows(endpoint, query)})
    return counts


def _rows(endpoint: Endpoint, query: str) -> list[Any]:
    found: Any = endpoint.query(query, union=False)
    with endpoint.reading():
        return list(found)
