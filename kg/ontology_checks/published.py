"""The terms of well-known vocabularies, as the RDF library has them, so that a misspelt one is found without the network."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad
from rdflib import DC, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, VANN, XSD

from kg.namespaces import OWN

__all__ = ["VOCABULARIES", "published_terms"]

# Finished vocabularies alone: a list of one that grows would call its new terms unknown.
VOCABULARIES = (RDF, RDFS, OWL, XSD, SKOS, DC, DCTERMS, VANN, PROV, ORG, FOAF)


def published_terms() -> Iterator[Quad]:
    """Yield what the checks read in the graph `own:published`: namespaces, and the terms that each one has."""
    graph, kind = NamedNode(OWN + "published"), NamedNode(str(RDF.type))
    for vocabulary in VOCABULARIES:
        yield Quad(NamedNode(str(vocabulary)), kind, NamedNode(OWN + "Namespace"), graph)
        for term in dir(vocabulary):
            yield Quad(NamedNode(str(term)), kind, NamedNode(OWN + "Term"), graph)
