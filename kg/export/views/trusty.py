"""Trusty URIs of RDF graphs (module RA): an IRI that ends in the hash of what stands under it.

Kuhn and Dumontier, "Trusty URIs", 2014; the digits are those that the nanopublication libraries compute and check. Those have
it only for a graph in rdflib, one at a time, and for an RDF4J store; it is thirty lines over strings.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import Literal, Quad

from kg.namespaces import XSD

__all__ = ["PLACEHOLDER", "artifact_code"]

# Stands where the code will stand; as long as one, so that it is replaced like one.
PLACEHOLDER: Final = "RA" + "0" * 43


def artifact_code(quads: Iterable[Quad]) -> str:
    """Return the code of *quads*, in which PLACEHOLDER stands for it."""
    rows = sorted({_key(quad) for quad in quads})
    text = "".join(f"{graph}\n{subject}\n{predicate}\n{value[-1]}\n" for graph, subject, predicate, *value in rows)
    return "RA" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def _key(quad: Quad) -> tuple[str, ...]:
    """Return what a quad is sorted by, and last its object as it is hashed: IRIs come before literals."""
    graph, subject, predicate = (_iri(term) for term in (quad.graph_name, quad.subject, quad.predicate))
    return graph, subject, predicate, *_object(quad.object)


def _object(term: Any) -> tuple[str, ...]:
    if not isinstance(term, Literal):
        return "0", _iri(term), "", "", _iri(term)
    escaped = term.value.replace("\\", "\\\\").replace("\n", "\\n")
    language = (term.language or "").lower()
    datatype = "" if language else term.datatype.value or XSD + "string"
    return "1", term.value, datatype, language, f"@{language} {escaped}" if language else f"^{datatype} {escaped}"


def _iri(term: Any) -> str:
    return str(term.value).replace(PLACEHOLDER, " ")
