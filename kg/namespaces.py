"""The only place where an IRI prefix is written, and the one way to write an IRI with it.

CKG is the ontology, EVENT_TYPE the SKOS scheme of event types, DATA the default base of what is made from documents, OWN what
the checks of an ontology are told of it, ONTOLOGY_CHECK the checks themselves, QUERY_LINT the rules for queries. CODING_SCHEME
holds our IRIs for the codes of other projects, one folder for each, and MAPPING how our types correspond to them.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CKG",
    "CODING_SCHEME",
    "DATA",
    "DCTERMS",
    "EVENT_TYPE",
    "EVENT_TYPE_SCHEME",
    "GEO",
    "MAPPING",
    "MOD",
    "OA",
    "ONTOLOGY",
    "ONTOLOGY_CHECK",
    "ORG",
    "OWL",
    "OWN",
    "PREFIXES",
    "PROV",
    "QUERY_LINT",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SH",
    "SHAPES",
    "SKOS",
    "SKOSXL",
    "SWRL",
    "VANN",
    "VOID",
    "WGS84",
    "XSD",
    "expand",
    "shorten",
]

ONTOLOGY: Final = "https://w3id.org/conflict-kg/ontology"
CKG: Final = ONTOLOGY + "#"
EVENT_TYPE_SCHEME: Final = "https://w3id.org/conflict-kg/event-type"
EVENT_TYPE: Final = EVENT_TYPE_SCHEME + "/"
DATA: Final = "https://w3id.org/conflict-kg/id/"
OWN: Final = "https://w3id.org/conflict-kg/own#"
SHAPES: Final = "https://w3id.org/conflict-kg/shapes#"
ONTOLOGY_CHECK: Final = "https://w3id.org/conflict-kg/ontology-check#"
QUERY_LINT: Final = "https://w3id.org/conflict-kg/query-lint#"
CODING_SCHEME: Final = "https://w3id.org/conflict-kg/scheme/"
MAPPING: Final = "https://w3id.org/conflict-kg/mapping/"

DCTERMS: Final = "http://purl.org/dc/terms/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
MOD: Final = "https://w3id.org/mod#"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
SWRL: Final = "http://www.w3.org/2003/11/swrl#"
VANN: Final = "http://purl.org/vocab/vann/"
VOID: Final = "http://rdfs.org/ns/void#"
WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "ckg": CKG,
    "et": EVENT_TYPE,
    "acled": CODING_SCHEME + "acled/",
    "cameo": CODING_SCHEME + "cameo/",
    "mapping": MAPPING,
    "plover": CODING_SCHEME + "plover/",
    "ucdp": CODING_SCHEME + "ucdp/",
    "dcterms": DCTERMS,
    "geo": GEO,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "sh": SH,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "swrl": SWRL,
    "vann": VANN,
    "wgs84": WGS84,
    "xsd": XSD,
}


# Prefixes that people read and type; files declare `id` and `shapes` themselves where they need them.
SHORT: Final = {"id": DATA, "shapes": SHAPES, **PREFIXES}


def shorten(iri: str) -> str:
    """Return *iri* with a prefix of ours, or `id:` for data of the default base, where one fits; else as it is.

    >>> shorten("https://w3id.org/conflict-kg/ontology#Claim")
    'ckg:Claim'
    """
    for prefix, space in SHORT.items():
        if iri.startswith(space) and re.fullmatch(r"[\w./-]+", iri[len(space) :]):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def expand(iri: str) -> str:
    """Return *iri* in full where it begins with a prefix of ours, `id:` or `shapes:`; else as it is.

    >>> expand("ckg:Claim")
    'https://w3id.org/conflict-kg/ontology#Claim'
    """
    prefix, colon, name = iri.strip("<>").partition(":")
    space = SHORT.get(prefix) if colon else None
    return iri.strip("<>") if space is None else space + name
