"""An endpoint: SPARQL 1.1 Protocol for queries and updates, SPARQL 1.1 Graph Store HTTP Protocol for whole graphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from kg.endpoint.address import Address, parse_address
from kg.endpoint.answers import accepted, read_answer
from kg.endpoint.credentials import find_credentials
from kg.endpoint.faults import as_endpoint_errors
from kg.endpoint.servers import SERVERS, addresses_of, named_by_header
from kg.endpoint.transport import Transport
from kg.errors import EndpointError, UsageError

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from pyoxigraph import QueryBoolean, QuerySolutions, Triple

__all__ = ["TIMEOUT", "Endpoint", "connect"]

TIMEOUT: Final = 300.0
_FORM: Final = "application/x-www-form-urlencoded"


class Endpoint:
    """The endpoint at *url*; updates go to *update_url*, graphs to *graph_store_url*, where these are given.

    *timeout* is the longest wait for the connection and for each piece of an answer, in seconds. Nothing is sent before
    the first call. Credentials are found by `kg.endpoint.credentials`; `url` and every message are without them.

    Every method raises EndpointError where the endpoint cannot be reached, refuses, or answers what is no whole answer.
    Raises UsageError where an address is none.
    """

    def __init__(
        self,
        url: str,
        *,
        update_url: str | None = None,
        graph_store_url: str | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._query = parse_address(url)
        self._update = parse_address(update_url) if update_url else None
        self._graphs = parse_address(graph_store_url) if graph_store_url else None
        known = [address for address in (self._query, self._update, self._graphs) if address]
        self._transport = Transport(find_credentials(known), timeout)

    def __repr__(self) -> str:
        return f"Endpoint({self.url!r})"

    @property
    def url(self) -> str:
        """The address for queries, without credentials."""
        return str(self._query)

    def query(self, text: str, *, union: bool = True) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask *text*, a whole SPARQL 1.1 query with its PREFIX lines; the answer is read as it is iterated.

        SELECT gives QuerySolutions, ASK a QueryBoolean, CONSTRUCT and DESCRIBE an iterator of triples. With *union*, the
        default graph is the union of all graphs, as over a store; without, what the endpoint has.
        Iterate inside `reading()`: an answer that breaks off, or is malformed, shows only there.
        """
        # A form is what every server takes: Virtuoso 7.2 never answers to application/sparql-query.
        fields = [("query", text), *(self._union(text) if union else ())]
        return read_answer(self._transport, self._query, self._post(fields, accepted(text)))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what goes wrong while an answer is iterated into EndpointError."""
        with as_endpoint_errors(self._query):
            yield

    def graphs(self) -> list[str]:
        """Return the names of all named graphs that hold something, sorted."""
        # Virtuoso 7.2 takes some hundred times as long for DISTINCT.
        found: Any = self.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", union=False)
        with self.reading():
            return sorted(row[0].value for row in found)

    def update(self, text: str) -> None:
        """Run *text*, a SPARQL 1.1 Update."""
        address = self._needed(self._update, "updates", "--update URL")
        body = urlencode([("update", text)]).encode()
        self._transport.send("POST", address, {"Content-Type": _FORM}, body, changes=True).close()

    def put_graph(self, graph: str, ntriples: bytes) -> None:
        """Make *ntriples* all that the graph *graph* holds."""
        self._change("PUT", graph, ntriples)

    def post_graph(self, graph: str, ntriples: bytes) -> None:
        """Add *ntriples* to the graph *graph*."""
        self._change("POST", graph, ntriples)

    def delete_graph(self, graph: str) -> None:
        """Remove the graph *graph*; that there is none is no error."""
        try:
            self._change("DELETE", graph, None)
        except EndpointError as error:
            if error.status != 404:
                raise

    @cached_property
    def server(self) -> str | None:
        """Which of SERVERS it says that it is; None where it says nothing of the kind. It is asked once."""
        response = self._post([("query", "ASK {}")], accepted("ASK {}"))
        response.close()
        return named_by_header(response.headers)

    @property
    def takes_updates(self) -> bool:
        """Tell whether an address for updates is known."""
        return self._update is not None

    @property
    def takes_graphs(self) -> bool:
        """Tell whether an address of a Graph Store is known."""
        return self._graphs is not None

    def _change(self, method: str, graph: str, ntriples: bytes | None) -> None:
        headers = {} if ntriples is None else {"Content-Type": "application/n-triples"}
        self._transport.send(method, self._graph(graph), headers, ntriples, changes=True).close()

    def _graph(self, graph: str) -> Address:
        address = self._needed(self._graphs, "graphs", "--graph-store URL")
        joint = "&" if "?" in address.url else "?"
        return Address(f"{address.url}{joint}graph={quote(graph, safe='')}")

    def _needed(self, address: Address | None, what: str, option: str) -> Address:
        if address is None:
            raise UsageError(self.url, f"has no known address for {what}", f"{option}, or --server NAME")
        return address

    def _post(self, fields: list[tuple[str, str]], accept: str) -> HTTPResponse:
        headers = {"Content-Type": _FORM, "Accept": accept}
        return self._transport.send("POST", self._query, headers, urlencode(fields).encode())

    def _union(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the parameters that make the default graph the union of all graphs, and leave GRAPH in *text* what it is."""
        union = self._union_parameters()
        # Whoever names a default graph has no other graphs but those that he names as well.
        if any(name == "default-graph-uri" for name, _ in union) and "graph" in text.lower():
            return (*union, *(("named-graph-uri", name) for name in self.graphs()))
        return union

    def _union_parameters(self) -> tuple[tuple[str, str], ...]:
        return SERVERS[self.server].union if self.server else ()


def connect(
    url: str,
    *,
    server: str | None = None,
    update_url: str | None = None,
    graph_store_url: str | None = None,
    timeout: float = TIMEOUT,
) -> Endpoint:
    """Return the endpoint at *url* with all its addresses: those given, else as they are on *server*.

    Without *server*, and where neither other address is given, the endpoint is asked what it is.
    Raises UsageError where *server* is not known or *url* is no address of it, and what Endpoint raises.
    """
    given = Endpoint(url, update_url=update_url, graph_store_url=graph_store_url, timeout=timeout)
    name = server or (None if update_url or graph_store_url else given.server)
    if name is None:
        return given
    found = addresses_of(name, url)
    return Endpoint(
        found.query if server else url,
        update_url=update_url or found.update,
        graph_store_url=graph_store_url or found.graph_store,
        timeout=timeout,
    )
