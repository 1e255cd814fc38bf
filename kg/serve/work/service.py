"""What the endpoint says of itself: SPARQL 1.1 Service Description (W3C, 2013)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import FORMATS as FORMAT_IRIS
from kg.namespaces import RDF, SD, VOID, XSD
from kg.serve.work.dataset import graph_names, write_triples
from kg.serve.work.media import GRAPHS, choose

if TYPE_CHECKING:
    from pyoxigraph import Store, Triple

__all__ = ["describe_service"]

# The W3C's names of formats (https://www.w3.org/ns/formats/).
FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)


def describe_service(store: Store, job: Mapping[str, Any], rows: int, size: int) -> tuple[str, bytes]:
    """Return the media type and the bytes of the description of the endpoint at the address `job["url"]`."""
    return write_triples(_triples(store, job["url"]), choose(GRAPHS, job["accept"], job["format"]), rows, size)


def _triples(store: Store, url: str) -> Iterator[Triple]:
    from pyoxigraph import Literal, NamedNode, Triple

    def told(subject: str, predicate: str, value: str | int) -> Triple:
        term = Literal(str(value), datatype=NamedNode(XSD + "integer")) if isinstance(value, int) else NamedNode(value)
        return Triple(NamedNode(subject), NamedNode(predicate), term)

    service, dataset, union = url, f"{url}#dataset", f"{url}#default-graph"
    yield told(service, RDF + "type", SD + "Service")
    yield told(service, SD + "endpoint", url)
    yield told(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    yield told(service, SD + "feature", SD + "UnionDefaultGraph")
    yield from (told(service, SD + "resultFormat", FORMAT_IRIS + name) for name in FORMATS)
    yield told(service, SD + "defaultDataset", dataset)
    yield told(dataset, RDF + "type", SD + "Dataset")
    yield told(dataset, SD + "defaultGraph", union)
    yield told(union, RDF + "type", SD + "Graph")
    for number, name in enumerate(graph_names(store), 1):
        part, graph = f"{url}#graph-{number}", f"{url}#graph-{number}-content"
        yield told(dataset, SD + "namedGraph", part)
        yield told(part, RDF + "type", SD + "NamedGraph")
        yield told(part, SD + "name", name)
        yield told(part, SD + "graph", graph)
        yield told(graph, RDF + "type", SD + "Graph")
        yield told(graph, VOID + "triples", sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(name))))
