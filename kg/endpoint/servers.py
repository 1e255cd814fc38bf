"""What is known of servers: where each takes updates and graphs, and how its default graph becomes the union of all graphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.endpoint.address import without_secrets
from kg.errors import UsageError

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["SERVERS", "Addresses", "Server", "addresses_of", "named_by_header"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server answers queries, takes updates and takes graphs."""

    query: str
    update: str
    graph_store: str


@dataclass(frozen=True, slots=True)
class Server:
    """One kind of server. *shape* matches an address of it and leaves the `base`; the three others are put after the base.

    *union* are the parameters of a query that make the default graph the union of all graphs; empty where it is so anyway.
    """

    title: str
    shape: str
    query: str
    update: str
    graph_store: str
    example: str
    union: tuple[tuple[str, str], ...] = ()


_RDF4J: Final = r"(?P<base>.*/repositories/[^/]+)(/(statements|rdf-graphs/service))?"
SERVERS: Final[Mapping[str, Server]] = MappingProxyType(
    {
        "fuseki": Server(
            "Apache Jena Fuseki",
            r"(?P<base>.*?[^/])(/(sparql|query|update|data))?",
            "/sparql",
            "/update",
            "/data",
            "http://localhost:3030/DATASET",
            (("default-graph-uri", "urn:x-arq:UnionGraph"),),
        ),
        "graphdb": Server(
            "GraphDB",
            _RDF4J,
            "",
            "/statements",
            "/rdf-graphs/service",
            "http://localhost:7200/repositories/NAME",
        ),
        "neptune": Server(
            "Amazon Neptune",
            r"(?P<base>.*?)(/sparql(/gsp)?)?",
            "/sparql",
            "/sparql",
            "/sparql/gsp/",
            "https://HOST:8182/sparql",
        ),
        "oxigraph": Server(
            "Oxigraph",
            r"(?P<base>.*?)(/(query|update|store|sparql))?",
            "/query",
            "/update",
            "/store",
            "http://localhost:7878",
            (("union-default-graph", ""),),
        ),
        "qlever": Server("QLever", r"(?P<base>.*)", "/", "/", "/", "http://localhost:7001"),
        "rdf4j": Server(
            "RDF4J Server",
            _RDF4J,
            "",
            "/statements",
            "/rdf-graphs/service",
            "http://localhost:8080/rdf4j-server/repositories/NAME",
        ),
        "virtuoso": Server(
            "Virtuoso",
            r"(?P<base>.*?)(/sparql(-auth|-graph-crud|-graph-crud-auth)?)?",
            "/sparql",
            "/sparql-auth",
            "/sparql-graph-crud-auth",
            "http://localhost:8890/sparql",
        ),
    }
)


def addresses_of(name: str, url: str) -> Addresses:
    """Return the three addresses of the server *name* (a key of SERVERS) from any one of them, or what they have in common.

    >>> addresses_of("oxigraph", "http://localhost:7878/query").graph_store
    'http://localhost:7878/store'

    Raises UsageError where there is no such server, or *url* is none of it.
    """
    if name not in SERVERS:
        raise UsageError(name, "is no server that is known", f"one of: {', '.join(SERVERS)}")
    server = SERVERS[name]
    path, mark, query = url.strip().partition("?")
    found = re.fullmatch(server.shape, path.rstrip("/"))
    if found is None:
        raise UsageError(without_secrets(url), f"is no address of {server.title}", f"one such as {server.example}")
    tails = (server.query, server.update, server.graph_store)
    return Addresses(*(found["base"] + tail + mark + query for tail in tails))


def named_by_header(headers: Message) -> str | None:
    """Return which of SERVERS the headers of an answer tell, None where they do not."""
    if "Fuseki-Request-Id" in headers:
        return "fuseki"
    told = str(headers.get("Server", ""))
    return next((name for name in ("oxigraph", "virtuoso") if name in told.lower()), None)
