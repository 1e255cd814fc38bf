"""The only place where an IRI prefix is written, and the one way to write an IRI with it.

CKG is the ontology, EVENT_TYPE the SKOS scheme of event types, DATA the default base of what is made from documents, OWN what
the checks of an ontology are told of it, ONTOLOGY_CHECK the checks themselves, QUERY_LINT the rules for queries, QUERY the
bundled queries. CODING_SCHEME holds our IRIs for the codes of other projects, one folder for each, and MAPPING how our types
correspond to them.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "APACHE_LICENSE",
    "CC_BY",
    "CC_BY_SA",
    "CKG",
    "CODING_SCHEME",
    "CSVW",
    "DATA",
    "DCAT",
    "DCTERMS",
    "EVENT_TYPE",
    "EVENT_TYPE_SCHEME",
    "FOAF",
    "FORMATS",
    "GEO",
    "GRAPHML",
    "ITS",
    "MAPPING",
    "MEDIA_TYPE",
    "MOD",
    "NP",
    "NPX",
    "OA",
    "ONTOLOGY",
    "ONTOLOGY_CHECK",
    "ORG",
    "OWL",
    "OWN",
    "PAV",
    "PREFIXES",
    "PROV",
    "QUERY",
    "QUERY_LINT",
    "RDF",
    "RDFS",
    "RDF_CANON",
    "RO_CRATE",
    "SCHEMA",
    "SD",
    "SEM",
    "SH",
    "SHAPES",
    "SKOS",
    "SKOSXL",
    "SPDX",
    "SPEX",
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
QUERY: Final = "https://w3id.org/conflict-kg/query/"

DCAT: Final = "http://www.w3.org/ns/dcat#"
CSVW: Final = "http://www.w3.org/ns/csvw#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
FORMATS: Final = "http://www.w3.org/ns/formats/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
MOD: Final = "https://w3id.org/mod#"
NP: Final = "http://www.nanopub.org/nschema#"
NPX: Final = "http://purl.org/nanopub/x/"
GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
ITS: Final = "http://www.w3.org/2005/11/its"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PAV: Final = "http://purl.org/pav/"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
SPDX: Final = "http://spdx.org/rdf/terms#"
SPEX: Final = "https://purl.expasy.org/sparql-examples/ontology#"
SWRL: Final = "http://www.w3.org/2003/11/swrl#"
VANN: Final = "http://purl.org/vocab/vann/"
VOID: Final = "http://rdfs.org/ns/void#"
WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

# What is no vocabulary, and named in descriptions of data.
APACHE_LICENSE: Final = "https://www.apache.org/licenses/LICENSE-2.0"
CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
CC_BY_SA: Final = "https://creativecommons.org/licenses/by-sa/4.0/"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"
RDF_CANON: Final = "https://www.w3.org/TR/rdf-canon/"
RO_CRATE: Final = "https://w3id.org/ro/crate/1.2"

PREFIXES: Final[dict[str, str]] = {
    "ckg": CKG,
    "et": EVENT_TYPE,
    "acled": CODING_SCHEME + "acled/",
    "cameo": CODING_SCHEME + "cameo/",
    "mapping": MAPPING,
    "plover": CODING_SCHEME + "plover/",
    "ucdp": CODING_SCHEME + "ucdp/",
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "geo": GEO,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sd": SD,
    "sem": SEM,
    "sh": SH,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "swrl": SWRL,
    "vann": VANN,
    "void": VOID,
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
