"""Two ways of replacing a graph: the Graph Store protocol, and SPARQL updates. Both may be done twice with the same end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.endpoint import Endpoint
from kg.errors import EndpointError, UsageError
from kg.push.patience import patiently

__all__ = ["PROTOCOLS", "Sender", "choose"]

PROTOCOLS: Final = ("auto", "gsp", "update")
UPDATE_TRIPLES: Final = 1000  # Virtuoso's compiler is out of memory below 5000
NOT_OFFERED: Final = (404, 405, 501)


@dataclass
class Sender:
    """Replaces graphs at *endpoint* by *protocol*, `gsp` or `update`; what may pass is tried again *retries* times."""

    endpoint: Endpoint
    protocol: str
    retries: int = 0

    @property
    def most_triples(self) -> int:
        """How many triples a part may have."""
        return UPDATE_TRIPLES if self.protocol == "update" else 1 << 30

    def replace(self, graph: str, parts: Iterable[bytes]) -> None:
        """Make *parts*, none of which is empty, all that *graph* holds."""
        rest = iter(parts)
        first = next(rest, b"")
        self._patiently(lambda: self._begin(graph, first))
        for part in rest:
            self.add(graph, part)

    def _begin(self, graph: str, part: bytes) -> None:
        """Replace *graph* by its first part, the only one with blank nodes: what is tried again adds no second ones."""
        if self.protocol == "gsp":
            self.endpoint.put_graph(graph, part)
            return
        self.endpoint.update(f"DROP SILENT GRAPH <{graph}>")
        if part:
            self.endpoint.update(_insertion(graph, part))

    def add(self, graph: str, part: bytes) -> None:
        """Add *part* to *graph*."""
        if self.protocol == "gsp":
            self._patiently(lambda: self.endpoint.post_graph(graph, part))
        else:
            self._patiently(lambda: self.endpoint.update(_insertion(graph, part)))

    def drop(self, graph: str) -> None:
        """Remove *graph*, where it is there."""
        if self.protocol == "gsp":
            self._patiently(lambda: self.endpoint.delete_graph(graph))
        else:
            self._patiently(lambda: self.endpoint.update(f"DROP SILENT GRAPH <{graph}>"))

    def _patiently(self, act: Callable[[], None]) -> None:
        patiently(act, self.retries)


def _insertion(graph: str, part: bytes) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{part.decode()}}} }}"


def choose(endpoint: Endpoint, wanted: str, retries: int, first: Callable[[Sender], None]) -> Sender:
    """Return the sender that *wanted*, one of PROTOCOLS, means, after it has done *first*, its first change.

    With `auto` that change tells whether the Graph Store protocol is offered; where not, updates are tried.
    Raises UsageError where no address for it is known.
    """
    if wanted not in PROTOCOLS:
        raise UsageError(wanted, "is no protocol", f"one of: {', '.join(PROTOCOLS)}")
    names = [
        name
        for name, known in (("gsp", endpoint.takes_graphs), ("update", endpoint.takes_updates))
        if known and wanted in ("auto", name)
    ]
    if not names:
        wrong = "has no known address that takes data"
        raise UsageError(endpoint.url, wrong, "--server NAME, --graph-store URL or --update URL")
    for name in names:
        sender = Sender(endpoint, name, retries)
        try:
            first(sender)
        except EndpointError as error:
            if error.status not in NOT_OFFERED or name == names[-1]:
                raise
        else:
            break
    return sender
