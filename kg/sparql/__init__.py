"""SPARQL over a store or an RDF file: bundled queries by name, or any query, with parameters bound safely."""

from __future__ import annotations

from kg.sparql.engine import open_source, read_source, run_query
from kg.sparql.header import NamedQuery, Param, find_query, list_queries, parse_header
from kg.sparql.results import RESULT_FORMATS, Answer, format_answer
from kg.sparql.terms import resolve_thing

__all__ = [
    "RESULT_FORMATS",
    "Answer",
    "NamedQuery",
    "Param",
    "find_query",
    "format_answer",
    "list_queries",
    "open_source",
    "parse_header",
    "read_source",
    "resolve_thing",
    "run_query",
]
