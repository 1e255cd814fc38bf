"""Triples without blank nodes as Turtle and as JSON-LD, the same bytes for the same triples."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.namespaces import CKG, DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SCHEMA, SPDX, VOID, XSD

__all__ = ["as_json_ld", "as_turtle"]

PREFIXES: Final[Mapping[str, str]] = {
    "ckg": CKG,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "prov": PROV,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "spdx": SPDX,
    "void": VOID,
    "xsd": XSD,
}
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def as_turtle(triples: Sequence[Triple]) -> bytes:
    """Return *triples*, which are sorted, as Turtle."""
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""


def as_json_ld(triples: Sequence[Triple]) -> bytes:
    """Return *triples*, which are sorted, as flattened JSON-LD with its context inline."""
    nodes = [
        _node(subject, list(rows)) for subject, rows in groupby(triples, key=lambda triple: str(triple.subject)[1:-1])
    ]
    document = {"@context": dict(PREFIXES), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _node(subject: str, triples: Sequence[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": subject}
    for predicate, rows in groupby(triples, key=lambda triple: triple.predicate.value):
        if predicate == RDF + "type":
            node["@type"] = [_compact(str(row.object)[1:-1]) for row in rows]
        else:
            values = [_value(row.object) for row in rows]
            node[_compact(predicate)] = values[0] if len(values) == 1 else values
    return node


def _value(term: object) -> Any:
    if isinstance(term, NamedNode):
        return {"@id": term.value}
    assert isinstance(term, Literal)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    return term.value if datatype == XSD + "string" else {"@value": term.value, "@type": _compact(datatype)}


def _compact(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and _LOCAL.fullmatch(iri[len(space) :]):
            return f"{prefix}:{iri[len(space) :]}"
    return iri
