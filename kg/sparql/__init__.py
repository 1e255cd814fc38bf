"""SPARQL over a store, an RDF file or an endpoint: queries of packs by name, or any query, with parameters bound safely."""

from __future__ import annotations

from kg.sparql.engine import bound_text, open_source, read_source, run_query, stream_query
from kg.sparql.header import NamedQuery, Param, parse_header
from kg.sparql.packs import find_query, list_queries, pack_queries
from kg.sparql.results import RESULT_FORMATS, TEXT_FORMATS, Answer, Solutions, format_answer, write_answer
from kg.sparql.terms import resolve_thing
from kg.sparql.values import to_python

__all__ = [
    "RESULT_FORMATS",
    "TEXT_FORMATS",
    "Answer",
    "NamedQuery",
    "Param",
    "Solutions",
    "bound_text",
    "find_query",
    "format_answer",
    "list_queries",
    "open_source",
    "pack_queries",
    "parse_header",
    "read_source",
    "resolve_thing",
    "run_query",
    "stream_query",
    "to_python",
    "write_answer",
]
